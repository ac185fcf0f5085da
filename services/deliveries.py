"""What is owed to somebody: planned once, claimed with a lease, settled with its fate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    SelectBase,
    Update,
    and_,
    delete,
    exists,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from db.models import Delivery, Fate, Urgency
from db.once import insert_once, select_once
from services.pace import Rate, held_until, hold_everybody, take_slots

LEASE_SECONDS = 60.0
OWED_COLUMNS = ("key", "occasion", "subject", "chat_id", "urgency", "method", "due_at")
MOST_ATTEMPTS = 5
# What failed three times waits a minute and longer; it no longer holds up what stands behind it.
ORDERED_ATTEMPTS = 3
Moment = TypeVar("Moment")

__all__ = [
    "Claimed", "Fate", "Owed", "Rate", "Settlement", "Urgency", "claim", "follow", "hold_everybody", "next_due",
    "next_try", "owe", "owe_all", "put_back", "settle", "take_over", "withdraw",
]  # fmt: skip


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
    """What became of a claimed delivery. WAITING puts it back until `held_until`; its chat may have `moved_to`."""

    id: int
    fate: Fate
    reason: str | None = None
    message_id: int | None = None
    held_until: float | None = None
    doubtful: bool = False
    moved_to: int | None = None


def owe(session: Session, owed: Sequence[Owed], due_at: datetime) -> None:
    """Each key is owed once, however often it is planned."""
    insert_once(session, Delivery, [_row(one, due_at) for one in owed])


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


def claim(session: Session, now: datetime, wall: float, most: int, rate: Rate) -> list[Claimed]:
    """Takes up to `most` due deliveries, replies first, bulk last; none while a 429 holds everybody.

    1. Rows that wait and are due, and leased rows whose lease ran out: their sender died, so they are doubtful.
    2. A chat hears one thing after the other. Passed over is what stands behind another of its urgency, also where
       that waits for its second or third try, and whatever is for a chat to which something is on its way.
    3. On PostgreSQL rows that another process is claiming are skipped; SQLite has one writer anyway.
    4. Each gets its slot from the shared pace in the same transaction.
    """
    if held_until(session) > wall:
        return []
    query = (
        select(Delivery)
        .where(_open(Delivery), Delivery.due_at <= now)
        .where(or_(Delivery.held_until.is_(None), Delivery.held_until < wall))
        .where(~_behind_another(now, wall))
        .order_by(Delivery.urgency, Delivery.due_at, Delivery.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = [row for row in _first_of_each_chat(session.scalars(query).all()) if not _given_up(row, now)]
    slots = take_slots(session, wall, len(rows), rate)
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
    if rows:
        session.execute(update(Delivery), rows)


def put_back(session: Session, ids: Sequence[int]) -> None:
    """What was claimed but never tried waits again."""
    back = {"fate": Fate.WAITING, "held_until": None, "attempts": Delivery.attempts - 1}
    session.execute(_changing(Delivery.id.in_(ids)).values(back))


def follow(session: Session, chat: int, moved_to: int) -> None:
    """A group became a supergroup: what is still owed to its old number is owed to the new one."""
    session.execute(_changing(Delivery.chat_id == chat, _open(Delivery)).values(chat_id=moved_to))


def take_over(session: Session) -> None:
    """The caller is the only process left: neither a dead one's leases nor its back-offs need be waited for."""
    session.execute(_changing(_open(Delivery), Delivery.held_until.is_not(None)).values(held_until=0.0))


def next_due(session: Session, now: datetime) -> datetime | None:
    """When, on the office's clock, the next planned delivery becomes due."""
    planned = select(Delivery.due_at).where(Delivery.due_at > now).order_by(Delivery.due_at)
    return min(_first_of_each_urgency(session, planned), default=None)


def next_try(session: Session, now: datetime, wall: float) -> float | None:
    """When, in real seconds since 1970, something that is due and waits for a lease or a back-off may be taken."""
    held = select(Delivery.held_until).where(Delivery.due_at <= now, Delivery.held_until >= wall)
    found = _first_of_each_urgency(session, held.order_by(Delivery.held_until))
    soonest = min((moment for moment in found if moment is not None), default=None)
    return soonest if soonest is None else max(soonest, held_until(session))


def _row(one: Owed, due_at: datetime) -> dict[str, object]:
    return {
        "key": one.key,
        "occasion": one.occasion,
        "subject": one.subject,
        "chat_id": one.chat_id,
        "urgency": one.urgency,
        "method": one.method,
        "content": one.content,
        "due_at": due_at,
        "fate": Fate.WAITING,
        "attempts": 0,
        "doubtful": False,
    }


def _open(table: type[Delivery]) -> ColumnElement[bool]:
    # Spelt out, not bound: else neither database sees that its partial index is meant.
    return table.fate.in_([literal_column(f"'{fate}'") for fate in (Fate.WAITING, Fate.LEASED)])


def _behind_another(now: datetime, wall: float) -> ColumnElement[bool]:
    other = aliased(Delivery)
    on_its_way = and_(other.fate == Fate.LEASED, other.held_until >= wall)
    before = and_(other.urgency == Delivery.urgency, other.id < Delivery.id, other.attempts < ORDERED_ATTEMPTS)
    same_chat = (other.chat_id == Delivery.chat_id, other.id != Delivery.id)
    return exists().where(*same_chat, _open(other), other.due_at <= now, or_(on_its_way, before))


def _first_of_each_chat(rows: Sequence[Delivery]) -> list[Delivery]:
    first: dict[int, Delivery] = {}
    for row in rows:
        first.setdefault(row.chat_id, row)
    return list(first.values())


def _given_up(row: Delivery, now: datetime) -> bool:
    """What lost its sender again and again may be what kills them: it is parked."""
    if row.fate != Fate.LEASED or not row.doubtful or row.attempts < MOST_ATTEMPTS:
        return False
    row.fate, row.reason, row.settled_at = Fate.PARKED, "outcome unknown: its sender died", now
    return True


def _lease(row: Delivery, slot: float, wall: float) -> Claimed:
    row.doubtful = row.doubtful or row.fate == Fate.LEASED
    row.fate = Fate.LEASED
    row.held_until = max(wall, slot) + LEASE_SECONDS
    row.attempts += 1
    return Claimed(
        row.id, row.key, row.chat_id, row.method, row.content, row.occasion, row.subject, row.doubtful,
        row.attempts, slot,
    )  # fmt: skip


def _first_of_each_urgency(session: Session, query: Select[Moment]) -> list[Moment]:
    """The first the query finds among the open of each urgency, which is how their index goes."""
    each = [query.where(_open(Delivery), Delivery.urgency == urgency).limit(1) for urgency in Urgency]
    return [moment for one in each for moment in session.scalars(one)]


def _changing(which: ColumnElement[bool], *more: ColumnElement[bool]) -> Update:
    return update(Delivery).where(which, *more).execution_options(synchronize_session=False)
