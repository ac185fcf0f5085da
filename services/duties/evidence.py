"""Duties that count themselves up (C17): enough traces within the window, and the week's visiting is done."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, ScalarSelect, Update, case, func, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from db.models import Occurrence, State, Turn
from db.types import Moment
from knowledge.duties import Duty, DutyBook, Evidence, Proof
from services.clock import day_of
from services.duties.traces import TRACES

ENOUGH = "evidence"
TAKEN_BACK = "evidence taken back"
# Traces are left and taken back within days; older occurrences stand as they are.
_SETTLED = timedelta(days=60)


def settle(session: Session, book: DutyBook, now: datetime, team_id: int | None = None) -> None:
    """Open occurrences with enough traces become done; done by traces that were taken back, they are open again."""
    for duty in book:
        if duty.evidence is not None:
            _settle(session, duty, duty.evidence, now, team_id)


def counted(book: DutyBook) -> ColumnElement[int]:
    """What the traces of an occurrence come to: the person's, or the team's where it is the team's duty; else 0."""
    return _counted(tuple((duty.evidence.of, duty.id) for duty in book if duty.evidence is not None))


@lru_cache(maxsize=8)
def _counted(counting: tuple[tuple[Proof, str], ...]) -> ColumnElement[int]:
    """Kept, since it is a long expression and every saved visit asks for it."""
    found: dict[Proof, list[str]] = {}
    for proof, duty_id in counting:
        found.setdefault(proof, []).append(duty_id)
    kinds = [(Occurrence.duty_id.in_(ids), _count(proof)) for proof, ids in found.items()]
    return case(*kinds, else_=literal(0)) if kinds else literal(0)


def _settle(session: Session, duty: Duty, wanted: Evidence, now: datetime, team_id: int | None) -> None:
    ours = [
        Occurrence.duty_id == duty.id, Occurrence.opens_on <= day_of(now), Occurrence.due_on >= day_of(now) - _SETTLED
    ]  # fmt: skip
    if team_id is not None:
        ours.append(Occurrence.team_id == team_id)
    found = _count(wanted.of)
    enough = [*ours, Occurrence.state == State.OPEN, found >= wanted.count]
    _note(session, enough, ENOUGH, now)
    session.execute(_changing(enough).values(state=State.DONE, done_on=_last(wanted.of), done_at=now))
    by_itself = [Occurrence.state == State.DONE, Occurrence.done_by.is_(None)]
    undone = [*ours, *by_itself, found < wanted.count]
    _note(session, undone, TAKEN_BACK, now)
    session.execute(_changing(undone).values(state=State.OPEN, done_on=None, done_at=None))


def _changing(which: list[ColumnElement[bool]]) -> Update:
    return update(Occurrence).where(*which).execution_options(synchronize_session=False)


def _note(session: Session, which: list[ColumnElement[bool]], act: str, now: datetime) -> None:
    rows = select(Occurrence.id, literal(now, Moment), literal(act)).where(*which)
    session.execute(insert(Turn).from_select(["occurrence_id", "at", "act"], rows))


def _count(proof: Proof) -> ScalarSelect[int]:
    trace = TRACES[proof]
    return (
        select(func.coalesce(func.sum(trace.amount), 0))
        .select_from(trace.rows)
        .where(*_within(proof))
        .correlate(Occurrence)
        .scalar_subquery()
    )


def _last(proof: Proof) -> ScalarSelect[date]:
    trace = TRACES[proof]
    return (
        select(func.max(trace.day))
        .select_from(trace.rows)
        .where(*_within(proof))
        .correlate(Occurrence)
        .scalar_subquery()
    )


def _within(proof: Proof) -> list[ColumnElement[bool]]:
    trace = TRACES[proof]
    return [
        trace.team == Occurrence.team_id,
        trace.day.between(Occurrence.opens_on, Occurrence.due_on),
        trace.counts,
        or_(Occurrence.member_id.is_(None), trace.person == Occurrence.member_id),
    ]
