"""A further process that only sends what is owed, beside those that listen."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session, sessionmaker

from handlers.delivery import Door, Pacing
from handlers.renewal import Renewal
from handlers.routes import Routes
from handlers.stopping import work_until
from handlers.wire import Wire
from services.knowing import Shelf
from services.watching import Watch

Result = TypeVar("Result")


class Sender:
    """The door alone; what it puts into words at the last moment needs the routes and the knowledge of today."""

    def __init__(
        self,
        wire: Wire,
        sessions: sessionmaker[Session],
        routes: Routes,
        shelf: Shelf,
        now: Callable[[], datetime],
        pacing: Pacing,
        watch: Watch,
    ) -> None:
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._door = Door(wire, sessions, routes.say, now, pacing, self._in_store, shelf, routes.resting)
        self._renewal = Renewal(shelf, watch, sessions, now, self._in_store)

    async def run(self, stopping: asyncio.Event) -> None:
        """Sends until `stopping` is set, then finishes what is in hand and gives back the rest."""
        try:
            await work_until(stopping, [self._renewal.forever()], self._door)
        finally:
            self._store.shutdown()

    async def _in_store(self, work: Callable[..., Result], *facts: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._store, work, *facts)
