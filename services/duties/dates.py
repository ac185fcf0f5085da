"""When a duty falls due: its days by the rule, moved by holidays, with the window in which it can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.duties import Duty
from services.clock import TEAM_ZONE
from services.workdays import Calendar

# No run of days off is longer; so far before a day a due day may lie that holidays move onto it.
_LONGEST_HOLIDAY = timedelta(days=15)


@dataclass(frozen=True)
class Falling:
    """One time a duty falls due: `nominal_on` by the rule, `due_on` after holidays, open from `opens_on`."""

    opens_on: date
    nominal_on: date
    due_on: date
    due_at: datetime


def falling(duty: Duty, nominal_on: date, calendar: Calendar) -> Falling:
    """The day by the rule becomes a window and a due moment."""
    due_on = calendar.moved(nominal_on, duty.due_rule)
    opens_on = min(nominal_on - timedelta(days=duty.window), due_on)
    return Falling(opens_on, nominal_on, due_on, datetime.combine(due_on, duty.at, TEAM_ZONE))


def between(duty: Duty, first: date, last: date, calendar: Calendar) -> Iterator[Falling]:
    """Every time the duty falls due from `first` on, as far as its window opens up to `last`."""
    until = last + timedelta(days=duty.window) + _LONGEST_HOLIDAY
    for nominal_on in duty.nominal_days(first - _LONGEST_HOLIDAY, until):
        found = falling(duty, nominal_on, calendar)
        if found.due_on >= first and found.opens_on <= last:
            yield found


def after_stationing(duty: Duty, stationed_on: date, calendar: Calendar) -> Falling:
    """The one time a duty counted from 进驻日 falls due."""
    return falling(duty, stationed_on + timedelta(days=duty.after_stationing or 0), calendar)


def step_days(duty: Duty, nominal_on: date, calendar: Calendar) -> tuple[date | None, ...]:
    """On which day each step should be there, holidays minded; None for one without a date."""
    return tuple(day and calendar.moved(day, duty.due_rule) for day in duty.step_days(nominal_on))
