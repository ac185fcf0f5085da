"""Field visits: recorded at once from one sentence, corrected and taken back afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from db.models import Team, Visit, VisitChange
from services import access
from services.access import Action, Speaker, TeamView
from services.clock import day_of
from services.people import team_view
from services.understanding import Understanding
from services.work import WorkError

UNDO_WITHIN = timedelta(minutes=10)
PAGE = 6
CORRECT = Action.CORRECT_VISIT
FIELDS = ("visited_on", "village", "household", "place", "needs", "actions")

__all__ = ["FIELDS", "Page", "TooLateToUndo", "Visit", "VisitGone", "correct", "page", "record", "set_field", "undo"]


class VisitGone(WorkError):
    """No such visit, or it was taken back at `undone_at`."""

    def __init__(self, undone_at: datetime | None) -> None:
        super().__init__(undone_at)
        self.undone_at = undone_at


class TooLateToUndo(WorkError):
    """Recorded longer ago than a visit may be taken back."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.id)
        self.visit = visit


class DateAhead(WorkError):
    """A visit cannot have happened on a day still to come."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class NoTeam(WorkError):
    """The speaker belongs to no team whose visit this could be."""


@dataclass(frozen=True)
class Page:
    """A page of a list: `number` counts from 1."""

    visits: Sequence[Visit]
    number: int
    pages: int
    total: int


def record(
    session: Session, speaker: Speaker, note: Understanding, source: str, told_at: datetime, now: datetime
) -> Visit:
    """The visit is stored as understood, its words as said; the same `source` (chat and message) stores it once."""
    access.require(speaker, Action.RECORD_VISIT, speaker.team)
    if speaker.team is None or speaker.member_id is None:
        raise NoTeam
    visit = Visit(
        team_id=speaker.team.id,
        author_id=speaker.member_id,
        source=source,
        said=note.said,
        visited_on=note.visited_on or day_of(told_at),
        recorded_at=now,
        told_at=told_at,
        village=note.village,
        household=note.household,
        place=note.place,
        needs=list(note.needs),
        actions=list(note.actions),
        companions=list(note.companions),
        count=note.count,
    )
    session.add(visit)
    session.flush()
    return visit


def find(session: Session, speaker: Speaker, visit_id: int, action: Action = Action.LIST_VISITS) -> Visit:
    """The visit, when this person may do this with it; VisitGone when it was taken back."""
    visit = session.scalar(
        select(Visit)
        .where(Visit.id == visit_id)
        .options(joinedload(Visit.author), joinedload(Visit.team), selectinload(Visit.changes))
    )
    if visit is None:
        raise VisitGone(None)
    access.require(speaker, action, team_view(visit.team))
    if visit.undone_at is not None:
        raise VisitGone(visit.undone_at)
    return visit


def undo(session: Session, speaker: Speaker, visit_id: int, now: datetime) -> Visit:
    """The author takes the visit back within ten minutes; it stays as a row that no list shows."""
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    if visit.author_id != speaker.member_id:
        raise access.NotAllowed(Action.CORRECT_VISIT, speaker.team)
    if now - visit.recorded_at > UNDO_WITHIN:
        raise TooLateToUndo(visit)
    visit.undone_at = now
    return visit


def set_field(session: Session, speaker: Speaker, visit_id: int, field: str, value: object, now: datetime) -> Visit:
    """One field says something else from now on; what it said before is kept with who changed it and when."""
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    if isinstance(value, date) and value > day_of(now):
        raise DateAhead(value)
    before = getattr(visit, field)
    if before != value:
        setattr(visit, field, value)
        visit.changes.append(
            VisitChange(
                member_id=speaker.member_id, changed_at=now, field=field, before=_told(before), after=_told(value)
            )
        )
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
        "household": note.household,
        "place": note.place,
        "needs": list(note.needs),
        "actions": list(note.actions),
    }
    for field, value in understood.items():
        set_field(session, speaker, visit_id, field, value, now)
    return visit


def page(session: Session, speaker: Speaker, number: int, team: TeamView | None = None) -> Page:
    """The visits this person may see, newest day first; a number past the end gives the last page."""
    access.require(speaker, Action.LIST_VISITS, team or speaker.team)
    seen = _seen_by(speaker, team)
    total = session.scalar(select(func.count()).select_from(Visit).where(*seen)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    visits = session.scalars(
        select(Visit)
        .where(*seen)
        .options(joinedload(Visit.author), joinedload(Visit.team))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    ).all()
    return Page(visits, number, pages, total)


def _seen_by(speaker: Speaker, team: TeamView | None) -> list[ColumnElement[bool]]:
    shown: list[ColumnElement[bool]] = [Visit.undone_at.is_(None)]
    if team is not None:
        shown.append(Visit.team_id == team.id)
    reach = access.reach(speaker, Action.LIST_VISITS)
    if not reach.city:
        inside = or_(Team.town.in_(reach.towns), Team.district.in_(reach.districts))
        shown.append(Visit.team_id.in_(select(Team.id).where(inside)))
    return shown


def _told(value: object) -> str:
    return "；".join(value) if isinstance(value, list) else "" if value is None else str(value)
