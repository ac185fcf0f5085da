"""What one record is used for (B18), so that nobody files the same thing twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from db.models import Occurrence, Visit
from knowledge.duties import DutyBook, DutyRole, Proof
from services.duties import evidence


@dataclass(frozen=True)
class Use:
    """A duty this visit counts for: so many of those wanted."""

    role: DutyRole
    duty: str
    counted: int
    wanted: int


def uses(session: Session, visit: Visit, book: DutyBook) -> Sequence[Use]:
    """The duties within whose window the visit lies and that visits count up."""
    counting = {duty.id: duty for duty in book if duty.evidence and duty.evidence.of is Proof.VISITS}
    if not counting:
        return ()
    facts = {"team": visit.team_id, "day": visit.visited_on, "author": visit.author_id}
    rows = session.execute(_counts(tuple(counting), evidence.counted(book)), facts).all()
    return [
        Use(duty.role, duty.name, counted, duty.evidence.count)
        for duty_id, counted in rows
        if (duty := counting[duty_id]).evidence is not None
    ]


@lru_cache(maxsize=8)
def _counts(duties: tuple[str, ...], counted: ColumnElement[int]) -> Select[str, int]:
    """Kept, since putting it together costs more than asking it, and every saved visit does."""
    return (
        select(Occurrence.duty_id, counted)
        .where(Occurrence.duty_id.in_(duties), Occurrence.team_id == bindparam("team"))
        .where(Occurrence.opens_on <= bindparam("day"), Occurrence.due_on >= bindparam("day"))
        .where(Occurrence.member_id.is_(None) | (Occurrence.member_id == bindparam("author")))
        .order_by(Occurrence.due_at)
    )
