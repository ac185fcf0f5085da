"""The one door: sends what is owed, at the shared pace, and writes each delivery's fate."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from telegram.error import RetryAfter, TelegramError

from handlers import answers
from handlers.answers import Amend, Fleeting, Reply
from handlers.due import Due
from handlers.fates import fate_after
from handlers.wire import Patience, Wire, seconds_of
from services import attention, deliveries, people
from services.access import Speaker
from services.deliveries import Claimed, Fate, Rate, Settlement, Urgency
from services.knowing import Shelf
from services.pace import room_opens, take_slots
from texts import refusals

log = logging.getLogger(__name__)

# Other processes may owe something that nobody here hears of, so the door looks by itself now and then.
LOOK_AGAIN_SECONDS = 5.0
LEAST_REST_SECONDS = 0.02
CONFIRM_SECONDS = 0.1
# What leaves later than this after its slot crowds the slots behind it: Telegram counts what arrives in a second.
MOST_LATE_SECONDS = 0.05
MOST_LEAD_SECONDS = 1.0
FIRST_LEAD_SECONDS = 0.1

# Where a repetition is marked, and up to which length Telegram leaves room for it.
_WORDS = {"sendMessage": ("text", 4080), "sendDocument": ("caption", 1010), "sendPhoto": ("caption", 1010)}

# A delivery and its fate; without one it was never tried and waits again.
_Fated: TypeAlias = tuple[Claimed, Settlement | None]


@dataclass(frozen=True)
class Pacing:
    """How fast messages leave, and how many may be on their way at once; the office's clock runs `speed` times."""

    rate: Rate
    in_flight: int = 8
    speed: float = 1.0


@dataclass(frozen=True)
class _Slotted:
    """A delivery in our hands, and the moment at which it may leave (real seconds since 1970)."""

    claimed: Claimed
    slot: float


@dataclass(frozen=True)
class _Taken:
    """What a look at the deliveries brought: some to be sent, and how many seconds until the next look is worth it."""

    slotted: Sequence[_Slotted]
    rest: float
    looked_at: float


