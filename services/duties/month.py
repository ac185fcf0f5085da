"""One month of a team's duties, day by day, for a picture (I7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from knowledge.duties import DutyBook
from services import workdays
from services.access import Speaker, TeamView
from services.clock import day_of
from services.duties.items import Item
from services.duties.overview import Period, blocks, days_of


@dataclass(frozen=True)
class Mark:
    """A duty due on a day: how many of how many people or teams have done it."""

    short: str
    done: int
    whole: int

    @property
    def is_done(self) -> bool:
        """Nothing is left of it."""
        return self.done == self.whole


@dataclass(frozen=True)
class Day:
    """One day: whether people work on it, and what is due."""

    day: date
    works: bool
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Month:
    """All days of a month in their order, as things stood at `now`."""

    team: TeamView
    days: Sequence[Day]
    now: datetime


def month(
    session: Session, speaker: Speaker, team: TeamView, shipped: DutyBook, period: Period, now: datetime
) -> Month:
    """This month or the last of a team, for whoever may see its duties."""
    found = blocks(session, speaker, team, shipped, period, now)
    items = [item for block in found for entry in block.entries for item in entry.items]
    calendar = workdays.calendar(session)
    first, last = days_of(period, day_of(now))
    whole = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return Month(team, [Day(day, calendar.is_working(day), _marks(items, day)) for day in whole], now)


def _marks(items: Sequence[Item], day: date) -> list[Mark]:
    due = [item for item in items if item.occurrence.due_on == day]
    shorts = dict.fromkeys(item.duty.short for item in due)
    return [_mark(short, [item for item in due if item.duty.short == short]) for short in shorts]


def _mark(short: str, items: Sequence[Item]) -> Mark:
    return Mark(short, sum(item.is_done for item in items), len(items))
