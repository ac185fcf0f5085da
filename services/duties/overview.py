"""The five blocks of /duties: what of each role is done and what is open, now or in a period (C1, C15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Occurrence, State
from knowledge.duties import Duty, DutyBook, DutyRole
from services import access, workdays
from services.access import Action, Speaker, TeamView
from services.clock import day_of
from services.duties import evidence
from services.duties.book import book
from services.duties.items import Item, item_of, loaded


class Period(StrEnum):
    """What a view covers."""

    NOW = "now"
    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Entry:
    """One duty with its occurrences in the view: one, one a person, or one a week of the period."""

    duty: Duty
    items: Sequence[Item]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(item.is_done for item in self.items)


@dataclass(frozen=True)
class Block:
    """One of the five roles."""

    role: DutyRole
    entries: Sequence[Entry]


def blocks(
    session: Session, speaker: Speaker, team: TeamView, shipped: DutyBook, period: Period, now: datetime
) -> list[Block]:
    """All five roles in order. A member sees the team's duties and the own ones; who arranges them sees all."""
    access.require(speaker, Action.SEE_DUTIES, team)
    known = book(session, shipped)
    evidence.settle(session, known, now, team.id)
    items = _items(session, speaker, team, known, _within(period, day_of(now)), day_of(now))
    if period is Period.NOW:
        items = _nearest(items)
    by_duty = {duty.id: [item for item in items if item.duty.id == duty.id] for duty in known}
    return [
        Block(role, [Entry(duty, by_duty[duty.id]) for duty in known if duty.role is role and by_duty[duty.id]])
        for role in DutyRole
    ]


def days_of(period: Period, today: date) -> tuple[date, date]:
    """First and last day of a period; of NOW just today."""
    month = today.replace(day=1)
    if period is Period.LAST_MONTH:
        return (month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)
    if period is Period.QUARTER:
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        return first, _month_end(_month_end(_month_end(first) + timedelta(days=1)) + timedelta(days=1))
    return (month, _month_end(month)) if period is Period.MONTH else (today, today)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _within(period: Period, today: date) -> ColumnElement[bool]:
    if period is Period.NOW:
        return (Occurrence.opens_on <= today) & ((Occurrence.due_on >= today) | (Occurrence.state == State.OPEN))
    first, last = days_of(period, today)
    return Occurrence.due_on.between(first, last)


def _items(
    session: Session, speaker: Speaker, team: TeamView, known: DutyBook, within: ColumnElement[bool], today: date
) -> list[Item]:
    seen = [Occurrence.team_id == team.id, Occurrence.state != State.SKIPPED, within]
    if not access.allows(speaker, Action.ARRANGE_DUTIES, team):
        seen.append(Occurrence.member_id.is_(None) | (Occurrence.member_id == speaker.member_id))
    rows = session.execute(
        select(Occurrence, evidence.counted(known))
        .where(*seen)
        .options(*loaded())
        .order_by(Occurrence.due_at, Occurrence.member_id, Occurrence.id)
    ).all()
    calendar = workdays.calendar(session)
    return [
        item_of(one, duty, counted, calendar, today)
        for one, counted in rows
        if (duty := known.get(one.duty_id)) is not None
    ]


def _nearest(items: Sequence[Item]) -> list[Item]:
    """Of each duty and person the first that is still open, else the first."""
    nearest: dict[tuple[str, int | None], Item] = {}
    for item in sorted(items, key=lambda item: item.is_done):
        nearest.setdefault((item.duty.id, item.occurrence.member_id), item)
    return [item for item in items if item in nearest.values()]
