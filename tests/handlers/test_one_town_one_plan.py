"""The forty days of 一镇一策: both dates where a holiday moves the last, and a day of its own for each step."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from services.clock import TEAM_ZONE
from tests.office import Office, Person, StillClock, opened, with_duties


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """The demonstration's team arrived 33 days ago, so that its fortieth lies within 国庆."""
    clock = StillClock(datetime(2026, 9, 28, 8, 29, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def _card(wang: Person) -> str:
    [today] = await wang.says("/today")
    await wang.presses(today, next(label for label in today.buttons if label.endswith("一镇一策")))
    [card] = await wang.news()
    return card.text


async def test_where_a_holiday_moves_the_last_day_both_dates_are_said(wang: Person) -> None:
    text = await _card(wang)
    assert "9月30日（周三）18:00前，还有2个工作日，第33天/40天（第40天是10月5日，逢休息日提前至9月30日）" in text
    assert "☐ 征求意见（9月30日前）" in text
    assert "☐ 定稿（9月30日前）" in text


@pytest.fixture
async def captain(database_url: str) -> AsyncIterator[Person]:
    """Whose first step should be there on 19 November, a Thursday on which nothing else is told."""
    clock = StillClock(datetime(2026, 11, 17, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        wang = office.person(1002)
        await wang.says("/stationed 10月30日")
        await _morning(wang, 18)
        yield wang


async def _morning(person: Person, day: int) -> list[str]:
    person.office.clock.moment = datetime(2026, 11, day, 8, 30, tzinfo=TEAM_ZONE)
    await person.office.work()
    return [message.text for message in await person.news()]


async def test_a_step_is_told_of_on_its_own_day(captain: Person) -> None:
    [digest] = await _morning(captain, 19)
    assert "一镇一策：12月9日（周三）18:00前，还有14个工作日，第20天/40天，下一步调研（11月19日前）" in digest


async def test_a_step_that_is_there_already_is_not_told_of(captain: Person) -> None:
    [today] = await captain.says("/today")
    await captain.presses(today, "一镇一策")
    [card] = await captain.news()
    await captain.presses(card, "☐调研")
    await captain.news()
    assert await _morning(captain, 19) == []


async def test_what_is_late_does_not_push_out_what_is_due_in_three_days(database_url: str) -> None:
    clock = StillClock(datetime(2026, 11, 13, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        wang = office.person(1002)
        await wang.says("/stationed 10月25日")
        for day in (16, 20, 27, 30):
            await _morning(wang, day)
        clock.moment = datetime(2026, 12, 1, 8, 30, tzinfo=TEAM_ZONE)
        await office.work()
        [digest] = await wang.news()
        lines = digest.text.splitlines()
        assert lines[1].startswith("1. 一镇一策（指导员）：12月4日（周五）18:00前，还有3个工作日，第37天/40天")
        assert digest.buttons[:2] == ["1 一镇一策", "完成"]
        assert sum("已过期" in line for line in lines) >= 1
        assert "（已超期" in digest.text
        assert len(lines) <= 8
        [today] = await wang.says("/today")
        assert today.text.splitlines()[1] == lines[1]
