"""A year's days off (放假安排) as an administrator pastes the State Council's notice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.models import AuditLine, CalendarDay
from services import access
from services.access import Action, Speaker
from services.work import WorkError

_ASIDES = re.compile(r"[（(][^）)]*[）)]")
_YEAR = re.compile(r"(20\d\d)年")
_DAYS = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日(?:\s*(?:至|到|—|-|~)\s*(?:(\d{1,2})月)?(\d{1,2})日)?")
_SATURDAY = 5
# Guards against a notice pasted in part: seven holidays have at least 13 statutory days off.
_FEWEST_OFF = 13
_LONGEST_RUN = timedelta(days=15)


class TableRefusal(WorkError):
    """A table that cannot be used."""


class NoYear(TableRefusal):
    """The text does not name its year."""


class TooFewDays(TableRefusal):
    """Less days off than any year has: `found` of `least`."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found
        self.least = _FEWEST_OFF


class WrongDay(TableRefusal):
    """What was said of this day cannot be: no such day, or a weekday named as worked, or both off and worked."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True)
class YearTable:
    """The days off of a year, weekends within them included, and the weekend days that are worked."""

    year: int
    off: tuple[date, ...]
    worked: tuple[date, ...]

    def differing(self) -> dict[date, bool]:
        """The days that are not as Monday to Friday would have them, each with whether it is worked."""
        off = {day: False for day in self.off if day.weekday() < _SATURDAY}
        return off | dict.fromkeys(self.worked, True)


def read(words: str) -> YearTable:
    """Reads the notice's own sentences: 2月15日（周日）至23日放假调休，共9天。2月14日、2月28日上班。"""
    plain = _ASIDES.sub("", words)
    year = _YEAR.search(plain)
    if year is None:
        raise NoYear
    off: set[date] = set()
    worked: set[date] = set()
    for sentence in re.split(r"[。；;\n]", plain):
        days = set(_days(sentence, int(year[1])))
        (worked if "上班" in sentence and "放假" not in sentence else off).update(days)
    return _sound(YearTable(int(year[1]), tuple(sorted(off)), tuple(sorted(worked))))


def enter(session: Session, speaker: Speaker, table: YearTable, now: datetime) -> None:
    """From now on this table is the truth for its year; an earlier one of that year is replaced."""
    access.require(speaker, Action.IMPORT_CALENDAR)
    session.execute(delete(CalendarDay).where(CalendarDay.year == table.year))
    session.add_all(
        CalendarDay(day=day, year=table.year, working=working, entered_by=speaker.member_id, entered_at=now)
        for day, working in table.differing().items()
    )
    after = f"{len(table.off)} off, {len(table.worked)} worked"
    session.add(
        AuditLine(at=now, actor=speaker.name, act="calendar.enter", subject=str(table.year), before=None, after=after)
    )
    session.flush()


def require_right(speaker: Speaker) -> None:
    """Returns when this person may enter a year."""
    access.require(speaker, Action.IMPORT_CALENDAR)


def _days(sentence: str, year: int) -> Iterator[date]:
    month = 0
    for match in _DAYS.finditer(sentence):
        month = int(match[1] or month)
        first = _day(year, month, int(match[2]), match[0])
        last = _day(year, int(match[3] or month), int(match[4]), match[0]) if match[4] else first
        if not timedelta() <= last - first <= _LONGEST_RUN:
            raise WrongDay(match[0])
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def _day(year: int, month: int, day: int, said: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise WrongDay(said) from error


def _sound(table: YearTable) -> YearTable:
    for day in table.worked:
        if day.weekday() < _SATURDAY or day in table.off:
            raise WrongDay(f"{day.month}月{day.day}日上班")
    if len(table.off) < _FEWEST_OFF:
        raise TooFewDays(len(table.off))
    return table
