"""One message a working morning: what was promised joins the digest, and stands alone only where there is none."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from services import duties
from services.clock import TEAM_ZONE
from services.hours import Hours
from tests.office import Office, Person, StillClock, opened, with_duties

MADE = "今天走访埔中村张大爷，水渠堵塞，答应11月27日前帮他问养老补贴"
PROMISED = "承诺快到期：张大爷（埔中村）：帮他问养老补贴（11月27日前）"


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    clock = StillClock(datetime(2026, 11, 25, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def _friday(office: Office, person: Person) -> list[str]:
    office.clock.moment = datetime(2026, 11, 27, 8, 30, tzinfo=TEAM_ZONE)
    await office.work()
    return [message.text for message in await person.news()]


async def test_what_was_promised_stands_in_the_digest_and_comes_in_no_message_of_its_own(
    office: Office, lin: Person
) -> None:
    await lin.says(MADE)
    [digest] = await _friday(office, lin)
    assert PROMISED in digest.splitlines()
    assert len(digest.splitlines()) <= 8


async def test_today_says_it_too_and_one_tap_there_closes_it(office: Office, lin: Person) -> None:
    await lin.says(MADE)
    await _friday(office, lin)
    [today] = await lin.says("/today")
    assert PROMISED in today.text
    await lin.presses(today, "已告知本人")
    await lin.news()
    [today] = await lin.says("/today")
    assert "承诺" not in today.text


async def test_a_demonstrations_clock_may_begin_before_an_earlier_run(database_url: str) -> None:
    saturday = StillClock(datetime(2026, 11, 28, 20, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, saturday, with_duties()) as office:
        await office.work()
    back = StillClock(datetime(2026, 11, 27, 8, 29, tzinfo=TEAM_ZONE))
    async with opened(database_url, back, with_duties()) as office:
        with Session(office.engine) as session, session.begin():
            duties.wind_back(session, Hours(), back.now())
        await office.work()
        lin = office.person(1001)
        assert await lin.news() == []
        office.clock.step(minutes=1)
        await office.work()
        [digest] = await lin.news()
        assert "今天到期" in digest.text


async def test_with_every_duty_done_meanwhile_the_promise_is_still_told(office: Office, lin: Person) -> None:
    await lin.says(MADE)
    for number in range(5):
        await lin.says(f"今天走访埔中村第{number + 1}组老陈{number}家，送了种子")
    await lin.news()
    [digest] = await _friday(office, lin)
    assert PROMISED in digest
