"""Updates as they came in: kept before Telegram is told, handled once, in each person's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from db.models import InboxRow
from db.once import insert_once

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Incoming:
    """One raw update, masked already; `lane` is the person (or chat) whose updates keep their order."""

    update_id: int
    lane: int
    payload: Mapping[str, object]


def keep(session: Session, incoming: Sequence[Incoming], now: datetime) -> None:
    """The updates are stored; one that came before changes nothing."""
    insert_once(
        session,
        InboxRow,
        [
            {"update_id": one.update_id, "lane": one.lane, "payload": one.payload, "received_at": now}
            for one in incoming
        ],
    )


def next_batch(session: Session, most: int) -> list[Incoming]:
    """The oldest waiting update of each lane, so that a batch never holds two of one person."""
    rows = session.execute(
        select(InboxRow.update_id, InboxRow.lane, InboxRow.payload)
        .where(InboxRow.handled_at.is_(None))
        .order_by(InboxRow.update_id)
        .limit(most)
    ).all()
    first: dict[int, Incoming] = {}
    for update_id, lane, payload in rows:
        first.setdefault(lane, Incoming(update_id, lane, payload))
    return list(first.values())


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
