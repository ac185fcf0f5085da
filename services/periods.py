"""Periods as people say them: 本周, 上月, 11月1日至15日; first and last day, both included."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from services.understanding.dates import Direction, find
from services.work import WorkError

NAMES = ("本周", "上周", "本月", "上月", "本季", "今年")
_DASH = re.compile(r"(?<=[日号月])\s*[-—~～–]+\s*|(?<=\d\.\d)[-—~～–](?=\d+\.)|(?<=\d\.\d\d)[-—~～–](?=\d+\.)")
"""11月1日-15日; the dash of 2026-11-01 stays."""
_WORDS = "从自到至止的间期内—-~～ 、,，和"


class PeriodUnread(WorkError):
    """No period can be read from the words."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date


def read(said: str, today: date) -> Period:
    """The period these words name, looking back. PeriodUnread where they name none, or more than a period."""
    name = _DASH.sub("至", said.strip())
    if name in _NAMED:
        return _NAMED[name](today)
    found = find(name, today)
    days = [mention.days(Direction.PAST) for mention in found.mentions]
    rest = name
    for mention in found.mentions:
        rest = rest.replace(mention.text, "")
    if found.impossible or not 1 <= len(days) <= 2 or rest.strip(_WORDS):
        raise PeriodUnread(said)
    first, last = min(one.first for one in days), max(one.last for one in days)
    return Period(first, last)


def parted(said: str, today: date) -> list[str]:
    """上饶镇这个月我 as 上饶镇, 这个月, 我: the first period cut out of words written without blanks."""
    with suppress(PeriodUnread):
        read(said, today)
        return [said]
    words = _DASH.sub("至", said)
    named = _NAME.search(words)
    mentions = find(words, today).mentions
    if named is None and not mentions:
        return [said]
    start, end = named.span() if named else (mentions[0].start, mentions[-1].end)
    return [part for part in (words[:start], words[start:end], words[end:]) if part]


def _week(today: date, back: int) -> Period:
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Period(monday, monday + timedelta(days=6))


def _month(today: date, back: int) -> Period:
    first = today.replace(day=1) - relativedelta(months=back)
    return Period(first, first + relativedelta(months=1) - timedelta(days=1))


def _quarter(today: date) -> Period:
    first = date(today.year, today.month - (today.month - 1) % 3, 1)
    return Period(first, first + relativedelta(months=3) - timedelta(days=1))


def _year(today: date) -> Period:
    return Period(date(today.year, 1, 1), date(today.year, 12, 31))


def _day(today: date) -> Period:
    return Period(today, today)


_NAMED: dict[str, Callable[[date], Period]] = {
    "今天": _day,
    "本周": lambda today: _week(today, 0),
    "这周": lambda today: _week(today, 0),
    "上周": lambda today: _week(today, 1),
    "本月": lambda today: _month(today, 0),
    "这个月": lambda today: _month(today, 0),
    "上月": lambda today: _month(today, 1),
    "上个月": lambda today: _month(today, 1),
    "本季": _quarter,
    "本季度": _quarter,
    "今年": _year,
    "本年": _year,
}
_NAME = re.compile("|".join(sorted(_NAMED, key=len, reverse=True)))
