"""What the team's other work leaves behind that counts a duty up by itself (C17): one declaration a kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, FromClause, Integer, func, literal_column, or_

from db.days import team_day
from db.models import Issue, Member, Receipt, Visit
from knowledge.duties import Proof

_ONE = literal_column("1", Integer)


@dataclass(frozen=True)
class Trace:
    """Rows that count: of which team, by whose hand, on which day, and each how much.

    `counts` leaves out what was taken back, and what is none of what is counted.
    """

    rows: FromClause
    team: ColumnElement[int] | ColumnElement[int | None]
    person: ColumnElement[int]
    day: ColumnElement[date]
    counts: ColumnElement[bool]
    amount: ColumnElement[int] = _ONE


TRACES: Mapping[Proof, Trace] = {
    Proof.VISITS: Trace(
        rows=Visit.__table__,
        team=Visit.team_id.expression,
        person=Visit.author_id.expression,
        day=Visit.visited_on.expression,
        counts=Visit.undone_at.is_(None) & or_(Visit.count.is_not(None), Visit.home.is_not(None)),
        amount=func.coalesce(Visit.count, 1),
    ),
    Proof.NOTICES: Trace(
        rows=Receipt.__table__.join(Member, Member.id == Receipt.member_id),
        team=Member.team_id.expression,
        person=Receipt.member_id.expression,
        day=team_day(Receipt.confirmed_at),
        counts=Receipt.confirmed_at.is_not(None),
    ),
    Proof.ISSUES: Trace(
        rows=Issue.__table__,
        team=Issue.team_id.expression,
        person=Issue.raised_by.expression,
        day=team_day(Issue.raised_at),
        counts=Issue.undone_at.is_(None),
    ),
    Proof.SETTLED_ISSUES: Trace(
        rows=Issue.__table__,
        team=Issue.team_id.expression,
        person=Issue.raised_by.expression,
        day=team_day(Issue.closed_at),
        counts=Issue.closed_at.is_not(None) & Issue.undone_at.is_(None),
    ),
}
