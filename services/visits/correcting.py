"""Corrects visits: one field at a time, or by the edited message; what was said before is kept."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Visit, VisitChange
from services.access import Action, Speaker
from services.clock import day_of
from services.households import home_of
from services.understanding import Understanding
from services.visits.finding import find
from services.visits.recording import LONGEST_NAME, clipped
from services.visits.refusals import DateAhead, TooLong

FIELDS = ("visited_on", "village", "household", "place", "needs", "actions")


def set_field(session: Session, speaker: Speaker, visit_id: int, field: str, value: object, now: datetime) -> Visit:
    """One field says something else from now on; what it said before is kept with who changed it and when.

    Refuses a day still to come (DateAhead) and a name longer than a name (TooLong).
    """
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    _require_fit(field, value, now)
    _change(visit, speaker, field, value, now)
    session.flush()
    return visit


def correct(session: Session, speaker: Speaker, source: str, note: Understanding, now: datetime) -> Visit | None:
    """The person edited the message the visit came from: the record follows; None where none came from it."""
    visit_id = session.scalar(select(Visit.id).where(Visit.source == source, Visit.undone_at.is_(None)))
    if visit_id is None:
        return None
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    understood = {
        "said": note.said,
        "visited_on": note.visited_on or visit.visited_on,
        "village": note.village or visit.village,
        "household": clipped(note.household),
        "place": clipped(note.place),
        "needs": list(note.needs),
        "actions": list(note.actions),
        "count": note.count,
    }
    for field, value in understood.items():
        _change(visit, speaker, field, value, now)
    session.flush()
    return visit


def _require_fit(field: str, value: object, now: datetime) -> None:
    if isinstance(value, date) and value > day_of(now):
        raise DateAhead(value)
    if field in ("household", "place") and isinstance(value, str) and len(value) > LONGEST_NAME:
        raise TooLong(len(value), LONGEST_NAME)


def _change(visit: Visit, speaker: Speaker, field: str, value: object, now: datetime) -> None:
    before = getattr(visit, field)
    if field == "visited_on":
        visit.day_open = False
    if before == value:
        return
    setattr(visit, field, value)
    visit.home = home_of(visit.household)
    visit.changes.append(
        VisitChange(member_id=speaker.member_id, changed_at=now, field=field, before=_told(before), after=_told(value))
    )


def _told(value: object) -> str:
    return "；".join(value) if isinstance(value, list) else "" if value is None else str(value)
