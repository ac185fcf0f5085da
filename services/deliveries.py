"""What is owed to somebody: planned once, claimed with a lease, settled with its fate."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    SelectBase,
    Update,
    bindparam,
    case,
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
from services import chat_pace
from services.pace import Rate, held_until, hold_everybody, room

LEASE_SECONDS = 60.0
OWED_COLUMNS = ("key", "occasion", "subject", "chat_id", "urgency", "method", "due_at")
MOST_ATTEMPTS = 5
MOST_LOST = 20
"""Senders that may die with one delivery in hand before it is taken for what kills them."""
# What failed three times waits a minute and longer; it no longer holds up what stands behind it.
ORDERED_ATTEMPTS = 3
Moment = TypeVar("Moment")

__all__ = [
    "Claimed", "Fate", "Owed", "Rate", "Settlement", "Urgency", "claim", "follow", "hold_everybody", "next_due",
    "next_try", "owe", "owe_again", "owe_all", "put_back", "settle", "take_over", "withdraw",
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
    """A delivery in our hands until its lease ends."""

    id: int
    key: str
    chat_id: int
    method: str
    content: dict[str, object] | None
    occasion: str
    subject: str | None
    doubtful: bool
    attempts: int
    urgency: Urgency = Urgency.REPLY


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
    3. Of what nobody asked for only so much is taken as the pace lets out in a moment; what is asked meanwhile then
       never stands behind more than that.
    4. A chat that has heard enough for a moment (services/chat_pace.py) is passed over until it may hear more.
    5. On PostgreSQL rows that another process is claiming are skipped; SQLite has one writer anyway.
    """
    spare = room(session, wall, rate)
    if spare is None:
        return []
    found = session.execute(_CLAIMABLE, {"now": now, "wall": wall, "most": most}).all()
    # What lost sender after sender may be what kills them: it is parked.
    given_up = {row.id for row in found if _is_lost(row) and row.lost + 1 >= MOST_LOST}
    rows = _within(spare, _first_of_each_chat([_claimed(row) for row in found]))
    alive = [row for row in rows if row.id not in given_up]
    _park(session, [row.id for row in rows if row.id in given_up], now)
    taken = _hold_back(session, alive, wall) if rate.per_second else alive
    if alive and not taken:
        return claim(session, now, wall, most, rate)  # behind them others may stand
    _lease(session, [row.id for row in taken], wall + LEASE_SECONDS)
    return taken


