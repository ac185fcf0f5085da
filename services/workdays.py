"""Which days are worked: the State Council's table where it is known, else statutory days and Monday to Friday."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from chinese_calendar import constants
from holidays import country_holidays
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import CalendarDay
from knowledge.duties import DueRule

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Working days. `imported` are the years an administrator entered: per year, the days that differ from Mo–Fr."""

    imported: Mapping[int, Mapping[date, bool]] = field(default_factory=dict)

    def is_known(self, year: int) -> bool:
        """Whether the official table of this year, 调休 included, is there; else days are only estimated."""
        return year in self.imported or year in _published()

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        if day.year in self.imported:
            return self.imported[day.year].get(day, day.weekday() < _SATURDAY)
        if day.year in _published():
            return day in constants.workdays or (day.weekday() < _SATURDAY and day not in constants.holidays)
        return day.weekday() < _SATURDAY and day not in _statutory(day.year)

    def next_working(self, day: date) -> date:
        """This day, or the first working day after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def previous_working(self, day: date) -> date:
        """This day, or the last working day before it."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def moved(self, day: date, rule: DueRule) -> date:
        """Where a due date lies after the rule for days off."""
        if rule is DueRule.LATER:
            return self.next_working(day)
        return self.previous_working(day) if rule is DueRule.EARLIER else day

    def after(self, day: date, working_days: int) -> date:
        """The so-manieth working day after this day."""
        for _ in range(working_days):
            day = self.next_working(day + _DAY)
        return day

    def left(self, today: date, due: date) -> int:
        """How many working days there are after today up to the due day, that day included."""
        days = (due - today).days
        return sum(self.is_working(today + _DAY * number) for number in range(1, days + 1))


def calendar(session: Session) -> Calendar:
    """The calendar as it is known now, imported years included."""
    imported: dict[int, dict[date, bool]] = {}
    for row in session.scalars(select(CalendarDay)):
        imported.setdefault(row.year, {})[row.day] = row.working
    return Calendar(imported)


def last_known_year(session: Session) -> int:
    """The last year whose official table is there, with the program or entered."""
    return max(*_published(), *calendar(session).imported)


@cache
def _published() -> frozenset[int]:
    # A year's table is published whole in the November before, so a year with any day off in it is known whole.
    return frozenset(day.year for day in constants.holidays)


@cache
def _statutory(year: int) -> frozenset[date]:
    return frozenset(country_holidays("CN", years=year))
