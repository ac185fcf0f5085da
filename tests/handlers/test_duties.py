"""Duties through the chat: the digest, today's list, finishing, the five blocks, 进驻日."""

import re
from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from services.clock import TEAM_ZONE
from tests.office import Office, Person, Shown, StillClock, opened, with_duties

VISIT = "今天走访埔中村，3户反映缺水，已联系水利所"


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """A Friday with weekly duties due, a minute before the digest; 进驻日 33 days ago."""
    clock = StillClock(datetime(2026, 11, 27, 8, 29, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def _digest(office: Office, person: Person) -> str:
    office.clock.step(minutes=1)
    await office.work()
    [digest] = await person.news()
    return digest.text


async def _card(lin: Person, name: str) -> Shown:
    [today] = await lin.says("/today")
    await lin.presses(today, next(label for label in today.buttons if label.endswith(name)))
    [card] = await lin.news()
    return card


async def test_the_digest_comes_at_half_past_eight_with_counts_and_the_countdown(office: Office, wang: Person) -> None:
    assert await wang.news() == []
    text = await _digest(office, wang)
    lines = text.splitlines()
    assert lines[0] == "11月27日（周五）今天到期4 · 3天内3"
    assert lines[1] == "一镇一策：12月4日（周五）18:00前，还有5个工作日，第33天/40天，下一步调研（11月13日前）"
    assert lines[2] == "1. 问题清单（联络员）：今天17:00前"
    assert len(lines) <= 8


async def test_each_person_gets_what_is_theirs(office: Office, wang: Person, lin: Person, min_: Person) -> None:
    office.clock.step(minutes=1)
    await office.work()
    [digest] = await lin.news()
    assert "入户走访0/5户" in digest.text
    assert "问题清单" not in digest.text
    assert len(await wang.news()) == 1
    assert await min_.news() == []


async def test_the_digest_comes_once_a_day_however_often_it_is_planned(office: Office, wang: Person) -> None:
    await _digest(office, wang)
    for _ in range(3):
        office.clock.step(minutes=1)
        await office.work()
    assert await wang.news() == []


async def test_on_a_weekend_nobody_hears_anything(office: Office, wang: Person) -> None:
    await _digest(office, wang)
    office.clock.step(days=1)
    await office.work()
    office.clock.step(days=1)
    await office.work()
    assert await wang.news() == []


async def test_done_is_shown_in_the_same_message_and_a_second_tap_says_when(office: Office, lin: Person) -> None:
    office.clock.step(minutes=1)
    await office.work()
    [digest] = await lin.news()
    office.clock.step(minutes=42)
    toasts = await lin.taps(digest, "完成", 2)
    assert toasts == ["已完成：入户走访（10分钟内可撤销）", "已经办理过了（09:12）"]
    [edited] = await lin.news()
    assert edited.edited
    assert edited.message_id == digest.message_id
    assert "✓入户走访" in edited.text
    assert "今天已完成1" in edited.text
    office.clock.step(minutes=1)
    assert await lin.presses(edited, "完成") == "已经办理过了（09:12）"


async def test_what_was_done_can_be_taken_back_for_ten_minutes(office: Office, lin: Person) -> None:
    [today] = await lin.says("/today")
    await lin.presses(today, "完成")
    [done] = await lin.news()
    assert await lin.presses(done, "撤销") == "已撤销，入户走访仍待完成"
    [again] = await lin.news()
    assert "✓" not in again.text
    await lin.presses(again, "完成")
    [done] = await lin.news()
    office.clock.step(minutes=11)
    assert await lin.presses(done, "撤销") == "只有办理人在10分钟内可以撤销"


async def test_a_digest_with_nothing_left_open_is_not_sent(office: Office, lin: Person) -> None:
    for name in ("入户走访", "联系村会议"):
        card = await _card(lin, name)
        await lin.presses(card, "完成")
        await lin.news()
    office.clock.step(minutes=1)
    await office.work()
    assert await lin.news() == []


@pytest.mark.parametrize("words", ["/today", "今天有什么事", "今天有什么事？", "我的任务"])
async def test_today_in_words_and_by_command(office: Office, wang: Person, words: str) -> None:
    [today] = await wang.says(words)
    assert today.text.startswith("11月27日（周五）今天到期4")


async def test_five_households_finish_the_weeks_visiting_and_nobody_files_it_again(office: Office, lin: Person) -> None:
    [card] = await lin.says(VISIT)
    assert "服务员·入户走访不少于5户3/5" in card.text
    await lin.says("今天去埔中村陈伯家，屋顶漏雨")
    [ditch] = await lin.says("今天去埔中村看水渠，堵了一段")
    assert "入户走访" not in ditch.text
    [today] = await lin.says("/today")
    assert "入户走访4/5户" in today.text
    [card] = await lin.says("今天去埔中村李婶家，缺药")
    [today] = await lin.says("/today")
    assert "✓入户走访" in today.text
    await lin.presses(card, "撤销")
    await lin.news()
    [today] = await lin.says("/today")
    assert "入户走访4/5户（服务员）：今天18:00前" in today.text


async def test_the_five_blocks_show_what_is_done_and_what_is_open(office: Office, wang: Person) -> None:
    [today] = await wang.says("/today")
    await wang.presses(today, "完成")
    await wang.news()
    [blocks] = await wang.says("/duties")
    lines = blocks.text.splitlines()
    assert [line.split(" ")[0] for line in lines[1:6]] == ["联络员", "指导员", "服务员", "宣传员", "监督员"]
    assert "✓问题清单" in lines[1]
    assert "○一镇一策第33天/40天" in lines[2]
    assert lines[-1] == "清单为示例，请由市里确认后修改"


async def test_a_role_opens_with_windows_and_a_duty_with_its_steps(office: Office, wang: Person) -> None:
    [blocks] = await wang.says("/duties")
    await wang.presses(blocks, "指导员")
    [role] = await wang.news()
    assert "○ 联系村会议：11月30日（周一）18:00前，还有1个工作日（○小林 ○王队 ○小周）" in role.text
    await wang.presses(role, "一镇一策")
    [card] = await wang.news()
    assert "10月25日至12月4日内完成即可，今天就能办" in card.text
    assert "☐ 调研（11月13日前，已过期14天）" in card.text
    await wang.presses(card, "☐调研")
    [ticked] = await wang.news()
    assert "☑ 调研（王队 11月27日08:29）" in ticked.text
    assert ticked.message_id == blocks.message_id


async def test_the_last_step_finishes_the_duty(office: Office, wang: Person) -> None:
    [blocks] = await wang.says("/duties")
    await wang.presses(blocks, "指导员")
    [role] = await wang.news()
    await wang.presses(role, "一镇一策")
    [card] = await wang.news()
    for step in ("☐调研", "☐初稿", "☐征求意见", "☐定稿"):
        await wang.presses(card, step)
        [card] = await wang.news()
    assert "✓ 王队11月27日完成" in card.text


async def test_other_periods_are_one_tap_away(office: Office, wang: Person) -> None:
    [blocks] = await wang.says("/duties")
    await wang.presses(blocks, "本月")
    [month] = await wang.news()
    assert month.text.startswith("五员职责（上饶镇，本月，11月1日至30日）")
    assert "上月" in month.buttons


async def test_a_stranger_and_a_department_are_told_whose_duties_these_are(
    office: Office, stranger: Person, xu: Person
) -> None:
    [refused] = await stranger.says("/duties")
    assert refused.text.startswith(("您没有编入工作队", "“看五员职责”这项由"))
    [refused] = await xu.says("/today")
    assert "“看五员职责”这项由" in refused.text


async def test_the_office_looks_at_a_team_by_its_town(office: Office, min_: Person) -> None:
    [asked] = await min_.says("/duties")
    assert "/duties 上饶镇" in asked.text
    [blocks] = await min_.says("/duties 上饶镇")
    assert blocks.text.startswith("五员职责（上饶镇，本期）")
    [unknown] = await min_.says("/duties 上绕镇")
    assert "上饶镇" in unknown.text


async def test_the_captain_says_when_the_team_arrived(office: Office, wang: Person, lin: Person) -> None:
    [asked] = await wang.says("/stationed")
    assert "现在是10月25日" in asked.text
    [ahead] = await wang.says("2026年12月1日")
    assert "12月1日还没到" in ahead.text
    [said] = await wang.says("11月2日")
    assert said.text == "已记下：上饶镇工作队11月2日进驻，今天是第25天"
    [today] = await wang.says("/today")
    assert "第25天/40天" in today.text
    [refused] = await lin.says("/stationed 10月1日")
    assert "“填进驻日”这项由队长办理" in refused.text


async def _overdue(office: Office, lin: Person) -> Shown:
    """Monday's list, with last Friday's visiting undone."""
    office.clock.step(days=3, hours=1)
    await office.work()
    await lin.news()
    [today] = await lin.says("/today")
    assert "入户走访0/5户（服务员）：11月27日到期，已过期3天" in today.text
    return today


async def test_late_is_allowed_with_the_real_day_and_a_reason_in_one_sentence(office: Office, lin: Person) -> None:
    today = await _overdue(office, lin)
    await lin.presses(today, "补办完成")
    [asked] = await lin.news()
    assert "入户走访已过期3天，仍可补办" in asked.text
    [done] = await lin.says("11月29日完成，台风耽误了")
    assert done.text.endswith("✓ 小林11月29日完成，逾期2天完成，原因：台风耽误了")


async def test_late_day_and_reason_may_come_one_after_the_other(office: Office, lin: Person) -> None:
    today = await _overdue(office, lin)
    await lin.presses(today, "补办完成")
    [asked] = await lin.news()
    await lin.presses(asked, "昨天")
    [why] = await lin.news()
    assert why.text == "记下了，11月29日完成。请用一句话说明晚了的原因"
    [done] = await lin.says("下大雨进不了村")
    assert "逾期2天完成，原因：下大雨进不了村" in done.text


async def test_what_was_done_in_time_and_only_said_late_needs_no_reason(office: Office, lin: Person) -> None:
    today = await _overdue(office, lin)
    await lin.presses(today, "补办完成")
    await lin.news()
    [done] = await lin.says("上周五就完成了")
    assert done.text.endswith("✓ 小林11月27日完成")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("12月3日", "还没到"),
        ("11月20日", "这一项11月23日才开始"),
        ("忘了", "日期“忘了”没看明白"),
    ],
)
async def test_an_impossible_day_is_refused_and_the_question_stays_open(
    office: Office, lin: Person, words: str, said: str
) -> None:
    today = await _overdue(office, lin)
    await lin.presses(today, "补办完成")
    await lin.news()
    [refused] = await lin.says("2026年12月3日" if words == "12月3日" else words)
    assert said in refused.text
    [done] = await lin.says("今天，路断了")
    assert "逾期3天完成" in done.text


