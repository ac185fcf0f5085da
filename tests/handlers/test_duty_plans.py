"""A team arranges its duties: hands one over, leaves one out, adds its own step by step."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

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
    [blocks] = await wang.says("/duties")
    assert "○报送本周简况" in blocks.text
    [refused] = await lin.says("/duty_new")
    assert "安排职责这项由队长、指挥部办理" in refused.text
