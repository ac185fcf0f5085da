"""How long each step may take, in working days; the promises of E6 to E11."""

from datetime import date, datetime, time, timedelta

from services.clock import TEAM_ZONE, day_of
from services.issues.refusals import DayPast
from services.workdays import Calendar

UNDO_WITHIN = timedelta(minutes=10)
TERM = 15
SOON = 3
UNCLAIMED_FOR = 2
SILENT_FOR = 5
OVERDUE_FOR = 3
ASKED_FOR = 5
"""The raiser is asked twice, so long apart, and as long after the second time silence counts: ten in all."""
_END_OF_DAY = time(18)


def due_after(now: datetime, calendar: Calendar, days: int = TERM) -> datetime:
    """The end of the so-manieth working day."""
    return end_of(calendar.after(day_of(now), days))


def end_of(day: date) -> datetime:
    """18:00: a deadline without a time."""
    return datetime.combine(day, _END_OF_DAY, TEAM_ZONE)


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), TEAM_ZONE)


def ahead(day: date, now: datetime) -> datetime:
    """The end of a day that somebody named; DayPast unless it lies ahead."""
    if day <= day_of(now):
        raise DayPast(day)
    return end_of(day)
