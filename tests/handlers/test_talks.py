"""队长有话说: announced, signed up for, asked ahead, run, called off; and who may do which."""

import pytest
from sqlalchemy.orm import Session

from services import people
from services.access import Role, Scope
from services.people import PostPlan
from tests.office import MORNING, Office, Person, Shown

TOWNS = ("浮洋镇", "意溪镇", "古巷镇", "登塘镇", "凤塘镇", "龙湖镇", "金石镇")


def enlist(office: Office, number: int, name: str, role: Role, scope: Scope, where: str) -> Person:
    with Session(office.engine) as session, session.begin():
        people.enlist(session, number, name, [PostPlan(role, scope, where)], MORNING)
    return Person(office, number, name)


async def captain(office: Office, index: int) -> Person:
    person = enlist(office, 2000 + index, f"队长{index}", Role.CAPTAIN, Scope.TEAM, TOWNS[index])
    await office.post("/sim/people", {"id": person.id, "name": person.name, "note": ""})
    await person.says("/start")
    return person


async def announced(min_: Person, theme: str = "青梅产业", towns: str = "各队报名") -> Shown:
    await min_.says("/talk_new")
    for words in (theme, "11月24日下午3点", "线上", towns, "跳过"):
        *_, asked = await min_.says(words)
    await min_.presses(asked, "发布")
    *_, card = await min_.news()
    return card


async def begun(min_: Person) -> Shown:
    *_, card = await min_.says("/talk")
    await min_.presses(card, "开始本期")
    *_, live = await min_.news()
    return live


async def test_a_session_is_announced_to_captains_and_departments_with_one_card(
    min_: Person, wang: Person, xu: Person, lin: Person
) -> None:
    await min_.says("/talk_new")
    await min_.says("青梅产业")
    await min_.says("11月24日下午3点")
    await min_.says("线上")
    await min_.says("各队报名")
    [preview] = await min_.says("跳过")
    assert "主题：青梅产业\n时间：11月24日（周二）15:00　地点：线上\n发言：各队报名，最多6个" in preview.text
    assert "报名截止：11月23日（周一）18:00\n发布后，队长和部门共3人收到报名卡" in preview.text
    await min_.presses(preview, "发布")
    [card] = await wang.news()
    assert card.text.startswith("【队长有话说 第1期】青梅产业\n11月24日（周二）15:00，线上，主持：阿敏")
    assert card.buttons == ["报名发言", "先提问题", "看议程"]
    assert [one.buttons for one in await xu.news()] == [["先提问题", "看议程"]]
    assert await lin.news() == []


@pytest.mark.parametrize(
    ("theme", "parts"),
    [
        ("产业和教育", "“产业”、“教育”"),
        ("青梅、茶叶", "“青梅”、“茶叶”"),
        ("人居环境及饮水安全", "“人居环境”、“饮水安全”"),
    ],
)
async def test_two_themes_are_refused_politely(min_: Person, theme: str, parts: str) -> None:
    await min_.says("/talk_new")
    [said] = await min_.says(theme)
    assert said.text == f"{parts}像是2个主题。一期只谈一个，谈得透；其余的下一期再谈。请只写一个"


@pytest.mark.parametrize("theme", ["和美乡村", "科技普及", "群众参与", "及时雨项目"])
async def test_a_theme_with_and_inside_a_word_is_one(min_: Person, theme: str) -> None:
    await min_.says("/talk_new")
    [said] = await min_.says(theme)
    assert "什么时候" in said.text


async def test_who_does_not_belong_to_the_office_cannot_announce(wang: Person) -> None:
    [said] = await wang.says("/talk_new")
    assert "指挥部" in said.text


async def test_six_teams_sign_up_and_the_seventh_is_told_who_they_are(office: Office, min_: Person) -> None:
    await announced(min_)
    for index in range(6):
        person = await captain(office, index)
        [card] = await person.says("/talk")
        toast = await person.presses(card, "报名发言")
        assert toast is not None
        assert f"已报名，第{index + 1}个发言" in toast
    late = await captain(office, 6)
    [card] = await late.says("/talk")
    toast = await late.presses(card, "报名发言")
    assert toast == f"已有6个队报名（{'、'.join(TOWNS[:6])}），满了。可以先提问题"


async def test_two_taps_sign_up_once_and_the_place_can_be_given_back(wang: Person, min_: Person) -> None:
    await announced(min_)
    [card] = await wang.news()
    toasts = await wang.taps(card, "报名发言", 2)
    assert "本队已经报名，第1个发言" in toasts
    signed = (await wang.news())[-1]
    assert signed.buttons == ["撤回报名", "先提问题", "写亮点", "看议程"]
    assert await wang.presses(signed, "撤回报名") == "已撤回报名"
    assert "已报名0/6" in (await wang.news())[-1].text


