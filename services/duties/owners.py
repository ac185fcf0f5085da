"""Whose an occurrence is today: a person's own, the member the captain gave it to, else the captain; deputies stand in.

Asked anew each time, so that a new captain, a leave or a return needs nothing rewritten.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, case, func, select
from sqlalchemy.orm import aliased

from db.models import Absence, Arrangement, Member, Occurrence, Post, Team
from services.access import Role, Scope


@dataclass(frozen=True)
class Owners:
    """A join over occurrences: `owner` is whose it is, `hearer` who hears of it today, `captain` the team's."""

    source: FromClause
    owner: ColumnElement[int]
    hearer: ColumnElement[int]
    captain: ColumnElement[int]
    captain_hearer: ColumnElement[int]


def owners(today: date) -> Owners:
    """Everybody's occurrences with their owners; a person who left owns nothing any more.

    Who is away is stood in for by the deputy; is the deputy away too, by the captain; else it stays where it was.
    """
    captains, away = _captains(), _away(today)
    arrangement, taker = aliased(Arrangement), aliased(Member)
    of_owner, of_deputy, of_captain = (aliased(away) for _ in range(3))
    captain = captains.c.member_id
    owner = func.coalesce(Occurrence.member_id, taker.id, captain)
    source = (
        Occurrence.__table__.outerjoin(captains, captains.c.team_id == Occurrence.team_id)
        .outerjoin(
            arrangement,
            (arrangement.team_id == Occurrence.team_id) & (arrangement.duty_id == Occurrence.duty_id),
        )
        .outerjoin(taker, (taker.id == arrangement.member_id) & taker.left_at.is_(None))
        .outerjoin(of_owner, of_owner.c.member_id == owner)
        .outerjoin(of_deputy, of_deputy.c.member_id == of_owner.c.deputy_id)
        .outerjoin(of_captain, of_captain.c.member_id == captain)
    )
    deputy = of_owner.c.deputy_id
    hearer = case(
        (deputy.is_(None), owner),
        (of_deputy.c.member_id.is_(None), deputy),
        (captain.is_not(None) & (captain != owner) & of_captain.c.member_id.is_(None), captain),
        else_=owner,
    )
    captain_hearer = func.coalesce(of_captain.c.deputy_id, captain)
    return Owners(source, owner, hearer, captain, captain_hearer)


def _captains() -> Subquery:
    """One captain a team; of two the one who was there first."""
    return (
        select(Team.id.label("team_id"), func.min(Post.member_id).label("member_id"))
        .join(Post, (Post.scope == Scope.TEAM) & (Post.scope_name == Team.town))
        .join(Member, Member.id == Post.member_id)
        .where(Post.role == Role.CAPTAIN, Post.until.is_(None), Member.left_at.is_(None))
        .group_by(Team.id)
        .subquery("captains")
    )


def _away(today: date) -> Subquery:
    """Who is away today and has a deputy who said yes."""
    query: Select[int, int] = (
        select(Absence.member_id, func.min(Absence.deputy_id).label("deputy_id"))
        .where(
            Absence.first_on <= today, Absence.last_on >= today,
            Absence.accepted_at.is_not(None), Absence.ended_at.is_(None),
        )
        .group_by(Absence.member_id)
    )  # fmt: skip
    return query.subquery("away")