def settle(session: Session, settlements: Sequence[Settlement], now: datetime) -> None:
    """Writes the fates in one batch."""
    rows = [
        {
            "number": one.id,
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
        session.connection().execute(_SETTLE, rows)


# A plain statement for many rows: it stands on the way of every message.
_SETTLE = update(Delivery).where(Delivery.id == bindparam("number"))


def put_back(session: Session, ids: Sequence[int], due_at: datetime | None = None) -> None:
    """What was claimed but never tried waits again, until `due_at` where that is given."""
    if not ids:
        return
    # What a dead sender may have sent was taken without counting a try.
    untried = case((Delivery.doubtful, Delivery.attempts), else_=Delivery.attempts - 1)
    back = {"fate": Fate.WAITING, "held_until": None, "attempts": untried}
    later = {} if due_at is None else {"due_at": due_at}
    session.execute(_changing(Delivery.id.in_(ids)).values(back | later))


def owe_again(session: Session, chat: int, since: datetime, now: datetime) -> None:
    """What was sent to many and has been refused by this chat since then is owed to it again."""
    refused = Delivery.fate == literal_column(f"'{Fate.REFUSED}'")
    which = (Delivery.chat_id == chat, Delivery.urgency == Urgency.BULK, Delivery.settled_at >= since)
    again = {"fate": Fate.WAITING, "attempts": 0, "reason": None, "settled_at": None, "due_at": now}
    session.execute(_changing(refused, *which).values(again))


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
    soonest = session.scalar(
        select(Delivery.held_until)
        .where(_open(Delivery), Delivery.held_until >= wall, Delivery.due_at <= now)
        .order_by(Delivery.held_until)
        .limit(1)
    )
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


def _claimable() -> Select[*tuple[Any, ...]]:
    """What may go to its chat now, in the order of the queue; each row costs a look into two indexes."""
    return (
        select(*(getattr(Delivery, one.name) for one in fields(Claimed)), Delivery.lost, Delivery.fate)
        .where(_open(Delivery), Delivery.due_at <= bindparam("now"))
        .where(or_(Delivery.held_until.is_(None), Delivery.held_until < bindparam("wall")))
        .where(Delivery.chat_id.not_in(_hearing()), ~_behind_another())
        .order_by(Delivery.urgency, Delivery.due_at, Delivery.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


def _hearing() -> Select[int]:
    """The chats to which something is on its way."""
    other = aliased(Delivery)
    return select(other.chat_id).where(_open(other), other.fate == Fate.LEASED, other.held_until >= bindparam("wall"))


def _behind_another() -> ColumnElement[bool]:
    other = aliased(Delivery)
    before = (other.chat_id == Delivery.chat_id, other.urgency == Delivery.urgency, other.id < Delivery.id)
    earlier = (*before, _open(other), other.due_at <= bindparam("now"), other.attempts < ORDERED_ATTEMPTS)
    return exists().where(*earlier)


# Put together once: every turn of the door asks it.
_CLAIMABLE = _claimable()


def _first_of_each_chat(rows: Sequence[Claimed]) -> list[Claimed]:
    first: dict[int, Claimed] = {}
    for row in rows:
        first.setdefault(row.chat_id, row)
    return list(first.values())


def _within(spare: int, rows: Sequence[Claimed]) -> list[Claimed]:
    """All that is asked for, and as much of the rest as there is room for."""
    asked = [row for row in rows if row.urgency <= Urgency.PERSONAL]
    return asked + [row for row in rows if row.urgency > Urgency.PERSONAL][:spare]


def _is_lost(row: Row[*tuple[Any, ...]]) -> bool:
    """Whether its lease ran out: nobody knows whether it was sent."""
    return bool(row.fate == Fate.LEASED)


def _park(session: Session, ids: Sequence[int], now: datetime) -> None:
    why = "outcome unknown: its sender died"
    settle(session, [Settlement(one, Fate.PARKED, why, doubtful=True) for one in ids], now)


def _hold_back(session: Session, rows: Sequence[Claimed], wall: float) -> list[Claimed]:
    """Those whose chats may hear more now; the others are held until they may."""
    until = chat_pace.admit(session, [row.chat_id for row in rows], wall)
    held = [{"id": row.id, "held_until": until[row.chat_id]} for row in rows if row.chat_id in until]
    if held:
        session.execute(update(Delivery), held)
    return [row for row in rows if row.chat_id not in until]


def _lease(session: Session, ids: Sequence[int], until: float) -> None:
    if not ids:
        return
    session.execute(_LEASE, {"ids": list(ids), "until": until})


def _claimed(row: Row[*tuple[Any, ...]]) -> Claimed:
    return Claimed(
        row.id, row.key, row.chat_id, row.method, row.content, row.occasion, row.subject, row.doubtful or _is_lost(row),
        row.attempts + (not _is_lost(row)), Urgency(row.urgency),
    )  # fmt: skip


def _first_of_each_urgency(session: Session, query: Select[Moment]) -> list[Moment]:
    """The first the query finds among the open of each urgency, which is how their index goes."""
    each = [query.where(_open(Delivery), Delivery.urgency == urgency).limit(1) for urgency in Urgency]
    return [moment for one in each for moment in session.scalars(one)]


def _changing(which: ColumnElement[bool], *more: ColumnElement[bool]) -> Update:
    return update(Delivery).where(which, *more).execution_options(synchronize_session=False)


_LOST = Delivery.fate == Fate.LEASED
_LEASE = _changing(Delivery.id.in_(bindparam("ids", expanding=True))).values(
    fate=Fate.LEASED,
    held_until=bindparam("until"),
    attempts=Delivery.attempts + case((_LOST, 0), else_=1),
    lost=Delivery.lost + case((_LOST, 1), else_=0),
    doubtful=or_(Delivery.doubtful, _LOST),
)
