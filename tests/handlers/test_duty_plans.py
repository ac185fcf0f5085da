"""A team arranges its duties: hands one over, leaves one out, adds its own step by step."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

import pytest

from emulator.store import Store
from knowledge.duties import DutyBook
from services.clock import TEAM_ZONE
from tests.office import Office, Person, Shown, StillClock, opened, with_duties


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """A Monday morning after the digest."""
    clock = StillClock(datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def _card(person: Person, role: str, name: str) -> Shown:
    [blocks] = await person.says("/duties")
    await person.presses(blocks, role)
    [shown] = await person.news()
    await person.presses(shown, name)
    [card] = await person.news()
    return card


async def _answered(person: Person, *words: str) -> Shown:
    [last] = await person.says("/duty_new")
    for one in words:
        [last] = await person.says(one)
    return last


async def test_a_duty_handed_over_is_told_to_the_member_and_no_more_to_the_captain(
    office: Office, wang: Person, lin: Person
) -> None:
    card = await _card(wang, "监督员", "看工地")
    await wang.presses(card, "安排")
    [asked] = await wang.news()
    assert asked.buttons == ["小林", "王队", "小周", "本队不办", "‹ 返回"]
    assert await wang.presses(asked, "小林") == "已安排：看工地由小林办"
    await wang.news()
    office.clock.moment = datetime(2026, 11, 27, 8, 30, tzinfo=TEAM_ZONE)
    await office.work()
    assert "看工地" in (await lin.news())[-1].text
    assert "看工地" not in (await wang.news())[-1].text


async def test_a_duty_left_out_is_gone_from_the_list_and_can_be_taken_up_again(office: Office, wang: Person) -> None:
    card = await _card(wang, "监督员", "看工地")
    await wang.presses(card, "安排")
    [asked] = await wang.news()
    await wang.presses(asked, "本队不办")
    await wang.news()
    [blocks] = await wang.says("/duties")
    assert "看工地" not in blocks.text
    assert await wang.presses(blocks, "恢复“看工地”") == "已恢复：看工地"
    await wang.news()
    [blocks] = await wang.says("/duties")
    assert "○看工地" in blocks.text


async def test_a_member_is_not_offered_to_arrange(lin: Person) -> None:
    card = await _card(lin, "监督员", "看工地")
    assert "安排" not in card.buttons


async def test_a_new_duty_shows_its_next_dates_before_it_is_saved(office: Office, wang: Person) -> None:
    preview = await _answered(wang, "宣传员", "组织一次技术培训", "每月28日前", "提前")
    assert "组织一次技术培训（宣传员），接下来的截止时间：" in preview.text
    assert "· 11月27日（周五）18:00，原定11月28日，提前" in preview.text
    assert "· 12月28日（周一）18:00" in preview.text
    assert preview.text.count("· ") == 6
    [saved] = await wang.says("保存")
    assert saved.text == "已新增职责：组织一次技术培训（宣传员，本队）。发 /duties 查看"
    office.clock.step(minutes=1)
    [blocks] = await wang.says("/duties")
    assert "○组织一次技术培训" in blocks.text


async def test_a_duty_of_the_quarter_and_one_of_the_year_show_six_dates_and_what_they_rest_on(wang: Person) -> None:
    preview = await _answered(wang, "宣传员", "组织一次技术培训", "每季度末月20日", "提前")
    assert preview.text.count("· ") == 6
    assert "2027年、2028年放假安排尚未导入，暂按周一至周五计算" in preview.text
    await wang.says("取消")
    preview = await _answered(wang, "宣传员", "组织一次技术培训", "每年11月30日前", "提前")
    assert preview.text.count("· ") == 6


async def test_a_cadence_that_cannot_be_read_is_asked_again(wang: Person) -> None:
    refused = await _answered(wang, "宣传员", "组织一次技术培训", "有空就办")
    assert "周期“有空就办”没看明白，可以写：每周五17:00" in refused.text
    [asked] = await wang.says("每周三")
    assert "休息日" in asked.text


async def test_the_city_office_adds_for_all_teams_and_a_member_not_at_all(
    office: Office, min_: Person, wang: Person, lin: Person
) -> None:
    await _answered(min_, "联络员", "报送本周简况", "每周五17:00", "跳过")
    [saved] = await min_.says("保存")
    assert "全市各队" in saved.text
    office.clock.step(minutes=1)
    await office.work()
    [told] = await wang.news()
    assert told.text.splitlines()[:2] == ["五员职责清单有调整：", "· 新增：报送本周简况"]
    [blocks] = await wang.says("/duties")
    assert "○报送本周简况" in blocks.text
    [refused] = await lin.says("/duty_new")
    assert "“安排职责”这项由队长、指挥部办理" in refused.text


async def _arranging(person: Person, role: str, name: str, town: str = "") -> Shown:
    [blocks] = await person.says(f"/duties {town}".strip())
    await person.presses(blocks, role)
    [shown] = await person.news()
    await person.presses(shown, name)
    [card] = await person.news()
    await person.presses(card, "安排")
    [asked] = await person.news()
    return asked


async def test_a_team_ends_its_own_duty_and_takes_it_up_again(office: Office, wang: Person) -> None:
    await _answered(wang, "宣传员", "技术培训", "每周五17:00", "跳过", "保存")
    asked = await _arranging(wang, "宣传员", "技术培训")
    await wang.presses(asked, "停用")
    [ended] = await wang.news()
    assert ended.text == "已停用：技术培训（本队）。办过的记录都保留，没到期的不再提醒"
    [blocks] = await wang.says("/duties")
    assert "技术培训" not in blocks.text
    await wang.presses(ended, "恢复“技术培训”")
    [again] = await wang.news()
    assert again.text == "已恢复：技术培训"
    [blocks] = await wang.says("/duties")
    assert "○技术培训" in blocks.text


async def test_a_shipped_duty_and_the_citys_are_not_a_captains_to_end(
    office: Office, min_: Person, wang: Person
) -> None:
    await _answered(min_, "联络员", "报送简况", "每周五17:00", "跳过", "保存")
    await office.work()
    await wang.news()
    asked = await _arranging(wang, "联络员", "报送简况")
    assert "停用" not in asked.buttons
    asked = await _arranging(wang, "监督员", "看工地")
    assert not {"停用", "改为顺延"} & set(asked.buttons)
    asked = await _arranging(min_, "联络员", "报送简况", "上饶镇")
    await min_.presses(asked, "停用")
    await min_.news()
    await office.work()
    [told] = await wang.news()
    assert "· 停用：报送简况" in told.text


async def test_the_city_moves_the_fortieth_day_and_every_captain_hears_of_it_once(database_url: str) -> None:
    clock = StillClock(datetime(2026, 9, 28, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        min_, wang = office.person(1005), office.person(1002)
        asked = await _arranging(min_, "指导员", "一镇一策", "上饶镇")
        assert asked.buttons[-4:] == ["改为顺延", "改为不动", "本队不办", "‹ 返回"]
        await min_.presses(asked, "改为顺延")
        [said] = await min_.news()
        assert "截止日逢休息日顺延（全市各队）" in said.text
        await office.work()
        [told] = await wang.news()
        assert told.text.splitlines()[1] == "· 形成一镇一策的三年目标和当年规划：逢休息日由“提前”改为“顺延”"
        [today] = await wang.says("/today")
        assert "（第40天是10月5日，逢休息日顺延至10月8日）" in today.text
        clock.step(minutes=5)
        await office.work()
        assert await wang.news() == []


async def test_what_was_changed_is_seen_with_who_and_when(office: Office, wang: Person, lin: Person) -> None:
    [blocks] = await wang.says("/duties")
    await wang.presses(blocks, "改动记录")
    [nothing] = await wang.news()
    assert nothing.text == "上饶镇的职责安排还没有改动过"
    asked = await _arranging(wang, "监督员", "看工地")
    await wang.presses(asked, "小林")
    await wang.news()
    asked = await _arranging(wang, "联络员", "问题清单")
    await wang.presses(asked, "本队不办")
    await wang.news()
    [blocks] = await lin.says("/duties")
    await lin.presses(blocks, "改动记录")
    [history] = await lin.news()
    assert history.text.splitlines() == [
        "职责改动记录（上饶镇）",
        "· 11月23日09:00 王队：设为本队不办：“汇总本周需上级协调的问题”",
        "· 11月23日09:00 王队：交办“到在建项目现场看一次质量、安全和进度”给小林",
    ]


async def test_a_new_edition_of_the_list_moves_only_what_is_to_come_and_is_told_once(database_url: str) -> None:
    clock, phones = StillClock(datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE)), Store()
    async with opened(database_url, clock, with_duties(), phones=phones) as office:
        await office.work()
        assert await office.person(1002).news() == []
    meeting = with_duties().duties.duties["liaison-monthly-meeting"]
    later = meeting.model_copy(update={"cadence": "FREQ=MONTHLY;BYMONTHDAY=27"})
    known = replace(with_duties(), duties=DutyBook(dict(with_duties().duties.duties) | {later.id: later}))
    for _ in range(2):
        async with opened(database_url, clock, known, phones=phones) as office:
            wang = office.person(1002)
            await office.work()
            [told] = await wang.news()
            assert "· 参加或协助召开镇里的驻村工作例会：周期有改动" in told.text
            assert "只影响还没到期的，办过的不变" in told.text
    async with opened(database_url, clock, known, phones=phones) as office:
        wang = office.person(1002)
        [_, blocks] = await wang.says("/duties")
        await wang.presses(blocks, "联络员")
        [role] = await wang.news()
        assert "○ 工作例会：11月25日（周三）18:00前" in role.text
