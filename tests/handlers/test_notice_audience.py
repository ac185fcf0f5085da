"""Whom a notice is for: by combination, by words, by a pasted list, by what is not done."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Occurrence, State, Team
from services import people
from services.access import Role, Scope
from services.people import PostPlan
from tests.handlers.composing import card, pressed, preview, sent, team
from tests.office import Office, Person, opened, with_duties


async def test_district_and_role_narrow_each_other(office: Office, min_: Person) -> None:
    await team(office, "新圩镇", (2001, "陈建国", Role.CAPTAIN), (2002, "李明", Role.MEMBER))
    await team(office, "凤凰镇", (2003, "林志强", Role.CAPTAIN))
    shown = await preview(min_, "饶平县的队长")
    assert "发给饶平县的队长，共2人（王队、陈建国）" in shown.text
    both = await preview(min_, "饶平县和潮安区的队长")
    assert "共3人" in both.text


async def test_buttons_combine_and_a_second_tap_takes_one_out(office: Office, min_: Person) -> None:
    await team(office, "新圩镇", (2001, "陈建国", Role.CAPTAIN))
    [asked] = await min_.says("/notice 请报送材料")
    which = await pressed(min_, asked, "按职务")
    narrowed = await pressed(min_, which, "队长")
    assert "发给队长，共2人" in narrowed.text
    which = await pressed(min_, await pressed(min_, narrowed, "改范围"), "按县区")
    narrowed = await pressed(min_, which, "饶平县")
    assert "发给饶平县的队长，共2人" in narrowed.text
    which = await pressed(min_, await pressed(min_, narrowed, "改范围"), "按职务")
    assert "✓队长" in which.buttons
    widened = await pressed(min_, which, "✓队长")
    assert "发给饶平县，共5人" in widened.text


async def test_towns_are_named_in_words_also_without_their_kind(office: Office, min_: Person) -> None:
    await team(office, "新圩镇", (2001, "陈建国", Role.CAPTAIN))
    shown = await preview(min_, "上饶、新圩镇")
    assert "发给上饶镇工作队、新圩镇工作队，共5人" in shown.text


async def test_a_pasted_list_names_the_unknown_and_the_ambiguous_and_keeps_the_rest(
    office: Office, min_: Person
) -> None:
    one, _ = await team(office, "新圩镇", (2001, "李明", Role.CAPTAIN), (2002, "陈建国", Role.MEMBER))
    [other] = await team(office, "凤凰镇", (2003, "李明", Role.CAPTAIN))
    await min_.says("/notice 请核对名单")
    [unclear] = await min_.says("小林\n陈建国、李明，陈建过")
    assert "没找到“陈建过”（是不是：陈建国）" in unclear.text
    assert "“李明”有2位（新圩镇、凤凰镇）" in unclear.text
    assert "其余2人已记下" in unclear.text
    [shown] = await min_.says("凤凰镇李明")
    assert "发给名单3人，共3人" in shown.text
    await min_.presses(shown, "立即发")
    assert [said.text for said in await other.news()] == ["【通知】阿敏\n请核对名单"]
    assert await one.news() == []


async def test_of_many_unknown_names_the_first_are_named_and_all_counted(min_: Person) -> None:
    await min_.says("/notice 请核对名单")
    [unclear] = await min_.says("、".join(f"甲乙{n}丙" for n in range(30)))
    assert unclear.text.count("没找到“") == 10
    assert "没找到的共30个" in unclear.text


async def test_everybody_said_again_forgets_what_was_named(office: Office, min_: Person) -> None:
    shown = await preview(min_, "饶平县的队长")
    await pressed(min_, shown, "改范围")
    [everybody] = await min_.says("全体")
    assert "发给全体，共8人" in everybody.text


async def test_who_has_not_done_a_duty(database_url: str) -> None:
    async with opened(database_url, known=with_duties()) as office:
        min_ = office.person(1005)
        await team(office, "新圩镇", (2001, "陈建国", Role.CAPTAIN))
        await office.work()
        shown = await preview(min_, "未完成问题清单的人")
        assert "发给未完成“问题清单”的人，共2人（王队、陈建国）" in shown.text
        with Session(office.engine) as session, session.begin():
            of_town = select(Team.id).where(Team.town == "新圩镇").scalar_subquery()
            session.execute(update(Occurrence).where(Occurrence.team_id == of_town).values(state=State.DONE))
        await min_.presses(shown, "立即发")
        assert "已送达1/1" in (await card(office, min_)).text


async def test_who_has_not_confirmed_an_earlier_notice(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇")
    await lin.presses((await lin.news())[-1], "收到")
    shown = await preview(min_, "未确认 N-0001 的人", "请尽快确认上一条通知")
    assert "没有确认 N-0001 的人，共3人" in shown.text
    assert "小林" not in shown.text


async def test_a_question_in_between_is_answered_and_the_audience_still_asked(min_: Person) -> None:
    await min_.says("/notice 请报送材料")
    [answer] = await min_.says("低保怎么办？")
    assert "没找到" not in answer.text
    [shown] = await min_.says("全体")
    assert "共8人" in shown.text


async def test_a_district_office_reaches_its_own_district_only(office: Office, min_: Person) -> None:
    await team(office, "凤凰镇", (2003, "林志强", Role.CAPTAIN))
    await office.post("/sim/people", {"id": 2010, "name": "县办", "note": "饶平县"})
    with Session(office.engine) as session, session.begin():
        plan = PostPlan(Role.OFFICE, Scope.DISTRICT, "饶平县")
        people.enlist(session, 2010, "县办", [plan], office.clock.now())
    county = Person(office, 2010, "县办")
    await county.says("/start")
    shown = await preview(county)
    assert "共4人" in shown.text
    await county.says("/notice 请报送材料")
    [unclear] = await county.says("林志强")
    assert "没找到“林志强”" in unclear.text


async def test_nobody_is_told_twice_though_named_in_three_ways(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇、队员、小林")
    assert [one.buttons for one in await lin.news()] == [["收到"]]
    assert "已送达" in (await card(office, min_)).text
