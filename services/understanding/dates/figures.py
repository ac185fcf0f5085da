"""Days written in figures: 2026-02-25, 20260225, 6.18, 9/8, 3/15/2026, 13.5.2015."""

import re
from datetime import date
from re import Match

from services.understanding.dates.mention import Nearest, Reading, rule
from services.understanding.dates.months import NOT_A_COUNT, day_of_month

_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>[12]\d{3})(?P<gap>\s?[-./年 ]\s?)(?P<month>\d{1,2})\s?[-./月 ]\s?(?P<day>\d{1,2})(?!\d)[日号]?"
)
_COMPACT = re.compile(r"(?<![\d.])(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_LAST = re.compile(
    r"(?<![\d.])(?P<one>\d{1,2})(?P<mark>[-./])(?P<two>\d{1,2})(?P=mark)(?P<three>\d{4}|\d{2})(?![\d.])"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.])(?P<year>\d{2})(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d.])"
)
_SHORT = re.compile(
    rf"(?<![\d.:/-])(?P<month>1[0-2]|0?[1-9])(?P<mark>[./-])(?P<day>[12]\d|3[01]"
    rf"|0?[1-9])(?![\d:/]){NOT_A_COUNT}(?!\.\d|公里|米|吨|倍|的|左右|以上)"
)
_BEFORE_A_DAY = re.compile(r"(?:^|[\s,。;:、(去到走在于从前是至~]|日期|时间)$")


_AFTER_A_DAY = re.compile(r"\s?(?:[去到走在下入上中晚早和跟同陪看日号前的来访巡]|之前|以前|$)|\s|;")


def _year_first(match: Match[str], today: date) -> Reading | Nearest | None:
    return day_of_month(int(match["year"]), int(match["month"]), int(match["day"]), today)


def _short_year(match: Match[str], today: date) -> Reading | Nearest | None:
    """26.3.5: two digits within five years of today are a year."""
    year = 2000 + int(match["year"])
    if abs(year - today.year) > 5 or not 1 <= int(match["month"]) <= 12:
        return None
    return day_of_month(year, int(match["month"]), int(match["day"]), today)


def _year_last(match: Match[str], today: date) -> Reading | Nearest | None:
    """Month first, but day first before a full year where the marks are no strokes: 3-7-2017 is 3 July."""
    one, two, year = (int(match[name]) for name in ("one", "two", "three"))
    day_first = year > 99 and match["mark"] != "/"
    month, day = (two, one) if (day_first and two <= 12) or one > 12 else (one, two)
    return day_of_month(year if year > 99 else year + (2000 if year <= 50 else 1900), month, day, today)


def _short(match: Match[str], today: date) -> Reading | Nearest | None:
    """A point or a stroke also writes numbers and ranges, so a day in that form must stand where a day would."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if match["mark"] != "/" and not (_BEFORE_A_DAY.search(before[-3:]) and (not before or _AFTER_A_DAY.match(after))):
        return None
    return day_of_month(None, int(match["month"]), int(match["day"]), today)


RULES = (
    rule(_YEAR_FIRST, _year_first, "12", "-./年 "),
    rule(_COMPACT, _year_first, "2", "0"),
    rule(_SHORT_YEAR, _short_year, "-./"),
    rule(_YEAR_LAST, _year_last, "-./"),
    rule(_SHORT, _short, "-./", "123456789"),
)