class Door:
    """Takes what is due into its seats, sends it, and gives a seat free once the fate is committed.

    The number of seats bounds what a crash can double. `run_in_store` runs a synchronous function where the database
    may be used.
    """

    def __init__(
        self,
        wire: Wire,
        sessions: sessionmaker[Session],
        say: Callable[[Due], Amend | Reply | None],
        now: Callable[[], datetime],
        pacing: Pacing,
        run_in_store: Callable[..., Awaitable[object]],
        shelf: Shelf,
        resting: Collection[str] = (),
    ) -> None:
        self._wire = wire
        self._shelf = shelf
        self._resting = resting
        self._sessions = sessions
        self._say = say
        self._now = now
        self._pacing = pacing
        self._run_in_store = run_in_store
        self._sending: set[asyncio.Task[None]] = set()
        self._settled: list[_Fated] = []
        self._free = pacing.in_flight
        self._hold_until = 0.0
        self._lead = FIRST_LEAD_SECONDS
        self._stirred = asyncio.Event()
        self._closing = asyncio.Event()

    def stir(self) -> None:
        """Something may be owed that was not before."""
        self._stirred.set()

    def close(self) -> None:
        """Takes nothing more; `forever` ends once what is on its way has its fate."""
        self._closing.set()
        self._stirred.set()

    def answer(self, fleeting: Sequence[Fleeting]) -> None:
        """Says at once, best effort, what a phone waits for a few seconds and then forgets: toasts and offers."""
        for one in fleeting:
            self._start(self._answer(one))

    async def forever(self) -> None:
        """Delivers until closed; a failing store is said, waited for, and tried again."""
        patience = Patience()
        while not self._is_done():
            self._stirred.clear()
            try:
                rest = await self._turn()
                patience.reset()
            except Exception:
                log.exception("待发消息暂时取不出或记不下，稍后重试")
                await patience.wait()
            else:
                await self._until_stirred(rest)

    async def drain(self) -> None:
        """Delivers what is due now, until nothing is; for tests, which step instead of waiting."""
        rest = await self._turn()
        while self._sending or self._settled or not rest:
            if self._sending:
                await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
            rest = await self._turn()

    def _is_done(self) -> bool:
        return self._closing.is_set() and not self._sending and not self._settled

    async def _until_stirred(self, seconds: float) -> None:
        if not self._is_done():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), seconds)

    async def _turn(self) -> float:
        """One transaction writes the fates so far and fills the free seats; returns how long to rest after it."""
        settled, self._settled = self._settled, []
        free, self._free = self._free, 0
        seats = 0 if self._closing.is_set() else free + len(settled)
        try:
            taken = await self._run_in_store(self._exchange, settled, seats)
        except BaseException:
            self._settled[:0] = settled
            self._free += free
            raise
        if not isinstance(taken, _Taken):
            raise TypeError(taken)
        self._free += free + len(settled) - len(taken.slotted)
        self._learn_lead(time.time() - taken.looked_at)
        for one in taken.slotted:
            self._start(self._send(one))
        return taken.rest

    def _learn_lead(self, took: float) -> None:
        """A slot that lies before the end of the turn that gives it is lost, so slots begin as late as turns take."""
        self._lead = min(MOST_LEAD_SECONDS, max(took, self._lead * 0.9))

    def _exchange(self, settled: Sequence[_Fated], seats: int) -> _Taken:
        now, wall = self._now(), time.time()
        with self._sessions.begin() as session:
            self._settle(session, settled, now)
            if self._hold_until > wall:
                deliveries.hold_everybody(session, self._hold_until)
            claimed = deliveries.claim(session, now, wall + self._lead, seats, self._pacing.rate) if seats else []
            hours = self._shelf.knowledge.hours
            held = attention.hold_unasked(session, claimed, now, hours, self._resting)
            speakers = people.speakers(session, [(one.chat_id, "") for one in claimed if one.content is None])
            worded = [self._worded(session, one, speakers, now) for one in claimed if one.id not in held]
            ready = [one for one in worded if one is not None]
            slots = take_slots(session, wall + self._lead, [one.urgency for one in ready], self._pacing.rate)
            slotted = [_Slotted(*pair) for pair in zip(ready, slots, strict=True)]
            # Others of the same chats may stand behind what is not sent after all.
            rest = 0.0 if len(ready) < len(claimed) else self._rest(session, now, wall, full=len(ready) == seats)
            return _Taken(slotted, rest, wall)

    def _settle(self, session: Session, settled: Sequence[_Fated], now: datetime) -> None:
        deliveries.put_back(session, [one.id for one, settlement in settled if settlement is None])
        fates = [(one, settlement) for one, settlement in settled if settlement is not None]
        deliveries.settle(session, [settlement for _, settlement in fates], now)
        for one, settlement in fates:
            if settlement.fate is Fate.REFUSED and "blocked" in (settlement.reason or ""):
                people.mark_blocked(session, one.chat_id, now)
            if settlement.moved_to is not None:
                deliveries.follow(session, one.chat_id, settlement.moved_to)

    def _worded(self, session: Session, one: Claimed, speakers: Mapping[int, Speaker], now: datetime) -> Claimed | None:
        """The delivery with its words; what nobody need hear any more is skipped, what finds no words is parked."""
        if one.content is not None:
            return one
        try:
            with session.begin_nested():
                content = self._words_of(session, one, speakers[one.chat_id], now)
        except OperationalError:
            raise
        except Exception as error:
            log.exception("delivery %d (%s) found no words", one.id, one.occasion)
            deliveries.settle(session, [Settlement(one.id, Fate.PARKED, f"no words: {type(error).__name__}")], now)
            return None
        if content is None:
            deliveries.settle(session, [Settlement(one.id, Fate.SKIPPED, "no longer due")], now)
            return None
        return replace(one, content=content)

    def _words_of(self, session: Session, one: Claimed, speaker: Speaker, now: datetime) -> dict[str, object] | None:
        reply = self._say(Due(session, speaker, now, one.occasion, one.subject or "", one.key, self._shelf.knowledge))
        return answers.spoken(reply, one.chat_id) if reply else None

    def _rest(self, session: Session, now: datetime, wall: float, *, full: bool) -> float:
        """Seconds until something becomes due, may be tried again, or fits into the pace; a fate ends it earlier."""
        if full:
            return LOOK_AGAIN_SECONDS
        opens_at = room_opens(session)
        if opens_at > wall:
            return max(LEAST_REST_SECONDS, opens_at - wall)
        due_at, free_at = deliveries.next_due(session, now), deliveries.next_try(session, now, wall)
        waits = [LOOK_AGAIN_SECONDS]
        if due_at is not None:
            waits.append((due_at - now).total_seconds() / self._pacing.speed)
        if free_at is not None:
            waits.append(free_at - wall)
        return max(LEAST_REST_SECONDS, min(waits))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._sending.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        if self._closing.is_set():
            self._stirred.set()

    def _stir_for(self, fated: Claimed) -> None:
        """A fate is written soon: at once where its chat or its seat may be waited for, else with those to come."""
        patient = self._pacing.rate.per_second and fated.urgency is Urgency.BULK and self._free
        if patient:
            asyncio.get_running_loop().call_later(CONFIRM_SECONDS, self._stirred.set)
        else:
            self._stirred.set()

    async def _send(self, one: _Slotted) -> None:
        """Ends with a fate whatever happens: a seat that is not given back would be lost."""
        # The list is looked up behind the call: a turn meanwhile has put another in its place.
        settlement = await self._attempt(one.claimed) if await self._is_time(one.slot) else None
        self._settled.append((one.claimed, settlement))
        self._stir_for(one.claimed)

    async def _is_time(self, slot: float) -> bool:
        """Waits for the slot; False where it is missed, all hold, or the assistant stops: then it waits for another."""
        wait = slot - time.time()
        if wait > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), wait)
        if self._closing.is_set() or time.time() < self._hold_until:
            return False
        late = time.time() - slot
        if late > MOST_LATE_SECONDS and self._pacing.rate.per_second:
            self._learn_lead(self._lead + late)
            return False
        return True

    async def _attempt(self, one: Claimed) -> Settlement:
        """Makes the call and says what became of it; a 429 holds everybody."""
        try:
            result = await self._wire.call(one.method, _addressed(one))
        except RetryAfter as error:
            self._hold_until = max(self._hold_until, time.time() + seconds_of(error))
            return fate_after(error, one, time.time())
        except TelegramError as error:
            return fate_after(error, one, time.time())
        except Exception as error:
            log.exception("delivery %d (%s) cannot be sent", one.id, one.occasion)
            return Settlement(one.id, Fate.PARKED, f"cannot be sent: {type(error).__name__}", doubtful=one.doubtful)
        number = result.get("message_id") if isinstance(result, dict) else None
        return Settlement(one.id, Fate.SENT, message_id=number, doubtful=one.doubtful)

    async def _answer(self, one: Fleeting) -> None:
        try:
            await self._wire.call(one.method, one.content)
        except TelegramError as error:
            log.info("a tap or a typed name got no answer: %s", error)


def _addressed(one: Claimed) -> dict[str, object]:
    """The call as it goes out: to the chat's present number, and marked where it may be a repetition."""
    content = dict(one.content or {})
    if "chat_id" in content:
        content["chat_id"] = one.chat_id
    words, most = _WORDS.get(one.method, ("", 0))
    said = content.get(words, "")
    if one.doubtful and isinstance(said, str) and len(said) < most:
        content[words] = refusals.doubled(said)
    return content
