"""What is owed to somebody: planned once, claimed with a lease, settled with its fate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import SelectBase, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from db.models import Delivery, Fate, Pace, Urgency
from db.once import insert_once, select_once

LEASE_SECONDS = 60.0
OWED_COLUMNS = ("key", "occasion", "subject", "chat_id", "urgency", "method", "due_at")
MOST_ATTEMPTS = 5

__all__ = ["Claimed", "Fate", "Owed", "Rate", "Settlement", "Urgency", "claim", "hold_everybody", "owe", "settle"]


@dataclass(frozen=True)
class Owed:
    """One call to be made; `content` None means: ask the occasion for it at the moment of sending."""

    key: str
    chat_id: int
    method: str
    content: dict[str, object] | None
    occasion: str = "reply"
    subject: str | None = None
    urgency: Urgency = Urgency.REPLY


@dataclass(frozen=True)
class Claimed:
    """A delivery in our hands until its lease ends; send it at `slot` (real seconds since 1970)."""

    id: int
    key: str
    chat_id: int
    method: str
    content: dict[str, object] | None
    occasion: str
    subject: str | None
    doubtful: bool
    attempts: int
    slot: float


@dataclass(frozen=True)
class Settlement:
    """What became of a claimed delivery. WAITING puts it back until `held_until`."""

    id: int
    fate: Fate
    reason: str | None = None
    message_id: int | None = None
    held_until: float | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class Rate:
    """How fast messages may leave, all processes together; `per_second` 0 means without limit."""

    per_second: float
    burst: int = 3


def owe(session: Session, owed: Sequence[Owed], due_at: datetime) -> None:
    """Each key is owed once, however often it is planned."""
    insert_once(session, Delivery, [_row(one, due_at, Fate.WAITING, None) for one in owed])


def owe_all(session: Session, people: SelectBase) -> None:
    """Owes whatever this query selects (OWED_COLUMNS, in that order) in one statement, however many they are."""
    select_once(session, Delivery, OWED_COLUMNS, people)


def message_said(session: Session, update_id: int) -> int | None:
    """The number of the last message that answered this update; None where it was not sent yet."""
    return session.scalar(
        select(Delivery.message_id)
        .where(Delivery.key.startswith(f"reply:{update_id}:", autoescape=True), Delivery.method == "sendMessage")
        .order_by(Delivery.id.desc())
        .limit(1)
    )


def withdraw(session: Session, occasion: str, subject: str) -> None:
    """What waits under this occasion and subject and was never tried is owed no more."""
    session.execute(
        delete(Delivery)
        .where(Delivery.subject == subject, Delivery.occasion == occasion)
        .where(Delivery.fate == Fate.WAITING, Delivery.attempts == 0)
        .execution_options(synchronize_session=False)
    )


def owe_at_once(
    session: Session, owed: Sequence[Owed], now: datetime, wall: float, rate: Rate, most: int
) -> list[Claimed]:
    """Owes the keys and claims the first `most` in the same step, for whoever sends right after the commit.

    The rest waits for the door.
    """
    ready, rest = owed[:most], owed[most:]
    slots = _take_slots(session, wall, len(ready), rate)
    rows = [_row(one, now, Fate.LEASED, wall + LEASE_SECONDS) for one in ready]
    ids = _insert(session, rows + [_row(one, now, Fate.WAITING, None) for one in rest])
    return [
        Claimed(row_id, one.key, one.chat_id, one.method, one.content, one.occasion, one.subject, False, 1, slot)
        for row_id, one, slot in zip(ids, ready, slots, strict=False)
    ]


def claim(session: Session, now: datetime, wall: float, most: int, rate: Rate) -> list[Claimed]:
    """Takes up to `most` due deliveries, replies first, bulk last.

    1. Rows that wait and are due, and leased rows whose lease ran out: their sender died, so they are doubtful.
    2. On PostgreSQL rows that another process is claiming are skipped; SQLite has one writer anyway.
    3. Each gets its slot from the shared pace in the same transaction.
    """
    query = (
        select(Delivery)
        .where(Delivery.fate.in_((Fate.WAITING, Fate.LEASED)), Delivery.due_at <= now)
        .where(or_(Delivery.held_until.is_(None), Delivery.held_until < wall))
        .order_by(Delivery.urgency, Delivery.due_at, Delivery.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = session.scalars(query).all()
    slots = _take_slots(session, wall, len(rows), rate)
    return [_lease(row, slot, wall) for row, slot in zip(rows, slots, strict=True)]


def settle(session: Session, settlements: Sequence[Settlement], now: datetime) -> None:
    """Writes the fates in one batch."""
    rows = [
        {
            "id": one.id,
            "fate": one.fate,
            "reason": one.reason,
            "message_id": one.message_id,
            "held_until": one.held_until,
            "doubtful": one.doubtful,
            "settled_at": None if one.fate is Fate.WAITING else now,
        }
        for one in settlements
    ]
    session.execute(update(Delivery), rows)


def take_over(session: Session) -> None:
    """The caller is the only process left: what a dead one had leased need not wait for its lease to end."""
    session.execute(update(Delivery).where(Delivery.fate == Fate.LEASED).values(held_until=0.0))


def hold_everybody(session: Session, until: float) -> None:
    """Telegram said 429: nobody of any process sends before `until` (real seconds since 1970)."""
    pace = _pace(session)
    pace.hold_until = max(pace.hold_until, until)


def next_due(session: Session) -> datetime | None:
    """When the next open delivery is due; None when nothing is owed."""
    return session.scalar(
        select(Delivery.due_at).where(Delivery.fate.in_((Fate.WAITING, Fate.LEASED))).order_by(Delivery.due_at).limit(1)
    )


def _row(one: Owed, due_at: datetime, fate: Fate, held_until: float | None) -> dict[str, object]:
    return {
        "key": one.key,
        "occasion": one.occasion,
        "subject": one.subject,
        "chat_id": one.chat_id,
        "urgency": one.urgency,
        "method": one.method,
        "content": one.content,
        "due_at": due_at,
        "fate": fate,
        "held_until": held_until,
        "attempts": 1 if fate is Fate.LEASED else 0,
        "doubtful": False,
    }


def _insert(session: Session, rows: list[dict[str, object]]) -> list[int]:
    if not rows:
        return []
    return list(session.scalars(insert(Delivery).returning(Delivery.id, sort_by_parameter_order=True), rows))


def _lease(row: Delivery, slot: float, wall: float) -> Claimed:
    row.doubtful = row.doubtful or row.fate == Fate.LEASED
    row.fate = Fate.LEASED
    row.held_until = max(wall, slot) + LEASE_SECONDS
    row.attempts += 1
    return Claimed(
        row.id, row.key, row.chat_id, row.method, row.content, row.occasion, row.subject, row.doubtful,
        row.attempts, slot,
    )  # fmt: skip


def _take_slots(session: Session, wall: float, count: int, rate: Rate) -> list[float]:
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


def _pace(session: Session) -> Pace:
    pace = session.get(Pace, 1, with_for_update=True)
    if pace is None:
        insert_once(session, Pace, [{"id": 1, "next_free": 0.0, "hold_until": 0.0}])
        pace = session.get_one(Pace, 1, with_for_update=True)
    return pace
