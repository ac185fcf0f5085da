"""The assistant at work: fetches, handles and sends, each in its own loop, and stops cleanly."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session, sessionmaker
from telegram.error import TelegramError

from handlers.delivery import Door, Pacing
from handlers.errands import Runner, Tools
from handlers.inbox import Handled, Inbox
from handlers.masking import Raw
from handlers.renewal import Renewal
from handlers.routes import Routes
from handlers.stopping import work_until
from handlers.webhook import Entrance, Intake
from handlers.wire import Patience, Poller, Wire
from services import inbox, reminders
from services.knowing import Shelf
from services.watching import Watch
from texts import refusals

log = logging.getLogger(__name__)
Result = TypeVar("Result")

PLAN_SECONDS = 60
LOOK_AGAIN_SECONDS = 5.0


class Assistant:
    """Everything of one process. The database is used from one thread, so that SQLite never waits for itself.

    `address` is where the pages of this house are found from outside.
    With an `entrance` updates are posted to it, and kept from threads of their own; else Telegram is asked for them.
    """

    def __init__(
        self,
        wire: Wire,
        sessions: sessionmaker[Session],
        routes: Routes,
        shelf: Shelf,
        now: Callable[[], datetime],
        pacing: Pacing,
        watch: Watch | None = None,
        address: str = "",
        entrance: Entrance | None = None,
    ) -> None:
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._arrived = asyncio.Event()
        self._told: set[int] = set()
        self._wire = wire
        self._inbox = Inbox(sessions, routes, shelf, wire, now, address, posted=entrance is not None)
        self._sessions = sessions
        self._shelf = shelf
        self._now = now
        self._speed = pacing.speed
        self._door = Door(wire, sessions, routes.say, now, pacing, self._in_store, shelf, routes.resting)
        self._runner = Runner(Tools(wire, wire.folder), sessions, routes.erranders, now, self._in_store, shelf)
        self._renewal = Renewal(shelf, watch, sessions, now, self._in_store)
        self._poller = Poller(wire, self._take, self._tell_storage_away)

        self._entrance = entrance
        self._look_again = inbox.SETTLING.total_seconds() if entrance else LOOK_AGAIN_SECONDS
        self._intake = Intake(self._keep, self._tell_storage_away, self._arrived)

    @property
    def username(self) -> str:
        """How others address the assistant."""
        return self._wire.username

    async def run(self, stopping: asyncio.Event) -> None:
        """Works until `stopping` is set, then finishes what is in hand; a loop that dies ends it with its error."""
        self._arrived.set()
        hearing = self._entrance(self._intake.take) if self._entrance else self._poller.forever()
        works = (hearing, self._handle(), self._plan(), self._runner.forever(), self._renewal.forever())
        try:
            await work_until(stopping, works, self._door)
        finally:
            self.close()

    def close(self) -> None:
        """Lets go of the database's threads."""
        self._intake.close()
        self._store.shutdown()

    async def catch_up(self) -> None:
        """Does all there is to do, once over; for tests, which step instead of waiting."""
        await self._renewal.once()
        await self._in_store(self._plan_once)
        while await self._poller.once(0):
            await self.handle_waiting()
        while await self._runner.run_due():
            pass
        await self._door.drain()

    async def handle_waiting(self) -> int:
        """Handles every stored update; the door sends the replies meanwhile. Returns how many updates that were."""
        total = 0
        while True:
            handled = await self._in_store(self._inbox.handle)
            if not handled.updates:
                return total
            total += handled.updates
            self._say(handled)

    async def _handle(self) -> None:
        """Handles whenever something arrived; what an earlier run left, or another process could not, is found too."""
        patience = Patience()
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), self._look_again)
            self._arrived.clear()
            try:
                await self.handle_waiting()
                patience.reset()
            except Exception:
                log.exception("收到的消息暂时处理不了，稍后重试")
                self._arrived.set()
                await patience.wait()

    async def _plan(self) -> None:
        """Plans at the start and each minute of the office's clock."""
        patience = Patience()
        while True:
            try:
                await self._in_store(self._plan_once)
            except Exception:
                log.exception("提醒暂时排不了，稍后重试")
                await patience.wait()
            else:
                patience.reset()
                self._door.stir()
                await asyncio.sleep(PLAN_SECONDS / self._speed)

    def _plan_once(self) -> None:
        with self._sessions.begin() as session:
            reminders.plan(session, self._now(), self._shelf.knowledge)

    async def _in_store(self, work: Callable[..., Result], *facts: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._store, work, *facts)

    def _say(self, handled: Handled) -> None:
        """The replies are owed; what is answered at once is."""
        self._door.answer(handled.fleeting)
        self._door.stir()

    async def _take(self, updates: Sequence[Raw]) -> None:
        """They are stored, most of them handled; then it is the turn of what still waits, or was made to wait again."""
        handled = await self._in_store(self._inbox.take, updates)
        self._told.clear()
        self._say(handled)
        self._arrived.set()

    def _keep(self, updates: Sequence[Raw]) -> None:
        """They are stored; only now is an outage over, and only after it is anybody told of another."""
        self._inbox.keep(updates)
        self._told.clear()

    async def _tell_storage_away(self, updates: Sequence[Raw]) -> None:
        """The one word said without a row, since rows cannot be written: each person once per outage."""
        for update in updates:
            message = update.get("message")
            chat = message.get("chat") if isinstance(message, dict) else None
            number = chat.get("id") if isinstance(chat, dict) else None
            if isinstance(number, int) and number > 0 and number not in self._told:
                self._told.add(number)
                try:
                    await self._wire.call("sendMessage", {"chat_id": number, "text": refusals.storage_away()})
                except TelegramError as error:
                    log.warning("nobody could be told that storage is away: %s", error)
