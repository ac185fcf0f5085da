"""What is told at the moment of sending: whether it still matters, and what waited beside it for the same person."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from db.models import Delivery, Fate, Issue, IssueEvent, IssueRaiser
from services.access import Speaker
from services.issues.finding import sees
from services.issues.moves import Move
from services.issues.states import IN_HAND, State

_MERGED = "told with another"
_FREE = frozenset({Move.RAISE, Move.REFUSE, Move.ESCALATE, Move.HAND_BACK})
_ASKING = frozenset({Move.ASK, Move.ASK_AGAIN})
_PRESSING = frozenset({Move.URGE, Move.ORDER})


def gather(session: Session, chat_id: int, key: str, now: datetime) -> Sequence[IssueEvent]:
    """The step of this delivery and of all others that wait for the same chat under the same occasion.

    They are told as one message: the others are settled, and this delivery remembers them for a second try.
    """
    mine = session.scalars(select(Delivery).where(Delivery.key == key)).one()
    others = session.scalars(
        select(Delivery)
        .where(Delivery.chat_id == chat_id, Delivery.occasion == mine.occasion, Delivery.due_at <= now)
        .where(Delivery.fate == literal_column(f"'{Fate.WAITING}'"), Delivery.id != mine.id)
        .order_by(Delivery.id)
    ).all()
    for other in others:
        other.fate, other.reason, other.settled_at = Fate.SKIPPED, _MERGED, now
    mine.subject = ",".join([mine.subject or "", *(other.subject or "" for other in others)])
    session.flush()
    numbers = [int(one) for one in (mine.subject or "").split(",") if one]
    return session.scalars(select(IssueEvent).where(IssueEvent.id.in_(numbers)).order_by(IssueEvent.id)).all()


def matters(session: Session, speaker: Speaker, event: IssueEvent, now: datetime) -> Issue | None:
    """The problem, while this step of it still matters to this person; None else."""
    issue = session.get_one(Issue, event.number, populate_existing=True)
    if not sees(session, speaker, issue, now):
        return None
    return issue if _still(session, speaker, issue, Move(event.move), event.at) else None


def _still(session: Session, speaker: Speaker, issue: Issue, move: Move, at: datetime) -> bool:
    if move in _FREE:
        return issue.state == State.UNCLAIMED
    if move in _ASKING:
        row = session.get(IssueRaiser, (issue.number, speaker.member_id or 0), populate_existing=True)
        return row is not None and row.asked_at is not None
    if move in _PRESSING:
        pressing = issue.noted_at is None or issue.noted_at <= at
        return issue.state in IN_HAND | {State.UNCLAIMED} and pressing
    return move is not Move.ASSIGN or issue.closed_at is None
