"""A Telegram of its own for the bench, on a free port: people who have opened the assistant, some of whom left it.

python -m bench.delivering.phones --people N [--blocked N] [--limits]
"""

import argparse
import asyncio
import signal

from emulator.app import build
from emulator.people import BotProfile
from emulator.store import Store
from web.server import serving

FIRST = 100_001


def main() -> None:
    """Serves until it is told to stop; the first line is the address."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--blocked", type=int, default=0)
    parser.add_argument("--limits", action="store_true")
    asked = parser.parse_args()
    asyncio.run(_serve(_peopled(asked.people, asked.blocked), limits=asked.limits))


def _peopled(people: int, blocked: int) -> Store:
    store = Store()
    for number in range(people):
        person = store.add_person(FIRST + number, f"队员{number}")
        person.started, person.blocked = True, number < blocked
    return store


async def _serve(store: Store, *, limits: bool) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    async with serving(build(store, bot=BotProfile(name="助手"), limits=limits), 0) as port:
        print(f"http://127.0.0.1:{port}", flush=True)
        await stopping.wait()


if __name__ == "__main__":
    main()
