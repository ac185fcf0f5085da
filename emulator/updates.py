"""What the bot has not yet fetched."""

from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import islice

from emulator.counters import Counters
from emulator.journal import Journal
from emulator.jsontext import Json, as_integer

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds of update Telegram sends only to who names them in allowed_updates."""


@dataclass(slots=True)
class Subscription:
    """How the bot wants its updates: which kinds (none named: the default ones), and a webhook or none."""

    allowed: list[str] = field(default_factory=list)
    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str = ""

    def wants(self, kind: str) -> bool:
        """Whether an update of this kind is kept for the bot; settled at the moment it happens."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT


@dataclass(slots=True)
class Pending:
    """An update as it waits."""

    update_id: int
    body: Json


class UpdateQueue:
    """Updates in the order of their ids; each stays until it is confirmed.

    An OrderedDict, because a dict that is emptied from the front is searched through all it once held.
    """

    def __init__(self, journal: Journal, counters: Counters) -> None:
        self._journal = journal
        self._counters = counters
        self._pending = OrderedDict((one.update_id, one) for one in journal.load("update", Pending))

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, body: Json) -> int:
        """The update waits; it gets the next id unless it brings its own (as raw injections may)."""
        own = as_integer(body.get("update_id"))
        update_id = self._counters.update + 1 if own is None else own
        self._counters.update = max(self._counters.update, update_id)
        in_order = not self._pending or update_id > next(reversed(self._pending))
        self._pending[update_id] = Pending(update_id, {"update_id": update_id} | body | {"update_id": update_id})
        if not in_order:
            self._pending = OrderedDict(sorted(self._pending.items()))
        self._journal.keep("counters", "", self._counters)
        self._journal.keep("update", f"{update_id:020d}", self._pending[update_id])
        return update_id

    def first(self, count: int) -> list[Json]:
        """The oldest updates, at most so many; they stay."""
        return [pending.body for pending in islice(self._pending.values(), count)]

    def confirm_below(self, offset: int) -> None:
        """Forgets updates with smaller ids; a negative offset keeps only so many of the newest."""
        if offset < 0:
            ids = list(self._pending)
            offset = ids[offset] if len(ids) >= -offset else 0
        while self._pending and (oldest := next(iter(self._pending))) < offset:
            self.forget(oldest)

    def forget(self, update_id: int) -> None:
        """The update has been taken."""
        if self._pending.pop(update_id, None) is not None:
            self._journal.forget("update", f"{update_id:020d}")

    def clear(self) -> None:
        """Nothing waits any more."""
        for update_id in list(self._pending):
            self.forget(update_id)
