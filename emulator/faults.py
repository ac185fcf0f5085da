"""Failures on purpose: which calls fail, how, and how often."""

import random
from dataclasses import asdict, dataclass, field

from emulator.jsontext import Json
from emulator.refusals import Refusal, too_many

_SENTENCES = {
    400: "Bad Request: fault",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """A rule: calls of `method` ("*": any) in `chat` (None: any) fail.

    `status` answers so without executing, after `delay` seconds; `drop` closes the connection "before" or "after" the
    call is executed; a delay alone only delays. `share` is the probability, `times` how often (None: until cleared).
    """

    method: str = "*"
    chat: int | None = None
    status: int | None = None
    retry_after: int | None = None
    delay: float = 0.0
    drop: str | None = None
    share: float = 1.0
    times: int | None = None
    description: str = ""
    id: int = field(default=0)
    hits: int = field(default=0)

    def meets(self, method: str, chat: int | None) -> bool:
        """Whether the rule is about this call and not used up."""
        if self.times is not None and self.hits >= self.times:
            return False
        return self.method.lower() in {"*", method} and self.chat in {None, chat}

    def refusal(self) -> Refusal | None:
        """The answer in place of the real one; None where the rule has none."""
        if self.status == 429 or (self.status is None and self.retry_after is not None):
            return too_many(self.retry_after or 1)
        if self.status is None:
            return None
        return Refusal(self.status, self.description or _SENTENCES.get(self.status, "Internal Server Error"))

    def as_json(self) -> Json:
        """The rule as /sim/faults shows it."""
        return asdict(self)


class Faults:
    """The rules in the order they were made; the first that meets a call and wins its draw applies."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []
        self._made = 0

    def add(self, fault: Fault) -> Fault:
        """The rule holds from now on."""
        self._made += 1
        fault.id = self._made
        self._rules.append(fault)
        return fault

    def clear(self) -> None:
        """Telegram works again."""
        self._rules.clear()

    def rules(self) -> list[Fault]:
        """What holds."""
        return list(self._rules)

    def strike(self, method: str, chat: int | None) -> Fault | None:
        """The fault for this call (`method` in lower case), or none; counted as a hit."""
        for fault in self._rules:
            if fault.meets(method, chat) and (fault.share >= 1 or random.random() < fault.share):  # noqa: S311
                fault.hits += 1
                return fault
        return None
