"""The one door: sends what is owed, at the shared pace, and writes each delivery's fate."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker
from telegram.error import RetryAfter, TelegramError

from handlers import answers
from handlers.answers import Amend, Fleeting, Reply
from handlers.due import Due
from handlers.fates import fate_after
from handlers.inbox import Ready
from handlers.wire import Patience, Wire, seconds_of
from services import attention, deliveries, people
from services.deliveries import Claimed, Fate, Rate, Settlement
from services.knowing import Shelf
from texts import refusals

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0


class Door:
    """Sends claimed deliveries and settles them in batches.

    `run_in_store` runs a synchronous function where the database may be used.
    """

    def __init__(
        self,
        wire: Wire,
        sessions: sessionmaker[Session],
        say: Callable[[Due], Amend | Reply | None],
        now: Callable[[], datetime],
        rate: Rate,
        in_flight: int,
        run_in_store: Callable[..., Awaitable[object]],
        shelf: Shelf,
    ) -> None:
        self._wire = wire
        self._shelf = shelf
        self._sessions = sessions
        self._say = say
        self._now = now
        self._rate = rate
        self._in_flight = in_flight
        self._run_in_store = run_in_store
        self._settled: list[tuple[Claimed, Settlement]] = []

    async def send_ready(self, ready: Ready) -> None:
        """Sends what an inbox batch committed: toasts and replies at once, each chat's in its order."""
        lanes: dict[int, list[Claimed]] = {}
        for one in ready.claimed:
            lanes.setdefault(one.chat_id, []).append(one)
        await asyncio.gather(
            *(self._answer(one) for one in ready.fleeting),
            *(self._send_lane(lane) for lane in lanes.values()),
        )
        await self._write()

    async def deliver_due(self) -> int:
        """Claims what is due, up to the in-flight limit, sends and settles it; returns how many."""
        claimed = await self._run_in_store(self._claim)
        if not isinstance(claimed, list) or not claimed:
            return 0
        await asyncio.gather(*(self._send(one) for one in claimed))
        await self._write()
        return len(claimed)

    async def forever(self) -> None:
        """Delivers until cancelled; a failing store is said, waited for, and tried again."""
        patience = Patience()
        while True:
            try:
                sent = await self.deliver_due()
                patience.reset()
                if not sent:
                    await asyncio.sleep(IDLE_SECONDS)
            except Exception:
                log.exception("待发消息暂时取不出或记不下，稍后重试")
                await patience.wait()

    def _claim(self) -> list[Claimed]:
        """Claims, and lets every occasion say its words now.

        What must not disturb anybody now waits; what nobody need hear any more is skipped.
        """
        now = self._now()
        with self._sessions.begin() as session:
            claimed = deliveries.claim(session, now, time.time(), self._in_flight, self._rate)
            held = attention.hold_unasked(session, [one.id for one in claimed], now, self._shelf.knowledge.hours)
            ready, skipped = [], []
            for one in (one for one in claimed if one.id not in held):
                content = one.content or self._words_of(session, one, now)
                if content is None:
                    skipped.append(Settlement(one.id, Fate.SKIPPED, "no longer due"))
                else:
                    ready.append(replace(one, content=content))
            if skipped:
                deliveries.settle(session, skipped, now)
        return ready

    def _words_of(self, session: Session, one: Claimed, now: datetime) -> dict[str, object] | None:
        [speaker] = people.speakers(session, [(one.chat_id, "")]).values()
        reply = self._say(Due(session, speaker, now, one.occasion, one.subject or "", one.key, self._shelf.knowledge))
        return answers.spoken(reply, one.chat_id) if reply else None

    async def _send_lane(self, lane: Sequence[Claimed]) -> None:
        for one in lane:
            await self._send(one)

    async def _send(self, one: Claimed) -> None:
        await asyncio.sleep(max(0.0, one.slot - time.time()))
        self._settled.append((one, await self._attempt(one)))

    async def _attempt(self, one: Claimed) -> Settlement:
        """Makes the call and says what became of it; a 429 holds everybody."""
        try:
            result = await self._wire.call(one.method, _marked(one))
        except RetryAfter as error:
            await self._run_in_store(self._hold, time.time() + seconds_of(error))
            return fate_after(error, one, time.time())
        except TelegramError as error:
            return fate_after(error, one, time.time())
        number = result.get("message_id") if isinstance(result, dict) else None
        return Settlement(one.id, Fate.SENT, message_id=number, doubtful=one.doubtful)

    async def _answer(self, one: Fleeting) -> None:
        try:
            await self._wire.call(one.method, one.content)
        except TelegramError as error:
            log.info("a tap or a typed name got no answer: %s", error)

    async def _write(self) -> None:
        settled, self._settled = self._settled, []
        if settled:
            await self._run_in_store(self._settle, settled)

    def _settle(self, settled: Sequence[tuple[Claimed, Settlement]]) -> None:
        now = self._now()
        with self._sessions.begin() as session:
            deliveries.settle(session, [settlement for _, settlement in settled], now)
            for one, settlement in settled:
                if settlement.fate is Fate.REFUSED and "blocked" in (settlement.reason or ""):
                    people.mark_blocked(session, one.chat_id, now)

    def _hold(self, until: float) -> None:
        with self._sessions.begin() as session:
            deliveries.hold_everybody(session, until)


def _marked(one: Claimed) -> dict[str, object]:
    content = dict(one.content or {})
    text = content.get("text")
    if one.doubtful and one.method == "sendMessage" and isinstance(text, str):
        content["text"] = refusals.doubled(text)
    return content
