"""How a process ends: it takes nothing more, finishes what is in hand, and gives back the rest."""

import asyncio
from collections.abc import Coroutine, Sequence

from handlers.delivery import Door

STOP_SECONDS = 10


async def work_until(stopping: asyncio.Event, works: Sequence[Coroutine[None, None, None]], door: Door) -> None:
    """Works and delivers until `stopping` is set; a loop that dies ends it all with its error.

    The door is closed last and waited for, so that what is on its way has its fate written.
    """
    delivering = asyncio.create_task(door.forever())
    loops = [asyncio.create_task(work) for work in works]
    stop = asyncio.create_task(stopping.wait())
    done, _ = await asyncio.wait([*loops, delivering, stop], return_when=asyncio.FIRST_COMPLETED)
    for task in (*loops, stop):
        task.cancel()
    door.close()
    _, late = await asyncio.wait([*loops, delivering], timeout=STOP_SECONDS)
    for task in late:
        task.cancel()
    for task in done - {stop}:
        task.result()
