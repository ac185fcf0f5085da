"""Duties that count themselves up (C17): enough visits within the window, and the week's visiting is done."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, Update, func, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from db.models import Occurrence, State, Turn, Visit
from db.types import Moment
from knowledge.duties import Duty, DutyBook
from services.clock import day_of

ENOUGH = "evidence"
TAKEN_BACK = "evidence taken back"
# Visits are told of and undone within days; older occurrences stand as they are.
_SETTLED = timedelta(days=60)


def settle(session: Session, book: DutyBook, now: datetime, team_id: int | None = None) -> None:
    """Open occurrences with enough visits become done; done by visits that were undone, they are open again."""
    for duty in book:
        if duty.evidence is not None:
            _settle(session, duty, duty.evidence.count, now, team_id)


def counted() -> ScalarSelect[int]:
    """How many visits count for an occurrence: the person's, or the team's where it is the team's duty."""
    return select(func.count()).where(*_counting()).correlate(Occurrence).scalar_subquery()


def _settle(session: Session, duty: Duty, wanted: int, now: datetime, team_id: int | None) -> None:
    ours = [
        Occurrence.duty_id == duty.id, Occurrence.opens_on <= day_of(now), Occurrence.due_on >= day_of(now) - _SETTLED
    ]  # fmt: skip
    if team_id is not None:
        ours.append(Occurrence.team_id == team_id)
    last_visit = select(func.max(Visit.visited_on)).where(*_counting()).correlate(Occurrence).scalar_subquery()
    enough = [*ours, Occurrence.state == State.OPEN, counted() >= wanted]
    _note(session, enough, ENOUGH, now)
    session.execute(_changing(enough).values(state=State.DONE, done_on=last_visit, done_at=now))
    by_itself = [Occurrence.state == State.DONE, Occurrence.done_by.is_(None)]
    undone = [*ours, *by_itself, counted() < wanted]
    _note(session, undone, TAKEN_BACK, now)
    session.execute(_changing(undone).values(state=State.OPEN, done_on=None, done_at=None))


def _changing(which: list[ColumnElement[bool]]) -> Update:
    return update(Occurrence).where(*which).execution_options(synchronize_session=False)


def _note(session: Session, which: list[ColumnElement[bool]], act: str, now: datetime) -> None:
    rows = select(Occurrence.id, literal(now, Moment), literal(act)).where(*which)
    session.execute(insert(Turn).from_select(["occurrence_id", "at", "act"], rows))


def _counting() -> list[ColumnElement[bool]]:
    return [
        Visit.team_id == Occurrence.team_id,
        Visit.visited_on.between(Occurrence.opens_on, Occurrence.due_on),
        Visit.undone_at.is_(None),
        or_(Occurrence.member_id.is_(None), Visit.author_id == Occurrence.member_id),
    ]
