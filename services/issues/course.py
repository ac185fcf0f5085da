"""How many problems stood at which light, week by week (for the picture)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Issue, IssueEvent
from services import workdays
from services.clock import day_of
from services.issues.lights import RUNS, Light
from services.issues.states import State
from services.issues.terms import SOON
from services.workdays import Calendar

WEEKS = 8


@dataclass(frozen=True)
class Moment:
    """The promises that ran at one moment, by light."""

    at: datetime
    counts: Mapping[Light, int]


def course(session: Session, now: datetime) -> Sequence[Moment]:
    """Now and the same hour of each of the seven weeks before; a promise counts by the term it has today."""
    moments = [now - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    rows = session.execute(
        select(Issue.number, Issue.due_at, IssueEvent.at, IssueEvent.after)
        .join(IssueEvent, IssueEvent.number == Issue.number)
        .where(or_(Issue.closed_at.is_(None), Issue.closed_at > moments[0]))
        .order_by(Issue.number, IssueEvent.id)
    ).all()
    histories: dict[int, tuple[datetime, list[tuple[datetime, State]]]] = {}
    for number, due_at, at, after in rows:
        histories.setdefault(number, (due_at, []))[1].append((at, State(after)))
    calendar = workdays.calendar(session)
    return [_moment(at, list(histories.values()), calendar) for at in moments]


def _moment(
    at: datetime, histories: Sequence[tuple[datetime, list[tuple[datetime, State]]]], calendar: Calendar
) -> Moment:
    lights = [_light(due_at, at, calendar) for due_at, steps in histories if _ran(steps, at)]
    return Moment(at, {light: lights.count(light) for light in Light})


def _ran(steps: Sequence[tuple[datetime, State]], at: datetime) -> bool:
    before = [state for moment, state in steps if moment <= at]
    return bool(before) and before[-1] in RUNS


def _light(due_at: datetime, at: datetime, calendar: Calendar) -> Light:
    if at > due_at:
        return Light.RED
    return Light.YELLOW if calendar.left(day_of(at), day_of(due_at)) <= SOON else Light.GREEN
