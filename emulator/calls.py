"""Every call of the Bot API, for counting."""

from collections import deque
from dataclasses import dataclass
from itertools import islice

from emulator.jsontext import Json

KEPT = 200_000
"""Calls remembered; older ones are forgotten."""
WORDS_KEPT = 80


@dataclass(frozen=True, slots=True)
class Call:
    """One call: when, which method, for which chat, how it ended (`status` None: no answer was given)."""

    seq: int
    at: float
    method: str
    chat_id: int | None
    status: int | None
    outcome: str
    message_id: int | None
    text: str

    def as_json(self) -> Json:
        """The call as /sim/calls shows it."""
        return {name: getattr(self, name) for name in self.__slots__}


class Calls:
    """The last calls in order; `seq` counts from 1."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self.last = 0

    def note(
        self,
        at: float,
        method: str,
        chat_id: int | None,
        *,
        status: int | None,
        outcome: str,
        message_id: int | None = None,
        text: str = "",
    ) -> None:
        """The call is counted."""
        self.last += 1
        self._calls.append(Call(self.last, at, method, chat_id, status, outcome, message_id, text[:WORDS_KEPT]))

    def after(self, seq: int) -> list[Call]:
        """The calls with a greater number, as far as they are remembered."""
        newer = min(max(self.last - seq, 0), len(self._calls))
        return list(islice(self._calls, len(self._calls) - newer, None))
