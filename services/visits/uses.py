"""What one record is used for (B18), so that nobody files the same thing twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
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
    rows = session.execute(
        select(Occurrence.duty_id, evidence.counted(book))
        .where(Occurrence.duty_id.in_(counting), Occurrence.team_id == visit.team_id)
        .where(Occurrence.opens_on <= visit.visited_on, Occurrence.due_on >= visit.visited_on)
        .where((Occurrence.member_id.is_(None)) | (Occurrence.member_id == visit.author_id))
        .order_by(Occurrence.due_at)
    ).all()
    return [
        Use(duty.role, duty.name, counted, duty.evidence.count)
        for duty_id, counted in rows
        if (duty := counting[duty_id]).evidence is not None
    ]
