"""Webhook mode: updates are really posted, with the secret, in order, until they are taken."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
from aiohttp import web
from telegram.error import BadRequest, Conflict

from tests.emulator.server.town import LIN, WANG, Town, eventually

SECRET = "s3cret_-"


@dataclass
class Listener:
    """The bot's side of a webhook: what arrived, and with which status it answers next (200 when none is left)."""

    url: str = ""
    texts: list[tuple[int, str]] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    statuses: list[int] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        status = self.statuses.pop(0) if self.statuses else 200
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        message = (await request.json())["message"]
        if status == 200:
            self.texts.append((message["chat"]["id"], message["text"]))
        self.arrived.set()
        return web.Response(status=status)

    async def until(self, count: int) -> list[tuple[int, str]]:
        async with asyncio.timeout(20):
            while len(self.texts) < count:
                self.arrived.clear()
                await self.arrived.wait()
        return self.texts


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    listener = Listener()
    application = web.Application()
    application.router.add_post("/hook", listener.take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listener
    await runner.cleanup()


async def settled(town: Town) -> None:
    """Until nothing waits any more."""

    async def nothing_waits() -> bool:
        return not (await town.bot.get_webhook_info()).pending_update_count

    await eventually(nothing_waits)


async def test_updates_are_posted_with_the_secret(town: Town, listener: Listener) -> None:
    await town.says(LIN, "在设置之前")
    assert await town.bot.set_webhook(listener.url, secret_token=SECRET)
    await town.says(LIN, "在设置之后")
    assert await listener.until(2) == [(LIN, "在设置之前"), (LIN, "在设置之后")]
    assert listener.secrets == {SECRET}
    await settled(town)


async def test_what_is_not_taken_is_posted_again_in_order(town: Town, listener: Listener) -> None:
    listener.statuses = [500]
    await town.bot.set_webhook(listener.url)
    for words in ("甲", "乙", "丙"):
        await town.says(LIN, words)
    assert await listener.until(3) == [(LIN, "甲"), (LIN, "乙"), (LIN, "丙")]
    info = await town.bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    await settled(town)


async def test_one_chat_does_not_hold_up_another(town: Town, listener: Listener) -> None:
    listener.statuses = [500]
    await town.bot.set_webhook(listener.url)
    await town.says(LIN, "甲")
    await town.says(WANG, "子")
    assert await listener.until(2) == [(WANG, "子"), (LIN, "甲")]
    await settled(town)


async def test_polling_and_a_webhook_exclude_each_other(town: Town, listener: Listener) -> None:
    waiting = asyncio.create_task(town.bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    await town.bot.set_webhook(listener.url)
    assert await waiting == ()
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await town.bot.get_updates()
    await town.bot.delete_webhook()
    assert await town.bot.get_updates() == ()


async def test_pending_updates_can_be_dropped(town: Town) -> None:
    await town.says(LIN, "旧事")
    assert await town.bot.delete_webhook(drop_pending_updates=True)
    assert await town.bot.get_updates() == ()


async def test_a_webhook_tells_what_it_is(town: Town, listener: Listener) -> None:
    assert (await town.bot.get_webhook_info()).url == ""
    await town.bot.set_webhook(listener.url, max_connections=3, allowed_updates=["message"])
    info = await town.bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (listener.url, 3, ("message",))


@pytest.mark.parametrize(("url", "secret"), [("ftp://x", None), ("http://127.0.0.1:1/hook", "有空格 的")])
async def test_a_webhook_telegram_does_not_take(town: Town, url: str, secret: str | None) -> None:
    with pytest.raises(BadRequest, match="Bad webhook"):
        await town.bot.set_webhook(url, secret_token=secret)


async def test_a_bot_that_is_down_finds_everything_when_it_is_back(town: Town, listener: Listener) -> None:
    async def is_refused() -> bool:
        return (await town.bot.get_webhook_info()).last_error_message == "Connection refused"

    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        await town.bot.set_webhook(f"http://127.0.0.1:{deaf.getsockname()[1]}/hook")
        await town.says(LIN, "有人吗")
        await eventually(is_refused)
    await town.bot.set_webhook(listener.url)
    assert await listener.until(1) == [(LIN, "有人吗")]
    await settled(town)


async def test_the_phone_is_not_kept_waiting_by_the_webhook(town: Town, listener: Listener) -> None:
    await town.bot.set_webhook(listener.url)
    answer: httpx.Response = await town.phones.post(f"/sim/chats/{LIN}/messages", json={"from": LIN, "text": "快"})
    assert answer.json()["message_id"] == 1
    await listener.until(1)
    await settled(town)
