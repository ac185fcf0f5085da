"""The captain's look (B12): 看过, or 请补充 with one line that the author answers by changing one field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from db.models import Visit, VisitLook
from services import access
from services.access import Action, Speaker
from services.people import team_view
from services.visits.finding import find

LONGEST_NOTE = 200


@dataclass(frozen=True)
class Answered:
    """A captain's note that has been answered, and the captain's chat."""

    look_id: int
    note: str
    telegram_id: int | None


def to_look_at(session: Session, speaker: Speaker, visit_id: int) -> Visit:
    """The visit, for the captain of its team."""
    visit = find(session, speaker, visit_id)
    access.require(speaker, Action.LOOK_AT_VISIT, team_view(visit.team))
    return visit


def look(session: Session, speaker: Speaker, visit_id: int, now: datetime) -> Visit:
    """The captain has looked; looking twice is looking once."""
    visit = to_look_at(session, speaker, visit_id)
    if not any(one.member_id == speaker.member_id and one.note is None for one in visit.looks):
        session.add(VisitLook(visit_id=visit.id, member_id=speaker.member_id, looked_at=now))
        session.flush()
    return find(session, speaker, visit_id)


def ask_for_more(session: Session, speaker: Speaker, visit_id: int, note: str, now: datetime) -> Visit:
    """Something is to be added; the note stands until the author changes a field."""
    visit = to_look_at(session, speaker, visit_id)
    line = " ".join(note.split())[:LONGEST_NOTE]
    session.add(VisitLook(visit_id=visit.id, member_id=speaker.member_id, looked_at=now, note=line))
    session.flush()
    return visit


def answered(session: Session, visit: Visit, now: datetime) -> Sequence[Answered]:
    """The captain's open notes on this visit are answered; each once."""
    open_notes = session.scalars(
        select(VisitLook)
        .where(VisitLook.visit_id == visit.id, VisitLook.note.is_not(None), VisitLook.answered_at.is_(None))
        .options(joinedload(VisitLook.member))
    ).all()
    session.execute(
        update(VisitLook)
        .where(VisitLook.id.in_([one.id for one in open_notes]))
        .values(answered_at=now)
        .execution_options(synchronize_session=False)
    )
    return [Answered(one.id, one.note or "", one.member.telegram_id) for one in open_notes]
