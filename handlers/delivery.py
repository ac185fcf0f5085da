"""The one door: sends what is owed, at the shared pace, and writes each delivery's fate."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from handlers.inbox import CallbackAnswer, Ready
from handlers.wire import NotSent, Patience, Wire, seconds_of
from services import deliveries, people
from services.deliveries import MOST_ATTEMPTS, Claimed, Fate, Rate, Settlement
from texts import refusals

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
# python-telegram-bot writes the status behind the words, and 502 as the words alone.
_SERVER_TROUBLE = re.compile(r"\(5[0-9]{2}\)$|^Bad Gateway")
BACK_OFF_SECONDS = 2.0


class Door:
    """Sends claimed deliveries and settles them in batches.

    `run_in_store` runs a synchronous function where the database may be used.
    """

    def __init__(
        self,
        wire: Wire,
        sessions: sessionmaker[Session],
        now: Callable[[], datetime],
        rate: Rate,
        in_flight: int,
        run_in_store: Callable[..., Awaitable[object]],
    ) -> None:
        self._wire = wire
        self._sessions = sessions
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
            *(self._answer(callback) for callback in ready.callbacks),
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
        with self._sessions.begin() as session:
            return deliveries.claim(session, self._now(), time.time(), self._in_flight, self._rate)

    async def _send_lane(self, lane: Sequence[Claimed]) -> None:
        for one in lane:
            await self._send(one)

    async def _send(self, one: Claimed) -> None:
        await asyncio.sleep(max(0.0, one.slot - time.time()))
        self._settled.append((one, await self._attempt(one)))

    async def _attempt(self, one: Claimed) -> Settlement:
        """Makes the call and says what became of it.

        1. What went wrong for certain (429, 5xx, no connection) waits and is tried again, five times at most.
        2. What may have arrived (timeout, broken connection) is sent once more, marked 可能重复.
        3. What Telegram refuses for good (400, 403) is refused with its reason.
        """
        try:
            result = await self._wire.call(one.method, _marked(one))
        except RetryAfter as error:
            until = time.time() + seconds_of(error)
            await self._run_in_store(self._hold, until)
            return _again(one, until, "429")
        except ChatMigrated as error:
            return _again(one, 0.0, f"migrated to {error.new_chat_id}")
        except Forbidden as error:
            return Settlement(one.id, Fate.REFUSED, error.message)
        except BadRequest as error:
            return _refused(one, error)
        except NotSent as error:
            return _again(one, time.time() + BACK_OFF_SECONDS * 2**one.attempts, error.message)
        except (TimedOut, NetworkError) as error:
            return _after_network_error(one, error)
        except TelegramError as error:
            return _again(one, time.time() + BACK_OFF_SECONDS * 2**one.attempts, error.message)
        number = result.get("message_id") if isinstance(result, dict) else None
        return Settlement(one.id, Fate.SENT, message_id=number, doubtful=one.doubtful)

    async def _answer(self, callback: CallbackAnswer) -> None:
        content: dict[str, object] = {"callback_query_id": callback.query_id}
        if callback.toast:
            content |= {"text": callback.toast.text[:200], "show_alert": callback.toast.alert}
        try:
            await self._wire.call("answerCallbackQuery", content)
        except TelegramError as error:
            log.info("a pressed button got no toast: %s", error)

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


def _again(one: Claimed, held_until: float, reason: str) -> Settlement:
    if one.attempts >= MOST_ATTEMPTS:
        return Settlement(one.id, Fate.PARKED, reason)
    return Settlement(one.id, Fate.WAITING, reason, held_until=held_until, doubtful=one.doubtful)


def _refused(one: Claimed, error: BadRequest) -> Settlement:
    if "message is not modified" in error.message.lower():
        return Settlement(one.id, Fate.SENT, "unchanged")
    return Settlement(one.id, Fate.REFUSED, error.message)


def _after_network_error(one: Claimed, error: TelegramError) -> Settlement:
    """A 5xx is a definite no; anything else may have arrived."""
    if _SERVER_TROUBLE.search(error.message):
        return _again(one, time.time() + BACK_OFF_SECONDS * 2**one.attempts, error.message)
    if one.doubtful:
        return Settlement(one.id, Fate.PARKED, f"outcome unknown twice: {error.message}", doubtful=True)
    return Settlement(one.id, Fate.WAITING, error.message, held_until=time.time() + BACK_OFF_SECONDS, doubtful=True)
