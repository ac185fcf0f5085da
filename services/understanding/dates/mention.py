"""What a sentence says of a day, before it is known whether the speaker looks back or ahead."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from re import Match, Pattern
from typing import TypeAlias


class Direction(Enum):
    """Where a day without a year or a week lies: a visit looks back, a promise ahead."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True)
class Days:
    """From `first` to `last`, both inclusive; one day where they are equal."""

    first: date
    last: date

    @property
    def single(self) -> date | None:
        """The day, where it is exactly one."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True)
class Reading:
    """Both ways to take a wording; equal where the wording leaves no choice."""

    past: Days
    future: Days


@dataclass(frozen=True)
class Nearest:
    """The wording names a day no calendar has; `day` is the one nearest to it."""

    day: date


Resolve: TypeAlias = Callable[[Match[str], date], Reading | Nearest | None]


@dataclass(frozen=True)
class Rule:
    """A wording and what it means on a given day; None where it means no date after all.

    Every such wording holds one of the `signs` and one of the `further` ones, so that a text without is not searched.
    """

    pattern: Pattern[str]
    resolve: Resolve
    signs: frozenset[str]
    further: frozenset[str]


def rule(pattern: Pattern[str], resolve: Resolve, signs: str, further: str = "") -> Rule:
    """A rule with its signs given as strings; without further ones the first must do."""
    return Rule(pattern, resolve, frozenset(signs), frozenset(further or signs))


@dataclass(frozen=True)
class Mention:
    """A wording found at [start, end); `until` says that it closes a period: 月底前, 周五之前, 三天内."""

    text: str
    start: int
    end: int
    reading: Reading
    until: bool = False

    def days(self, direction: Direction) -> Days:
        """What it means for one who looks this way."""
        return self.reading.past if direction is Direction.PAST else self.reading.future


@dataclass(frozen=True)
class Impossible:
    """A wording for a day that does not exist, such as 11月31日, and the day nearest to it."""

    text: str
    start: int
    end: int
    nearest: date


@dataclass(frozen=True)
class Found:
    """All wordings of a sentence, in order."""

    mentions: tuple[Mention, ...]
    impossible: tuple[Impossible, ...]


def on(day: date) -> Reading:
    """This very day, whichever way one looks."""
    return between(day, day)


def between(first: date, last: date) -> Reading:
    """These days, whichever way one looks."""
    days = Days(first, last)
    return Reading(days, days)


def either(past: date, future: date) -> Reading:
    """One day looking back, another looking ahead."""
    return Reading(Days(past, past), Days(future, future))


def after(day: date, days: int) -> date:
    """So many days later (earlier when negative), held within what the calendar can hold."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