async def test_sign_up_closes_and_says_when(office: Office, wang: Person, min_: Person) -> None:
    await announced(min_)
    [card] = await wang.news()
    office.clock.step(hours=10)
    assert await wang.presses(card, "报名发言") == "报名已在11月23日18:00截止。可以先提问题"


async def test_a_team_that_was_not_asked_may_put_questions_only(wang: Person, min_: Person) -> None:
    await announced(min_, towns="浮洋、意溪")
    [card] = await wang.news()
    assert "请发言：浮洋镇、意溪镇" in card.text
    assert await wang.presses(card, "报名发言") == "这一期请浮洋镇、意溪镇发言。其他队可以先提问题、点同问"


async def asks(person: Person, words: str, label: str) -> Shown:
    *_, card = await person.says("/talk")
    await person.presses(card, "先提问题")
    await person.news()
    [how] = await person.says(words)
    await person.presses(how, label)
    [done] = await person.news()
    return done


async def test_who_asked_unsigned_only_the_moderator_sees(min_: Person, wang: Person, xu: Person) -> None:
    await announced(min_)
    for person in (wang, xu):
        await person.news()
    done = await asks(wang, "青梅收购价压得低怎么办", "不署名提")
    assert done.text == "已提 第1期问1（不署名）：“青梅收购价压得低怎么办”"
    seen = {}
    for person in (min_, xu):
        [card] = await person.says("/talk")
        await person.presses(card, "看议程")
        [page] = await person.news()
        seen[person.name] = page.text
    assert "问1 青梅收购价压得低怎么办（上饶镇王队，不署名）" in seen["阿敏"]
    assert "问1 青梅收购价压得低怎么办（不署名）" in seen["老许"]
    assert "王队" not in seen["老许"]


async def test_same_question_orders_the_agenda_and_counts_once(min_: Person, wang: Person, xu: Person) -> None:
    await announced(min_)
    for person in (wang, xu):
        await person.news()
    await asks(wang, "加工厂什么时候开工", "署名提")
    await asks(wang, "旱地缺水怎么解决", "署名提")
    [card] = await xu.says("/talk")
    await xu.presses(card, "看议程")
    [page] = await xu.news()
    toasts = await xu.taps(page, "同问2", 2)
    assert sorted(toast or "" for toast in toasts) == ["已同问：问2", "已经同问过了，或者是您自己提的"]
    text = (await xu.news())[-1].text
    assert text.index("问2 旱地缺水怎么解决（上饶镇王队，同问1）") < text.index("问1")
    [card] = await wang.says("/talk")
    await wang.presses(card, "看议程")
    [mine] = await wang.news()
    assert mine.buttons == []


async def test_the_moderator_runs_it_and_everybody_follows_on_one_card(
    office: Office, min_: Person, wang: Person, xu: Person
) -> None:
    await announced(min_)
    other = await captain(office, 0)
    for person in (wang, other):
        [card] = (await person.says("/talk"))[-1:]
        await person.presses(card, "报名发言")
        await person.news()
    await xu.news()
    live = await begun(min_)
    assert "正在发言：上饶镇 王队，09:00起，刚开始\n下一个：浮洋镇" in live.text
    [shown] = await xu.news()
    assert shown.buttons == ["看议程"]
    office.clock.step(minutes=3)
    await office.work()
    assert "已用3分钟" in (await min_.news())[-1].text
    assert await xu.news() == []
    office.clock.step(minutes=2)
    await office.work()
    told = [one.text for one in await wang.news()]
    assert "上饶镇发言已到5分钟，请收尾" in told
    await min_.presses(live, "下一队")
    office.clock.step(seconds=5)
    await office.work()
    [moved] = await xu.news()
    assert moved.message_id == shown.message_id
    assert "正在发言：浮洋镇 队长0" in moved.text


async def test_two_taps_on_next_pass_one_team_over_once(office: Office, min_: Person, wang: Person) -> None:
    await announced(min_)
    other = await captain(office, 0)
    for person in (wang, other):
        [card] = (await person.says("/talk"))[-1:]
        await person.presses(card, "报名发言")
    live = await begun(min_)
    toasts = await min_.taps(live, "下一队", 2)
    assert "这一步已经办过了，以最新的卡片为准" in toasts
    assert "正在发言：浮洋镇" in (await min_.news())[-1].text


async def test_words_that_begin_so_are_a_question_while_a_session_is_on_and_only_then(
    office: Office, min_: Person, wang: Person
) -> None:
    await announced(min_)
    [before] = (await wang.says("问：低保怎么办"))[-1:]
    assert "第1期" not in before.text
    await begun(min_)
    await wang.news()
    [signed] = await wang.says("问：加工厂的污水怎么处理")
    assert "已提 第1期问1（署名）：“加工厂的污水怎么处理”" in signed.text
    [unsigned] = await wang.says("不署名问：补贴什么时候到账")
    assert "问2（不署名）" in unsigned.text
    office.clock.step(seconds=5)
    await office.work()
    assert "问题2件" in (await min_.news())[-1].text


