"""Waiting for something to happen: a long poll sleeps on a bell, whatever happens rings it."""

import asyncio
from collections import defaultdict
from collections.abc import Hashable


class Bells:
    """One bell per key; ringing wakes everybody who waits on that key."""

    def __init__(self) -> None:
        self._waiting: defaultdict[Hashable, set[asyncio.Future[None]]] = defaultdict(set)

    def ring(self, key: Hashable) -> None:
        """Wakes those who wait; costs nothing where nobody does."""
        for waiter in self._waiting.pop(key, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, key: Hashable, seconds: float) -> bool:
        """Sleeps until the bell rings, at most so long; tells whether it rang."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting[key].add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._leave(key, waiter)
        return True

    def _leave(self, key: Hashable, waiter: asyncio.Future[None]) -> None:
        waiters = self._waiting.get(key)
        if waiters is None:
            return
        waiters.discard(waiter)
        if not waiters:
            del self._waiting[key]
