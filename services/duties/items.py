"""An occurrence with all that a sentence about it needs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from db.models import Occurrence, State, StepTick
from knowledge.duties import Duty, DutyBook
from services import access, workdays
from services.access import Action, Speaker
from services.clock import day_of
from services.duties import dates, evidence
from services.duties.book import book
from services.duties.refusals import DutyGone
from services.people import team_view
from services.workdays import Calendar

SOON = timedelta(days=3)


class Urgent(Enum):
    """How near the due day is."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class Item:
    """An occurrence with all a sentence about it needs; `owner` is named where it is not the reader's own.

    `step_days` are the days on which its steps should be there, None for a step without one.
    """

    occurrence: Occurrence
    duty: Duty
    counted: int | None
    working_days_left: int
    owner: str | None = None
    step_days: tuple[date | None, ...] = ()

    @property
    def is_done(self) -> bool:
        """Nothing is left to do."""
        return self.occurrence.state != State.OPEN

    def urgent(self, today: date) -> Urgent:
        """How near the due day is."""
        due = self.occurrence.due_on
        if due < today:
            return Urgent.OVERDUE
        if due == today:
            return Urgent.TODAY
        return Urgent.SOON if due <= today + SOON else Urgent.LATER


def item_of(
    occurrence: Occurrence, duty: Duty, counted: int, calendar: Calendar, today: date, owner: str | None = None
) -> Item:
    """The occurrence with what a sentence about it needs."""
    left = calendar.left(today, occurrence.due_on)
    steps = dates.step_days(duty, occurrence.nominal_on, calendar)
    return Item(occurrence, duty, counted if duty.evidence else None, left, owner, steps)


def find(
    session: Session,
    speaker: Speaker,
    occurrence_id: int,
    shipped: DutyBook,
    now: datetime,
    action: Action = Action.SEE_DUTIES,
) -> Item:
    """The occurrence as it stands, when this person may do this with it; DutyGone where there is none."""
    known = book(session, shipped)
    row = session.execute(
        select(Occurrence, evidence.counted(known))
        .where(Occurrence.id == occurrence_id)
        .options(*loaded())
        .execution_options(populate_existing=True)
    ).one_or_none()
    duty = known.get(row[0].duty_id) if row else None
    if row is None or duty is None:
        raise DutyGone
    access.require(speaker, action, team_view(row[0].team))
    return item_of(row[0], duty, row[1], workdays.calendar(session), day_of(now))


def loaded() -> tuple[_AbstractLoad, ...]:
    """What every sentence about an occurrence needs beside its row."""
    return (
        selectinload(Occurrence.team),
        selectinload(Occurrence.doer),
        selectinload(Occurrence.holder),
        selectinload(Occurrence.steps).selectinload(StepTick.member),
    )
