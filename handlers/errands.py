"""Work outside the transaction: a loop claims errands, fetches or makes, and gives the result to their feature."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias, TypeVar

from sqlalchemy.orm import Session, sessionmaker
from telegram.error import BadRequest, RetryAfter, TelegramError

from handlers import answers
from handlers.answers import Answers
from handlers.wire import Patience, Wire, seconds_of
from services import deliveries, errands, people
from services.access import Speaker
from services.clock import day_of
from services.errands import GONE, TOO_BIG, Claimed, Unusable
from services.knowing import Knowledge, Shelf

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
AT_ONCE = 4
Prepared = TypeVar("Prepared")
Material = TypeVar("Material")


@dataclass(frozen=True)
class Task:
    """An errand with the transaction it may read and write in, for whom, and what its feature wrote down."""

    session: Session
    speaker: Speaker
    now: datetime
    knowledge: Knowledge
    key: str
    facts: dict[str, object]

    @property
    def today(self) -> date:
        """The teams' calendar day."""
        return day_of(self.now)

    def words(self, name: str) -> str:
        """A fact that is text; empty where there is none."""
        return str(self.facts.get(name) or "")

    def number(self, name: str) -> int:
        """A fact that is a number."""
        return int(str(self.facts[name]))


@dataclass(frozen=True)
class Tools:
    """What an errand may use outside the transaction: the wire, and the folder under which files are kept."""

    wire: Wire
    folder: Path


Settle: TypeAlias = Callable[[Task], Answers]
Work: TypeAlias = Callable[[Tools], Awaitable[Settle]]


@dataclass(frozen=True)
class Errander:
    """How a purpose is carried out: `begin` reads what is needed, its Work runs outside, its Settle writes.

    `fail` says what is said when it never will be done: the file is TOO_BIG or GONE, or it is `Unusable`.
    `tries` in a row may go wrong: some 150 last a day.
    """

    begin: Callable[[Task], Work | None]
    fail: Callable[[Task, str], Answers]
    tries: int = errands.MOST_ATTEMPTS


def fetching(
    prepare: Callable[[bytes, Path], Prepared],
    take: Callable[[Task, Prepared], Answers],
    fail: Callable[[Task, str], Answers],
) -> Errander:
    """Fetches the file named by the fact `file_id`; `prepare` runs in a thread (Unusable refuses), `take` writes."""

    def begin(task: Task) -> Work:
        file_id = task.words("file_id")

        async def work(tools: Tools) -> Settle:
            content = await tools.wire.download(file_id)
            prepared = await asyncio.to_thread(prepare, content, tools.folder)
            return lambda later: take(later, prepared)

        return work

    return Errander(begin, fail)


def making(
    gather: Callable[[Task], Material],
    build: Callable[[Material, Path], Prepared],
    deliver: Callable[[Task, Prepared], Answers],
    fail: Callable[[Task, str], Answers],
) -> Errander:
    """Makes a document: `gather` reads in the transaction, `build` works in a thread, `deliver` says it is there."""

    def begin(task: Task) -> Work:
        material = gather(task)

        async def work(tools: Tools) -> Settle:
            made = await asyncio.to_thread(build, material, tools.folder)
            return lambda later: deliver(later, made)

        return work

    return Errander(begin, fail, tries=5)


class Runner:
    """Carries errands out, a few at once; what fails waits and is tried again, for a day."""

    def __init__(
        self,
        tools: Tools,
        sessions: sessionmaker[Session],
        erranders: dict[str, Errander],
        now: Callable[[], datetime],
        run_in_store: Callable[..., Awaitable[object]],
        shelf: Shelf,
    ) -> None:
        self._tools = tools
        self._sessions = sessions
        self._erranders = erranders
        self._now = now
        self._run_in_store = run_in_store
        self._shelf = shelf

    async def run_due(self) -> int:
        """Claims what is due, carries it out and settles it; returns how many."""
        claimed = await self._run_in_store(self._claim)
        if not isinstance(claimed, Sequence) or not claimed:
            return 0
        await asyncio.gather(*(self._carry_out(one) for one in claimed))
        return len(claimed)

    async def forever(self) -> None:
        """Runs until cancelled; a failing store is said, waited for, and tried again."""
        patience = Patience()
        while True:
            try:
                done = await self.run_due()
                patience.reset()
                if not done:
                    await asyncio.sleep(IDLE_SECONDS)
            except Exception:
                log.exception("后台任务暂时取不出或记不下，稍后重试")
                await patience.wait()

    async def _carry_out(self, one: Claimed) -> None:
        """1. reads in a transaction, 2. works outside, 3. writes the result, its answers and the fate in another."""
        try:
            work = await self._run_in_store(self._begin, one)
            settle = await work(self._tools) if callable(work) else _nothing
            await self._run_in_store(self._settle, one, None, settle)
        except (BadRequest, Unusable) as error:
            await self._give_up(one, _reason(error))
        except RetryAfter as error:
            await self._run_in_store(self._put_back, one, str(error), seconds_of(error))
        except TelegramError as error:
            await self._try_again(one, str(error))
        except Exception as error:
            log.exception("errand %d (%s) failed", one.id, one.purpose)
            await self._try_again(one, type(error).__name__)

    async def _try_again(self, one: Claimed, reason: str) -> None:
        if one.attempts >= self._erranders[one.purpose].tries:
            await self._give_up(one, GONE)
        else:
            await self._run_in_store(self._put_back, one, reason, None)

    async def _give_up(self, one: Claimed, reason: str) -> None:
        fail = self._erranders[one.purpose].fail
        await self._run_in_store(self._settle, one, reason, lambda task: fail(task, reason))

    def _claim(self) -> Sequence[Claimed]:
        with self._sessions.begin() as session:
            return errands.claim(session, time.time(), AT_ONCE)

    def _begin(self, one: Claimed) -> Work | None:
        with self._sessions.begin() as session:
            return self._erranders[one.purpose].begin(self._task(session, one))

    def _settle(self, one: Claimed, reason: str | None, settle: Settle) -> None:
        now = self._now()
        with self._sessions.begin() as session:
            said = answers.each(settle(self._task(session, one)))
            deliveries.owe(session, list(answers.owed_later(said, one.telegram_id, one.key)), now)
            errands.settle(session, one.id, reason, now)

    def _put_back(self, one: Claimed, reason: str, pause: float | None) -> None:
        with self._sessions.begin() as session:
            errands.put_back(session, one, reason, time.time(), pause)

    def _task(self, session: Session, one: Claimed) -> Task:
        [speaker] = people.speakers(session, [(one.telegram_id, "")]).values()
        return Task(session, speaker, self._now(), self._shelf.knowledge, one.key, dict(one.facts))


def _nothing(_task: Task) -> Answers:
    """There was nothing to be done any more."""
    return None


def _reason(error: BadRequest | Unusable) -> str:
    if isinstance(error, Unusable):
        return error.reason
    return TOO_BIG if "too big" in str(error).lower() else GONE
