"""Runs the real assistant and kills it (SIGKILL) at one step of the spine: python -m tests.processes.dying STEP."""

import os
import signal
import sys
from collections.abc import Callable, Sequence

import bot
from handlers.delivery import Door
from handlers.inbox import Inbox
from handlers.wire import Wire


def die(*_facts: object, **_more: object) -> None:
    """What a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def before(owner: type, name: str) -> None:
    """Dies as soon as the step is reached."""
    setattr(owner, name, die)


def after(owner: type, name: str) -> None:
    """Dies when the step is done and nothing further is."""
    original: Callable[..., object] = getattr(owner, name)

    def done(*facts: object, **more: object) -> None:
        original(*facts, **more)
        die()

    setattr(owner, name, done)


def when_only_kept() -> None:
    """Dies with the update stored as where something fails or waits before it: the next start handles it."""
    Inbox.take = Inbox.keep  # type: ignore[method-assign, assignment]
    after(Inbox, "take")


def after_sending() -> None:
    """Dies when Telegram has taken a message and nobody has written that down."""
    original = Wire.call

    async def call(self: Wire, method: str, content: dict[str, object]) -> object:
        result = await original(self, method, content)
        if method == "sendMessage":
            die()
        return result

    Wire.call = call  # type: ignore[method-assign]


def after_settling() -> None:
    """Dies when the fate of a message is committed."""
    original = Door._exchange

    def exchange(self: Door, settled: Sequence[object], seats: int) -> object:
        taken = original(self, settled, seats)  # type: ignore[arg-type]
        if settled:
            die()
        return taken

    Door._exchange = exchange  # type: ignore[method-assign, assignment]


STEPS: dict[str, Callable[[], None]] = {
    "before the update is taken": lambda: before(Inbox, "take"),
    "when the update is kept and not yet handled": when_only_kept,
    "while the update is handled": lambda: before(Inbox, "_owe"),
    "after the update is handled": lambda: after(Inbox, "take"),
    "after the reply is sent": after_sending,
    "after the reply is settled": after_settling,
}

if __name__ == "__main__":
    STEPS[sys.argv.pop(1)]()
    bot.main()
