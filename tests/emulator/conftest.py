"""A Telegram on a port, a tiny bot behind it, a browser before it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from emulator.app import build
from emulator.store import Store
from tests.browser import chromium, screen, served
from tests.emulator.echo_bot import EchoBot, echoing

__all__ = ["chromium", "screen"]

LIN, WANG, STRANGER = 1001, 1002, 1010
TEAM = -1001


@dataclass(frozen=True)
class Telegram:
    """A running emulator: where it is, what it remembers, the bot, the browser to look at it with."""

    origin: str
    store: Store
    bot: EchoBot
    sim: httpx.AsyncClient
    browser: Browser


def a_small_town() -> Store:
    """小林 and 王队 who know the bot, a stranger who does not, and a group of the first two."""
    store = Store()
    store.add_person(LIN, "小林", "队员").started = True
    store.add_person(WANG, "王队", "队长").started = True
    store.add_person(STRANGER, "路人", "陌生人")
    store.add_group(TEAM, "上饶镇工作队", [LIN, WANG], admin=True)
    return store


@pytest.fixture
def town() -> Iterator[tuple[Store, str]]:
    store = a_small_town()
    with served(build(store)) as origin:
        yield store, origin
    store.close()


@pytest_asyncio.fixture(loop_scope="session")
async def telegram(town: tuple[Store, str], chromium: Browser) -> AsyncIterator[Telegram]:
    store, origin = town
    async with echoing(origin) as bot, httpx.AsyncClient(base_url=origin) as sim:
        yield Telegram(origin, store, bot, sim, chromium)