async def test_a_question_wins_over_a_form_that_stands_open(min_: Person, wang: Person) -> None:
    await announced(min_)
    await begun(min_)
    await wang.says("/visit")
    await wang.news()
    said = await wang.says("问：加工厂的污水怎么处理")
    assert "已提 第1期问1" in said[-1].text


async def test_only_its_moderator_moves_it_and_it_ends_once(office: Office, min_: Person, wang: Person) -> None:
    await announced(min_)
    other = enlist(office, 3001, "阿强", Role.OFFICE, Scope.CITY, "潮州市")
    await office.post("/sim/people", {"id": other.id, "name": other.name, "note": ""})
    await other.says("/start")
    [theirs] = (await other.says("/talk"))[-1:]
    assert "开始本期" not in theirs.buttons
    live = await begun(min_)
    await min_.presses(live, "结束本期")
    [sure] = await min_.news()
    assert sure.text == "确定结束第1期吗？结束后生成纪要和问题清单"
    toasts = await min_.taps(sure, "确定结束", 2)
    assert any(toast and toast.startswith("这一期已在11月23日09:00结束") for toast in toasts)
    office.clock.step(seconds=5)
    await office.work()
    assert "第1期 · 已结束" in (await wang.news())[-1].text


async def test_calling_it_off_is_asked_first_and_told_to_all(min_: Person, wang: Person, xu: Person) -> None:
    await announced(min_)
    for person in (wang, xu):
        await person.news()
    [card] = await min_.says("/talk")
    await min_.presses(card, "取消本期")
    [sure] = await min_.news()
    await min_.presses(sure, "确定取消本期")
    for person in (wang, xu):
        [told] = await person.news()
        assert told.text == "队长有话说第1期“青梅产业”（11月24日（周二）15:00）已取消。提过的问题都留着"


async def test_moderator_and_speakers_are_reminded_half_an_hour_before_and_nobody_else(
    office: Office, min_: Person, wang: Person, xu: Person
) -> None:
    await announced(min_)
    other = await captain(office, 0)
    for person in (wang, other):
        *_, card = await person.says("/talk")
        await person.presses(card, "报名发言")
    *_, card = await other.news()
    await other.presses(card, "撤回报名")
    for person in (other, xu):
        await person.news()
    office.clock.step(days=1, hours=5, minutes=31)
    await office.work()
    for person in (min_, wang):
        assert "还有29分钟开始：已报名1个队，问题0件" in (await person.news())[-1].text
    told = [one.text for person in (other, xu) for one in await person.news()]
    assert not any("分钟开始" in text for text in told)


async def test_a_past_or_unreadable_moment_is_asked_again(min_: Person) -> None:
    await min_.says("/talk_new")
    await min_.says("青梅产业")
    for words in ("11月1日", "改天", "下周"):
        [said] = await min_.says(words)
        assert said.text == f"“{words}”没看出是今后哪一天、几点，请写成“11月30日下午3点”"


async def test_nobody_hears_of_a_session_that_there_is_not(wang: Person, stranger: Person) -> None:
    [said] = await wang.says("/talk")
    assert said.text == "现在没有安排队长有话说。指挥部发 /talk_new 可以办一期"
    [refused] = await stranger.says("/talk")
    assert "还没有加入" in refused.text or "由" in refused.text


async def test_another_office_takes_over_and_the_first_moderator_is_told(
    office: Office, min_: Person, wang: Person
) -> None:
    await announced(min_)
    other = enlist(office, 3001, "阿强", Role.OFFICE, Scope.CITY, "潮州市")
    await office.post("/sim/people", {"id": other.id, "name": other.name, "note": ""})
    await other.says("/start")
    *_, card = await other.says("/talk")
    await other.presses(card, "接手主持")
    *_, sure = await other.news()
    await other.presses(sure, "确定接手")
    assert "开始本期" in (await other.news())[-1].buttons
    assert "队长有话说第1期“青梅产业”改由阿强主持" in [one.text for one in await min_.news()]
    [mine] = (await min_.says("/talk"))[-1:]
    assert "开始本期" not in mine.buttons
    *_, captains = await wang.says("/talk")
    assert "接手主持" not in captains.buttons


async def test_an_office_of_one_district_does_not_take_over_a_session_of_the_city(office: Office, min_: Person) -> None:
    await announced(min_)
    other = enlist(office, 3002, "阿区", Role.OFFICE, Scope.DISTRICT, "饶平县")
    await office.post("/sim/people", {"id": other.id, "name": other.name, "note": ""})
    await other.says("/start")
    *_, card = await other.says("/talk")
    assert "接手主持" not in card.buttons
