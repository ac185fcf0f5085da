"""Updates that Telegram posts to us, to whichever process: kept first, then said to be taken."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from telegram.error import TelegramError

from handlers.masking import Raw
from handlers.wire import HEARD_KINDS, Patience, Wire

log = logging.getLogger(__name__)

# Telegram opens at most this many connections, 40 unless told otherwise; more commits at once gain nothing.
KEEPING_AT_ONCE = 4

Take: TypeAlias = Callable[[Raw], Awaitable[None]]
# What lets the posted updates in: it is given the taker and serves until it is cancelled.
Entrance: TypeAlias = Callable[[Take], Coroutine[None, None, None]]


class Intake:
    """Keeps what is posted, on threads of its own: an update in hand does not hold up what arrives meanwhile."""

    def __init__(
        self,
        keep: Callable[[Sequence[Raw]], None],
        storage_away: Callable[[Sequence[Raw]], Awaitable[None]],
        arrived: asyncio.Event,
    ) -> None:
        self._keep = keep
        self._storage_away = storage_away
        self._arrived = arrived
        self._threads = ThreadPoolExecutor(KEEPING_AT_ONCE, thread_name_prefix="intake")

    async def take(self, update: Raw) -> None:
        """Kept, once however often it is posted. What cannot be kept raises: Telegram then posts it again."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, self._keep, [update])
        except Exception:
            log.exception("收到的消息暂时存不下，等 Telegram 再送")
            await self._storage_away([update])
            raise
        self._arrived.set()

    def close(self) -> None:
        """Lets go of the threads."""
        self._threads.shutdown()


async def ask_to_post(wire: Wire, url: str, secret: str) -> None:
    """Telegram posts updates to `url` from now on, with the secret in their header; asked until it agrees."""
    patience = Patience()
    while True:
        try:
            await wire.set_webhook(url, secret_token=secret, allowed_updates=HEARD_KINDS)
        except TelegramError as error:
            log.warning("Telegram 没有接受 webhook 地址 %s：%s", url, error)
            await patience.wait()
        else:
            return
