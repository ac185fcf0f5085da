"""A small town with phones, one real python-telegram-bot, and a clock that only tests move."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx
from starlette.applications import Starlette
from telegram import Bot, Update
from telegram.request import HTTPXRequest

LIN, WANG, STRANGER = 1001, 1002, 1010
TEAM = -5001
TOKEN = "1:town"


@dataclass
class Clock:
    """Seconds since 1970, standing still."""

    at: float = 1_795_000_000.0

    def __call__(self) -> float:
        return self.at

    def step(self, seconds: float) -> None:
        self.at += seconds


@dataclass
class Town:
    """What a test needs of an emulator: the phones' side as HTTP, the bot's side as python-telegram-bot."""

    phones: httpx.AsyncClient
    bot: Bot
    clock: Clock
    _seen: int = field(default=0)

    async def says(self, person: int, text: str, chat: int | None = None, **more: object) -> int:
        """Somebody writes; the number of the message."""
        answer = await self.phones.post(
            f"/sim/chats/{chat or person}/messages", json={"from": person, "text": text} | more
        )
        assert answer.status_code == 200, answer.text
        return int(answer.json()["message_id"])

    async def updates(self, wait: int = 0) -> list[Update]:
        """What the bot hears, within so many seconds, and never again."""
        heard = list(await self.bot.get_updates(offset=self._seen, timeout=wait))
        if heard:
            self._seen = heard[-1].update_id + 1
        return heard

    async def shown(self, chat: int, after: int = 0) -> list[dict[str, object]]:
        """What a phone shows of the chat."""
        answer = await self.phones.get(f"/sim/chats/{chat}/messages", params={"after": after})
        messages: list[dict[str, object]] = answer.json()["messages"]
        return messages

    async def call(self, method: str, **params: object) -> httpx.Response:
        """A bare call of the Bot API, as JSON."""
        return await self.phones.post(f"/bot{TOKEN}/{method}", json=params)


async def eventually(check: Callable[[], Awaitable[bool]]) -> None:
    """Until the check holds; a test that waits for ever fails after 20 seconds."""
    async with asyncio.timeout(20):
        while not await check():  # noqa: ASYNC110 what is waited for happens in the emulator, which has no event for it
            await asyncio.sleep(0.01)


def bot_of(app: Starlette) -> Bot:
    """A real Bot on this emulator, without a socket."""
    requests = [HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app)}) for _ in range(2)]
    base = "http://town/bot"
    files = "http://town/file/bot"
    return Bot(TOKEN, base_url=base, base_file_url=files, request=requests[0], get_updates_request=requests[1])


def phones_of(app: Starlette) -> httpx.AsyncClient:
    """The person's side of this emulator, without a socket."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://town")
