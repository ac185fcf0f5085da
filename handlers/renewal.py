"""Keeps what the assistant knows up to date while it works: changed files and editions need no restart."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from handlers import answers
from handlers.answers import Spot, Tell
from handlers.wire import Patience
from knowledge.complaints import Complaint
from services import deliveries, editions, learning, people, retellings
from services.access import Role
from services.clock import day_of
from services.editions import Latest, NothingChanges
from services.knowing import Knowledge, Shelf
from services.watching import Look, Watch
from texts import editions as texts

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0


class Renewal:
    """Looks at the knowledge files every two seconds; without a watch it only compares what people were told."""

    def __init__(
        self,
        shelf: Shelf,
        watch: Watch | None,
        sessions: sessionmaker[Session],
        now: Callable[[], datetime],
        run_in_store: Callable[..., Awaitable[object]],
    ) -> None:
        self._shelf = shelf
        self._watch = watch
        self._sessions = sessions
        self._now = now
        self._run_in_store = run_in_store
        self._compared: tuple[Knowledge, date] | None = None

    async def once(self) -> None:
        """1. asks which edition is in force, 2. looks and builds in a thread of its own, 3. puts it on the shelf.

        4. Once for each base and day: those who were told what has changed since are owed a word, and the editors
           the week's proposals.
        """
        if self._watch is not None:
            latest = await self._run_in_store(self._latest)
            look = await asyncio.to_thread(self._look, self._watch, latest)
            if look is not None:
                await self._run_in_store(self._settle, self._watch, look)
        compared = (self._shelf.knowledge, day_of(self._now()))
        if self._compared != compared:
            await self._run_in_store(self._compare)
            self._compared = compared

    async def forever(self) -> None:
        """Looks until cancelled; what goes wrong is said, waited for, and tried again."""
        patience = Patience()
        while True:
            try:
                await self.once()
                patience.reset()
                await asyncio.sleep(LOOK_SECONDS)
            except Exception:
                log.exception("知识库暂时不能更新，仍用原来的，稍后重试")
                await patience.wait()

    def _latest(self) -> Latest:
        with self._sessions.begin() as session:
            return editions.latest(session, self._now())

    def _look(self, watch: Watch, latest: object) -> Look | None:
        return watch.look(latest, self._shelf.knowledge) if isinstance(latest, Latest) else None

    def _settle(self, watch: Watch, look: Look) -> None:
        """What was changed by hand is an edition too; what does not hold is told to the editors, once."""
        recorded = None
        with self._sessions.begin() as session:
            if look.edited is not None:
                recorded = self._record(session, look.edited)
            if look.complaints:
                self._alert(session, look.complaints)
        if recorded is not None:
            watch.recorded(recorded)
        if look.knowledge is not None:
            self._shelf.knowledge = look.knowledge

    def _record(self, session: Session, edited: Mapping[str, str]) -> Latest:
        try:
            edition = editions.publish_from_disk(session, edited, self._now())
        except NothingChanges:
            return editions.latest(session, self._now())
        return Latest(edition.number, editions.files_of(edition))

    def _alert(self, session: Session, complaints: Sequence[Complaint]) -> None:
        log.error("知识库文件有误，仍用原来的：%s", "；".join(str(one) for one in complaints[:5]))
        which = hashlib.sha256("\n".join(str(one) for one in complaints).encode()).hexdigest()[:16]
        text = texts.refused_on_disk(complaints)
        tells = [
            Tell(one.telegram_id, f"knowledge:refused:{which}:{one.telegram_id}", text)
            for one in people.holders(session, Role.EDITOR, None)
            if one.telegram_id
        ]
        deliveries.owe(session, list(answers.owed(tells, Spot(0, 0))), self._now())

    def _compare(self) -> None:
        with self._sessions.begin() as session:
            retellings.plan(session, self._shelf.knowledge.base, self._now())
            learning.plan(session, self._shelf.knowledge.hours, self._now())
