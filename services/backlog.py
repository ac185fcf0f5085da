"""What the door has still before it, and what it gave up: for those who look after the assistant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import Session

from db.models import Delivery, Fate


@dataclass(frozen=True)
class Backlog:
    """How many deliveries are due and not yet taken, since when the oldest is, how many are on their way or parked."""

    waiting: int
    oldest_due_at: datetime | None
    on_the_way: int
    parked: int


@dataclass(frozen=True)
class Parked:
    """A delivery that was given up, and why: five failures, no words, or sender after sender died with it."""

    id: int
    occasion: str
    subject: str | None
    chat_id: int
    attempts: int
    reason: str
    parked_at: datetime


def standing(session: Session, now: datetime) -> Backlog:
    """The figures of this moment."""
    due = select(func.count(), func.min(Delivery.due_at)).where(_stands(Fate.WAITING), Delivery.due_at <= now)
    waiting, oldest = session.execute(due).one()
    return Backlog(waiting, oldest, _count(session, Fate.LEASED), _count(session, Fate.PARKED))


def latest_parked(session: Session, most: int) -> Sequence[Parked]:
    """What was given up, the latest first, at most so many."""
    rows = session.scalars(
        select(Delivery)
        .where(_stands(Fate.PARKED))
        .order_by(Delivery.settled_at.desc(), Delivery.id.desc())
        .limit(most)
    )
    return [
        Parked(row.id, row.occasion, row.subject, row.chat_id, row.attempts, row.reason or "", row.settled_at)
        for row in rows
        if row.settled_at is not None
    ]


def _count(session: Session, fate: Fate) -> int:
    return session.scalar(select(func.count()).select_from(Delivery).where(_stands(fate))) or 0


def _stands(fate: Fate) -> ColumnElement[bool]:
    # Spelt out, not bound: else neither database sees that its partial index is meant.
    return Delivery.fate == literal_column(f"'{fate}'")
