"""Work done outside a transaction (a file to fetch, a document to make): owed once, tried again, settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Update, or_, select, update
from sqlalchemy.orm import Session

from db.models import Errand, Fate
from db.once import insert_once

LEASE_SECONDS = 180.0
MOST_ATTEMPTS = 150
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 600.0

TOO_BIG = "too big"
GONE = "gone"


class Unusable(Exception):
    """What was fetched cannot be used, and no further try will help; `reason` is a word of the feature's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Claimed:
    """An errand in our hands until its lease ends; `facts` are what its feature wrote down."""

    id: int
    key: str
    purpose: str
    telegram_id: int
    facts: Mapping[str, object]
    attempts: int


def owe(session: Session, key: str, purpose: str, telegram_id: int, now: datetime, facts: Mapping[str, object]) -> None:
    """The errand is owed to this person, once however often it is asked for under this key."""
    row = {
        "key": key,
        "purpose": purpose,
        "telegram_id": telegram_id,
        "facts": dict(facts),
        "asked_at": now,
        "fate": Fate.WAITING,
        "attempts": 0,
    }
    insert_once(session, Errand, [row])


def claim(session: Session, wall: float, most: int) -> Sequence[Claimed]:
    """Takes up to `most` errands that nobody else has in hand; those of a dead process come back with their lease."""
    query = (
        select(Errand)
        .where(Errand.fate.in_((Fate.WAITING, Fate.LEASED)))
        .where(or_(Errand.held_until.is_(None), Errand.held_until < wall))
        .order_by(Errand.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [_lease(row, wall) for row in session.scalars(query)]


def settle(session: Session, errand_id: int, reason: str | None, now: datetime) -> None:
    """It is done, or (with a reason) never will be."""
    fate = Fate.SENT if reason is None else Fate.REFUSED
    session.execute(_changing(errand_id).values(fate=fate, reason=reason, settled_at=now, held_until=None))


def put_back(session: Session, errand: Claimed, reason: str, wall: float, pause: float | None = None) -> None:
    """It is tried again after a pause that doubles up to ten minutes."""
    wait = pause or min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(errand.attempts, 20))
    session.execute(_changing(errand.id).values(fate=Fate.WAITING, reason=reason, held_until=wall + wait))


def take_over(session: Session) -> None:
    """The caller is the only process left: what a dead one had in hand need not wait for its lease to end."""
    session.execute(update(Errand).where(Errand.fate == Fate.LEASED).values(held_until=0.0))


def _lease(row: Errand, wall: float) -> Claimed:
    row.fate = Fate.LEASED
    row.held_until = wall + LEASE_SECONDS
    row.attempts += 1
    return Claimed(row.id, row.key, row.purpose, row.telegram_id, row.facts, row.attempts)


def _changing(errand_id: int) -> Update:
    return update(Errand).where(Errand.id == errand_id).execution_options(synchronize_session=False)
