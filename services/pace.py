"""How fast messages leave: one row that all processes share, so that Telegram's limit holds for all together."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Pace
from db.once import insert_once


@dataclass(frozen=True)
class Rate:
    """How fast messages may leave, all processes together; `per_second` 0 means without limit."""

    per_second: float
    burst: int = 3


def take_slots(session: Session, wall: float, count: int, rate: Rate) -> list[float]:
    """`count` moments at which a message may leave (a token bucket kept as its next free moment)."""
    if not count:
        return []
    if not rate.per_second:
        return [wall] * count
    pace = _pace(session)
    gap = 1.0 / rate.per_second
    slots = []
    for _ in range(count):
        pace.next_free = max(pace.next_free, wall - gap * (rate.burst - 1), pace.hold_until)
        slots.append(max(pace.next_free, wall))
        pace.next_free += gap
    return slots


def hold_everybody(session: Session, until: float) -> None:
    """Telegram said 429: nobody of any process sends before `until` (real seconds since 1970)."""
    pace = _pace(session)
    pace.hold_until = max(pace.hold_until, until)


def held_until(session: Session) -> float:
    """Until when everybody holds (real seconds since 1970); long past where nobody does."""
    return session.scalar(select(Pace.hold_until)) or 0.0


def _pace(session: Session) -> Pace:
    pace = session.get(Pace, 1, with_for_update=True)
    if pace is None:
        insert_once(session, Pace, [{"id": 1, "next_free": 0.0, "hold_until": 0.0}])
        pace = session.get_one(Pace, 1, with_for_update=True)
    return pace
