"""Corrects visits: one field at a time, or by the edited message; what was said before is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Visit, VisitChange
from services import companions, promises
from services.access import Action, Speaker
from services.clock import day_of
from services.households import home_of
from services.understanding import Kind, Understanding
from services.visits.finding import find
from services.visits.late import dated
from services.visits.recording import LONGEST_NAME, clipped
from services.visits.refusals import DateAhead, TooLong

FIELDS = ("visited_on", "village", "household", "place", "count", "needs", "actions", "companions")


def set_field(session: Session, speaker: Speaker, visit_id: int, field: str, value: object, now: datetime) -> Visit:
    """One field says something else from now on; what it said before is kept with who changed it and when.

    Refuses a day still to come (DateAhead) and a name longer than a name (TooLong).
    """
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    _require_fit(field, value, now)
    record_change(visit, speaker, field, value, now)
    if field == "visited_on":
        visit.day_open = False
    if field in ("village", "household"):
        _follow(visit)
    if field == "companions":
        companions.name(session, visit)
    session.flush()
    return visit


@dataclass(frozen=True)
class Corrected:
    """The visit as its edited message tells it, and whether that took it back out of those undone."""

    visit: Visit
    restored: bool = False


def correct(session: Session, speaker: Speaker, source: str, note: Understanding, now: datetime) -> Corrected | None:
    """The person edited the message the visit came from: the record follows; None where none came from it.

    A visit that was undone is told anew by the edit. Words that tell of no visit any more change nothing.
    """
    visit = session.scalar(select(Visit).where(Visit.source == source))
    if visit is None or (visit.undone_at is not None and note.kind is not Kind.VISIT):
        return None
    if note.kind is not Kind.VISIT:
        return Corrected(find(session, speaker, visit.id, Action.CORRECT_VISIT))
    restored = visit.undone_at is not None and visit.author_id == speaker.member_id
    if restored:
        visit.undone_at, visit.recorded_at = None, now
    visit = find(session, speaker, visit.id, Action.CORRECT_VISIT)
    for field, value in _understood(visit, note).items():
        record_change(visit, speaker, field, value, now)
    visit.day_open = visit.day_open and note.visited_on is None
    promises.make(visit, dated(note.promises, day_of(visit.told_at)), now)
    companions.name(session, visit)
    session.flush()
    return Corrected(find(session, speaker, visit.id), restored)


def _understood(visit: Visit, note: Understanding) -> dict[str, object]:
    return {
        "said": note.said,
        "visited_on": note.visited_on or visit.visited_on,
        "village": note.village or visit.village,
        "household": clipped(note.household),
        "place": clipped(note.place),
        "needs": list(note.needs),
        "actions": list(note.actions),
        "companions": list(note.companions),
        "count": note.count,
    }


def _require_fit(field: str, value: object, now: datetime) -> None:
    if isinstance(value, date) and value > day_of(now):
        raise DateAhead(value)
    if field in ("household", "place") and isinstance(value, str) and len(value) > LONGEST_NAME:
        raise TooLong(len(value), LONGEST_NAME)


def _follow(visit: Visit) -> None:
    """What the visit promised was promised to whom it says now."""
    for promise in visit.promises:
        promise.village, promise.household, promise.home = visit.village, visit.household, visit.home


def record_change(visit: Visit, speaker: Speaker, field: str, value: object, now: datetime) -> None:
    """The field says this from now on; what it said before stays as a change. The same value changes nothing."""
    before = getattr(visit, field)
    if before == value:
        return
    setattr(visit, field, value)
    visit.home = home_of(visit.household)
    visit.changes.append(
        VisitChange(member_id=speaker.member_id, changed_at=now, field=field, before=_told(before), after=_told(value))
    )


def _told(value: object) -> str:
    return "；".join(value) if isinstance(value, list) else "" if value is None else str(value)
