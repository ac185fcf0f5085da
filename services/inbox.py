"""Updates as they came in: kept before Telegram is told, handled once, in each person's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from db.models import InboxRow
from db.once import insert_once, inserted_once
from db.turns import take_lanes

KEPT = timedelta(days=30)
SETTLING = timedelta(seconds=1)
"""How long an update that was posted to us waits for those before it that are still on their way."""

# How many batches' lanes are looked at, so that a second process finds work behind what the first has in hand.
LOOK_AHEAD = 4


@dataclass(frozen=True)
class Incoming:
    """One raw update, masked already; `lane` is the person (or chat) whose updates keep their order."""

    update_id: int
    lane: int
    payload: Mapping[str, object]


def keep(session: Session, incoming: Sequence[Incoming], now: datetime) -> None:
    """The updates are stored; one that came before changes nothing."""
    insert_once(session, InboxRow, [_row(one, now) for one in incoming])


def take(session: Session, incoming: Sequence[Incoming], now: datetime) -> list[Incoming]:
    """Stores the updates; gives back those that are the caller's to handle in this very transaction.

    That is the first of each lane in which nothing waits and that nobody else has in hand; the others wait for their
    `next_batch`. An update that came before is neither stored nor given back again.

    1. The lanes are taken first; only then is asked what waits in them (see `next_batch`).
    2. What is given back is stored as handled: this becomes true together with what it leads to.
    """
    first = {one.lane: one for one in reversed(incoming)}
    free = set(take_lanes(session.connection(), list(first), len(first)))
    free -= set(session.scalars(select(InboxRow.lane).where(InboxRow.handled_at.is_(None), InboxRow.lane.in_(free))))
    ours = {first[lane].update_id for lane in free}
    rows = [_row(one, now) | {"handled_at": now if one.update_id in ours else None} for one in incoming]
    ours &= set(inserted_once(session, InboxRow, rows, InboxRow.update_id))
    return [one for one in incoming if one.update_id in ours]


def next_batch(session: Session, most: int, settled_before: datetime | None = None) -> list[Incoming]:
    """The oldest waiting update of each lane, so that a batch never holds two of one person.

    With `settled_before`, what came later than that is passed over where an update before it is still missing.

    On PostgreSQL a lane is in the hands of one process at a time, until its transaction ends:
    1. The lanes of the oldest waiting updates are taken; those that another process has are passed over.
    2. Only then their updates are read: a statement of its own sees all that the hands before ours committed, so
       what they handled is not handled again, and a retried or late update finds its place in the order.
    """
    oldest = func.min(InboxRow.update_id)
    ready = _ready(session, settled_before)
    waiting = select(InboxRow.lane).where(*ready).group_by(InboxRow.lane)
    lanes = session.scalars(waiting.order_by(oldest).limit(most * LOOK_AHEAD)).all()
    mine = take_lanes(session.connection(), lanes, most)
    if not mine:
        return []
    first = select(oldest).where(*ready, InboxRow.lane.in_(mine)).group_by(InboxRow.lane)
    rows = session.execute(
        select(InboxRow.update_id, InboxRow.lane, InboxRow.payload)
        .where(InboxRow.update_id.in_(first))
        .order_by(InboxRow.update_id)
    )
    return [Incoming(update_id, lane, payload) for update_id, lane, payload in rows]


def _row(one: Incoming, now: datetime) -> dict[str, object]:
    return {"update_id": one.update_id, "lane": one.lane, "payload": one.payload, "received_at": now}


def _ready(session: Session, settled_before: datetime | None) -> list[ColumnElement[bool]]:
    waiting = InboxRow.handled_at.is_(None)
    last = _last_in_sequence(session, settled_before) if settled_before else None
    return [waiting] if last is None else [waiting, InboxRow.update_id <= last]


def _last_in_sequence(session: Session, settled_before: datetime) -> int | None:
    """The update up to which none is missing; Telegram numbers them without gaps, so that order can be restored.

    (core.telegram.org/bots/api#update.) What is older than `settled_before` is waited for no more.
    """
    numbers = select(InboxRow.update_id)
    settled = numbers.where(InboxRow.received_at <= settled_before).order_by(InboxRow.update_id.desc()).limit(1)
    last = session.scalar(settled)
    recent = numbers.where(InboxRow.update_id > last) if last is not None else numbers
    for number in session.scalars(recent.order_by(InboxRow.update_id)):
        if last is not None and number != last + 1:
            return last
        last = number
    return last


def mark_handled(session: Session, update_ids: Sequence[int], now: datetime, error_code: str | None = None) -> None:
    """These updates are done with; `error_code` names the failure in the log."""
    session.execute(
        update(InboxRow)
        .where(InboxRow.update_id.in_(update_ids))
        .values(handled_at=now, error_code=error_code)
        .execution_options(synchronize_session=False)
    )


def retry(session: Session, update_id: int) -> bool:
    """A failed update waits again; False where it did not fail or is gone."""
    revived = session.scalar(
        update(InboxRow)
        .where(InboxRow.update_id == update_id, InboxRow.error_code.is_not(None))
        .values(handled_at=None, error_code=None)
        .returning(InboxRow.update_id)
    )
    return revived is not None


def forget_old(session: Session, now: datetime) -> None:
    """Raw updates are deleted thirty days after they were handled; what they led to stays."""
    session.execute(delete(InboxRow).where(InboxRow.handled_at < now - KEPT))
