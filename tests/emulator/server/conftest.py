"""小林 and 王队 know the bot, a stranger does not; the two are in a group the bot does not administer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from emulator.app import build
from emulator.store import Store
from tests.emulator.server.town import LIN, STRANGER, TEAM, TOKEN, WANG, Clock, Town, bot_of, phones_of


def a_store() -> Store:
    store = Store()
    store.add_person(LIN, "小林", "队员").started = True
    store.add_person(WANG, "王队", "队长").started = True
    store.add_person(STRANGER, "路人")
    store.add_group(TEAM, "工作队", [LIN, WANG])
    return store


@asynccontextmanager
async def opened(*, limits: bool = False) -> AsyncIterator[Town]:
    clock = Clock()
    app = build(a_store(), token=TOKEN, now=clock, limits=limits)
    async with phones_of(app) as phones, bot_of(app) as bot:
        yield Town(phones, bot, clock)


@pytest.fixture(autouse=True)
def waits_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot 22 warns of the number it still gives by default."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with opened() as town:
        yield town


@pytest.fixture
async def strict_town() -> AsyncIterator[Town]:
    """A town whose Telegram keeps its pace."""
    async with opened(limits=True) as town:
        yield town
