"""The private address of one's calendar: made in the chat, asked by a phone, ended by a tap."""

import re
from collections.abc import AsyncIterator
from datetime import datetime

import httpx
import pytest
from icalendar import Calendar, Component
from sqlalchemy import select

from db.engine import sessions
from db.models import CalendarFeed, Member
from services.clock import TEAM_ZONE
from services.knowing import Shelf
from tests.office import ADDRESS, Office, Person, Shown, StillClock, opened, with_duties
from web import calendar_feed
from web.site import Site


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    clock = StillClock(datetime(2026, 11, 27, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


@pytest.fixture
async def phone(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """What asks for the calendar: it knows the address and nothing else."""
    route = calendar_feed.route(sessions(office.engine), Shelf(with_duties()), office.clock.now)
    transport = httpx.ASGITransport(app=Site([route]))
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        yield client


async def follow(person: Person, label: str = "订阅网址") -> tuple[str, Shown]:
    """The address as the person is told it, and the message that tells it."""
    [_, file] = await person.says("/calendar")
    await person.presses(file, label)
    [told] = await person.news()
    found = re.search(ADDRESS + r"(/calendar/\S+\.ics)", told.text)
    assert found, told.text
    return found[1], told


async def events(phone: httpx.AsyncClient, path: str) -> list[Component]:
    answer = await phone.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


async def test_a_phone_follows_the_address_and_sees_what_the_file_has(phone: httpx.AsyncClient, lin: Person) -> None:
    path, told = await follow(lin)
    assert "只显示这一次" in told.text
    names = {str(one["summary"]) for one in await events(phone, path)}
    assert names == {"入户走访截止（服务员）", "联系村会议截止（指导员）"}


async def test_what_was_finished_is_gone_from_the_calendar_at_the_next_asking(
    office: Office, phone: httpx.AsyncClient, wang: Person
) -> None:
    path, _ = await follow(wang)
    before = {str(one["uid"]) for one in await events(phone, path)}
    [agenda] = await wang.says("/today")
    named = re.search(r"^1\. (\w+)（", agenda.text, re.MULTILINE)
    assert named
    await wang.presses(agenda, "完成")
    gone = before - {str(one["uid"]) for one in await events(phone, path)}
    assert len(gone) == 1


async def test_the_address_is_kept_nowhere_but_as_its_hash(office: Office, lin: Person) -> None:
    path, _ = await follow(lin)
    word = path.removeprefix("/calendar/").removesuffix(".ics")
    with sessions(office.engine).begin() as session:
        [kept] = session.scalars(select(CalendarFeed)).all()
        assert word not in kept.word_hash
        assert len(word) >= 32


async def test_an_ended_address_leads_nowhere(phone: httpx.AsyncClient, lin: Person) -> None:
    path, told = await follow(lin)
    await lin.presses(told, "停用网址")
    [ended] = await lin.news()
    assert ended.text.startswith("订阅网址已停用")
    answer = await phone.get(path)
    assert (answer.status_code, answer.text) == (404, "这个订阅网址已停用。请在聊天里发 /calendar 重新生成")
    await lin.presses(told, "停用网址")
    [again] = await lin.news()
    assert again.text == "您没有在用的订阅网址"


async def test_a_second_address_replaces_the_first_only_when_asked_for(phone: httpx.AsyncClient, lin: Person) -> None:
    first, _ = await follow(lin)
    [_, file] = await lin.says("/calendar")
    assert file.buttons == ["订阅网址", "停用网址"]
    await lin.presses(file, "订阅网址")
    [stands] = await lin.news()
    assert "网址只在生成时显示一次" in stands.text
    assert ADDRESS not in stands.text
    assert await events(phone, first)
    await lin.presses(stands, "换新网址")
    [told] = await lin.news()
    assert ADDRESS in told.text
    assert (await phone.get(first)).status_code == 404


async def test_who_left_is_no_longer_followed(office: Office, phone: httpx.AsyncClient, lin: Person) -> None:
    path, _ = await follow(lin)
    with sessions(office.engine).begin() as session:
        member = session.scalars(select(Member).where(Member.telegram_id == lin.id)).one()
        member.left_at = office.clock.now()
    assert (await phone.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/calendar/x.ics", "/calendar/.ics", "/calendar/", "/", "/calendar/a/b.ics"])
async def test_whoever_guesses_finds_nothing(phone: httpx.AsyncClient, path: str) -> None:
    assert (await phone.get(path)).status_code == 404


async def test_only_asking_is_heard(phone: httpx.AsyncClient, lin: Person) -> None:
    path, _ = await follow(lin)
    assert (await phone.post(path)).status_code == 405
