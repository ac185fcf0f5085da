"""How fast messages leave: one row that all processes share, so that Telegram's limit holds for all together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Pace, Urgency
from db.once import insert_once

# So far ahead slots are given to what nobody asked for; an answer waits no longer than this for one.
AHEAD_SECONDS = 0.2
WITHOUT_LIMIT = 1_000_000


@dataclass(frozen=True)
class Rate:
    """How fast messages may leave, all processes together; `per_second` 0 means without limit."""

    per_second: float
    burst: int = 3


def room(session: Session, wall: float, rate: Rate) -> int | None:
    """How many messages that nobody asked for may be taken now; None while a 429 holds everybody.

    Until the transaction ends no other process takes any: on PostgreSQL the row is locked.
    """
    if not rate.per_second:
        return None if held_until(session) > wall else WITHOUT_LIMIT
    pace = _pace(session)
    if pace.hold_until > wall:
        return None
    ahead = wall + AHEAD_SECONDS - max(pace.next_free, wall)
    return max(0, math.ceil(ahead * rate.per_second))


def room_opens(session: Session) -> float:
    """When (real seconds since 1970) half of the room is there again; long past where nothing was sent."""
    return (session.scalar(select(Pace.next_free)) or 0.0) - AHEAD_SECONDS / 2


def take_slots(session: Session, wall: float, urgencies: Sequence[Urgency], rate: Rate) -> list[float]:
    """A moment for each message, not before `wall` (long past without a limit): a bucket kept as its next free moment.

    After a rest `burst` may leave at once, of what was asked for only: a notice that burst would leave no air below
    Telegram's 30 in a second for a message that is late.
    """
    if not urgencies or not rate.per_second:
        return [0.0] * len(urgencies)
    pace, gap, slots = _pace(session), 1.0 / rate.per_second, []
    for urgency in urgencies:
        saved = rate.burst - 1 if urgency <= Urgency.PERSONAL else 0
        pace.next_free = max(pace.next_free, wall - gap * saved, pace.hold_until)
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
