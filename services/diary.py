"""A diary or table that somebody wants: which visits, in which form; made as an errand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.visits.finding import Sieve
from services.work import WorkError


class FormatUnread(WorkError):
    """Neither Word nor Excel."""


@dataclass(frozen=True)
class Order:
    """What was ordered; `reply_to` is the update whose answer tells of the progress."""

    sieve: Sieve
    title: str
    word: bool
    excel: bool
    reply_to: int

    def facts(self) -> dict[str, object]:
        """As an errand keeps it."""
        sieve = self.sieve
        return {
            "village": sieve.village,
            "member_id": sieve.member_id,
            "team_id": sieve.team_id,
            "first": sieve.first.isoformat() if sieve.first else None,
            "last": sieve.last.isoformat() if sieve.last else None,
            "title": self.title,
            "word": self.word,
            "excel": self.excel,
            "reply_to": self.reply_to,
        }


def order_of(facts: Mapping[str, object]) -> Order:
    """The order an errand carries."""
    sieve = Sieve(
        village=_text(facts, "village"),
        member_id=_number(facts, "member_id"),
        team_id=_number(facts, "team_id"),
        first=_day(facts, "first"),
        last=_day(facts, "last"),
    )
    title, reply_to = _text(facts, "title") or "", _number(facts, "reply_to") or 0
    return Order(sieve, title, facts.get("word") is True, facts.get("excel") is True, reply_to)


def day(said: str) -> date:
    """A day as a form keeps it."""
    return date.fromisoformat(said)


def _text(facts: Mapping[str, object], name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None


def _number(facts: Mapping[str, object], name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) else None


def _day(facts: Mapping[str, object], name: str) -> date | None:
    value = _text(facts, name)
    return day(value) if value else None