async def test_finishing_late_can_be_called_off(office: Office, lin: Person) -> None:
    today = await _overdue(office, lin)
    await lin.presses(today, "补办完成")
    await lin.news()
    [cancelled] = await lin.says("取消")
    assert "取消" in cancelled.text
    [today] = await lin.says("/today")
    assert "已过期3天" in today.text


async def test_a_reminder_put_off_to_the_afternoon_comes_back_then(office: Office, lin: Person) -> None:
    card = await _card(lin, "入户走访")
    await lin.presses(card, "推迟")
    [asked] = await lin.news()
    assert asked.buttons == ["今天下午", "明早", "下周一", "选日期", "‹ 返回"]
    await lin.presses(asked, "今天下午")
    [said] = await lin.news()
    assert said.text == "好的，入户走访到11月27日15:00再提醒；截止日11月27日不变"
    office.clock.step(minutes=1)
    await office.work()
    await lin.news()
    office.clock.step(hours=6, minutes=30)
    await office.work()
    [back] = await lin.news()
    assert back.text.startswith("您推迟到现在的：入户走访不少于5户")


async def test_the_third_putting_off_needs_a_reason(office: Office, lin: Person) -> None:
    for _ in range(2):
        card = await _card(lin, "联系村会议")
        await lin.presses(card, "推迟")
        [asked] = await lin.news()
        await lin.presses(asked, "下周一")
        [said] = await lin.news()
        assert said.text == "好的，联系村会议到11月30日08:30再提醒；截止日11月30日不变"
    card = await _card(lin, "联系村会议")
    assert "推迟到11月30日再提醒" in card.text
    await lin.presses(card, "推迟")
    [asked] = await lin.news()
    await lin.presses(asked, "选日期")
    await lin.news()
    [why] = await lin.says("12月1日")
    assert "已经推迟过2次" in why.text
    [said] = await lin.says("支书在外开会")
    assert "到12月1日08:30再提醒" in said.text


async def test_what_is_open_in_a_village_is_offered_along_the_way(office: Office, lin: Person) -> None:
    await lin.says("今天走访埔中村老陈家，缺水，答应月底前帮他问补贴")
    [today] = await lin.says("/today")
    assert "去埔中村可顺带办1件：" in today.text
    assert len(today.text.splitlines()) <= 8


async def test_an_office_is_offered_to_arrange_a_teams_duty_and_not_to_finish_it(office: Office, min_: Person) -> None:
    [blocks] = await min_.says("/duties 上饶镇")
    await min_.presses(blocks, "指导员")
    [role] = await min_.news()
    await min_.presses(role, "一镇一策")
    [card] = await min_.news()
    assert card.buttons == ["安排", "‹ 返回"]


async def test_households_and_people_are_told_apart_by_their_units(office: Office, lin: Person, wang: Person) -> None:
    [today] = await lin.says("/today")
    assert "入户走访0/5户" in today.text
    [team] = await wang.says("/duties")
    assert "入户走访0/3人" in team.text
    await wang.presses(team, "本季")
    quarter = (await wang.news())[-1].text
    assert not re.search(r"\d/\d+人", quarter)
    assert re.search(r"联系村会议0/\d+次", quarter)
