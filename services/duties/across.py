"""All teams at a glance, by exception (I3): what is long overdue where, towns in official order, never by score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from db.models import Occurrence, State, Team
from knowledge.duties import DutyBook
from services import access, workdays
from services.access import Action, Speaker, TeamView
from services.clock import day_of
from services.duties import evidence
from services.duties.agenda import LISTED
from services.duties.book import book
from services.duties.rungs import OFFICE_AFTER
from services.people import team_view
from services.workdays import Calendar


@dataclass(frozen=True)
class Town:
    """A team and its duties that are overdue by three working days or more, by their short names.

    One that `is_empty` has no duties at all, since nobody of it has joined yet.
    """

    team: TeamView
    late: Sequence[str]
    is_empty: bool = False


@dataclass(frozen=True)
class Across:
    """Every team the reader may see; `done` of `whole` are what fell due this month before today."""

    towns: Sequence[Town]
    done: int
    whole: int
    now: datetime

    @property
    def noteworthy(self) -> Sequence[Town]:
        """The towns with something long overdue, in their order."""
        return [town for town in self.towns if town.late]


def across(session: Session, speaker: Speaker, shipped: DutyBook, now: datetime) -> Across:
    """What an office or an inspector sees of its teams; nobody above a team sees a delay before its third day."""
    reach = access.reach(speaker, Action.SEE_DUTIES)
    if not reach.city and not reach.districts:
        raise access.NotAllowed(Action.SEE_DUTIES, None)
    known, today = book(session, shipped), day_of(now)
    evidence.settle(session, known, now)
    seen = true() if reach.city else Team.district.in_(reach.districts)
    teams = [team_view(team) for team in session.scalars(select(Team).where(seen).order_by(Team.id))]
    late = _late(session, known, workdays.calendar(session), today)
    done, whole = _month(session, seen, today)
    busy = set(session.scalars(select(Occurrence.team_id).where(Occurrence.due_on >= today - LISTED).distinct()))
    return Across([Town(team, late.get(team.id, ()), team.id not in busy) for team in teams], done, whole, now)


def _late(session: Session, known: DutyBook, calendar: Calendar, today: date) -> dict[int, list[str]]:
    rows = session.execute(
        select(Occurrence.team_id, Occurrence.duty_id, Occurrence.due_on)
        .where(Occurrence.state == State.OPEN, Occurrence.due_on.between(today - LISTED, today))
        .distinct()
        .order_by(Occurrence.team_id, Occurrence.due_on, Occurrence.duty_id)
    )
    found: dict[int, list[str]] = {}
    for team_id, duty_id, due_on in rows:
        duty = known.get(duty_id)
        if duty is not None and calendar.after(due_on, OFFICE_AFTER) <= today:
            names = found.setdefault(team_id, [])
            names += [duty.short] if duty.short not in names else []
    return found


def _month(session: Session, seen: ColumnElement[bool], today: date) -> tuple[int, int]:
    states = session.scalars(
        select(Occurrence.state)
        .join(Team, Team.id == Occurrence.team_id)
        .where(
            seen,
            Occurrence.state != State.SKIPPED,
            Occurrence.due_on >= today.replace(day=1),
            Occurrence.due_on < today,
        )
    ).all()
    return sum(state != State.OPEN for state in states), len(states)
