"""The calendar file: taken in by a reader of calendars, with Beijing time and ids that stay."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar, Component

from services.clock import TEAM_ZONE
from tests.office import Office, Person, StillClock, opened, with_duties


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    clock = StillClock(datetime(2026, 11, 27, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def _events(office: Office, person: Person) -> list[Component]:
    await person.says("/calendar")
    said = (await office.client.get(f"/sim/chats/{person.id}/messages")).json()["messages"]
    url = [one["document"]["url"] for one in said if one["document"]][-1]
    calendar = Calendar.from_ical((await office.client.get(url)).content)
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    return list(calendar.walk("VEVENT"))


def _due(event: Component) -> datetime:
    due = event.decoded("dtend")
    assert isinstance(due, datetime)
    return due


async def test_the_file_holds_the_captains_duties_at_their_moved_days_in_beijing_time(
    office: Office, wang: Person
) -> None:
    events = {str(one["uid"]): one for one in await _events(office, wang)}
    [plan] = [one for uid, one in events.items() if uid.startswith("guide-one-town-one-plan")]
    assert _due(plan) == datetime(2026, 12, 4, 18, tzinfo=TEAM_ZONE)
    assert _due(plan).utcoffset() == timedelta(hours=8)
    assert str(plan["summary"]) == "一镇一策截止（指导员）"
    [spending] = [
        one for uid, one in events.items() if "oversight-spending" in uid and uid.endswith("20261205@chaozhou-zhuzhen")
    ]
    assert _due(spending).day == 7
    assert "原定2026年12月5日，顺延" in str(spending["description"])


async def test_a_date_that_rests_on_an_estimate_says_so(office: Office, wang: Person) -> None:
    later = [one for one in await _events(office, wang) if _due(one).year == 2027]
    assert later
    assert all("2027年放假安排尚未导入" in str(one["description"]) for one in later)


async def test_taken_in_again_an_entry_keeps_its_id(office: Office, lin: Person) -> None:
    first = {str(one["uid"]) for one in await _events(office, lin)}
    office.clock.step(minutes=5)
    assert {str(one["uid"]) for one in await _events(office, lin)} == first


async def test_a_member_gets_only_what_is_theirs(office: Office, lin: Person) -> None:
    names = {str(one["summary"]) for one in await _events(office, lin)}
    assert names == {"入户走访截止（服务员）", "联系村会议截止（指导员）"}


async def test_an_office_without_a_team_is_told_whose_calendar_this_is(office: Office, min_: Person) -> None:
    [refused] = await min_.says("/calendar")
    assert "“办职责”这项由" in refused.text
