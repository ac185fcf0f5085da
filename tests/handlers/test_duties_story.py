"""Two weeks around 国庆 with its 调休: every message's minute and first line; and what comes after an outage."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from services.clock import TEAM_ZONE
from tests.office import Office, Person, StillClock, opened, with_duties

# Who finishes nothing hears this; the offices above hear three working days after a due day, not earlier.
STORY = """
09-28 08:30 小林 9月28日（周一）3天内2
09-28 08:30 王队 9月28日（周一）今天到期3 · 3天内8
09-29 08:30 小林 9月29日（周二）3天内2
09-29 08:30 王队 9月29日（周二）3天内8 · 已超期3
09-30 08:30 小林 9月30日（周三）今天到期2
09-30 08:30 王队 9月30日（周三）今天到期8 · 已超期3
10-08 08:30 王队 10月8日（周四）今天到期1 · 3天内3 · 已超期11 · 本队超期4
10-08 08:30 阿敏 10月8日（周四）超期3个工作日以上3项
10-09 08:30 小林 10月9日（周五）今天到期1 · 已超期2
10-09 08:30 王队 10月9日（周五）今天到期3 · 已超期12 · 本队超期4
10-10 08:30 王队 10月10日（周六）已超期15 · 本队超期6
10-10 08:30 阿敏 10月10日（周六）超期3个工作日以上15项
10-12 08:30 阿敏 10月12日（周一）超期3个工作日以上16项
"""


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """A Monday morning three days before 国庆."""
    clock = StillClock(datetime(2026, 9, 28, 8, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def test_two_weeks_around_the_national_holiday(office: Office, lin: Person, wang: Person, min_: Person) -> None:
    heard: list[str] = []
    while office.clock.moment < datetime(2026, 10, 13, tzinfo=TEAM_ZONE):
        office.clock.step(minutes=30)
        await office.work()
        for person in (lin, wang, min_):
            for message in await person.news():
                heard.append(f"{office.clock.moment:%m-%d %H:%M} {person.name} {message.text.splitlines()[0]}")
                assert len(message.text.splitlines()) <= 8
    assert heard == STORY.strip().splitlines()


async def test_a_day_moved_by_the_holiday_says_where_it_came_from(office: Office, wang: Person) -> None:
    office.clock.moment = datetime(2026, 10, 8, 8, 30, tzinfo=TEAM_ZONE)
    await office.work()
    [digest] = await wang.news()
    assert "支出进度（监督员）：今天18:00前，原定10月5日，顺延至10月8日" in digest.text


async def test_after_an_outage_there_is_one_message_that_says_what_fell_due_meanwhile(
    office: Office, wang: Person
) -> None:
    office.clock.moment = datetime(2026, 10, 12, 10, 17, tzinfo=TEAM_ZONE)
    await office.work()
    [digest] = await wang.news()
    assert "服务中断期间到期" in digest.text.splitlines()[-1]
    assert len(digest.text.splitlines()) <= 8


async def test_a_start_in_the_evening_waits_for_the_morning(office: Office, wang: Person) -> None:
    office.clock.moment = datetime(2026, 9, 28, 21, 0, tzinfo=TEAM_ZONE)
    await office.work()
    assert await wang.news() == []
    office.clock.moment = datetime(2026, 9, 29, 8, 0, tzinfo=TEAM_ZONE)
    await office.work()
    assert await wang.news() == []
    office.clock.step(minutes=30)
    await office.work()
    assert len(await wang.news()) == 1


async def test_dates_of_a_year_without_its_table_say_so(database_url: str) -> None:
    clock = StillClock(datetime(2026, 12, 31, 8, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        wang = office.person(1002)
        clock.moment = datetime(2027, 1, 5, 8, 30, tzinfo=TEAM_ZONE)
        await office.work()
        [digest] = await wang.news()
        assert "2027年放假安排尚未导入，暂按周一至周五计算" in digest.text
