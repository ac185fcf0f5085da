"""Days of the lunar calendar (农历): 正月初十, 农历2015年十月初一, 大年初八, 年廿八."""

import re
from datetime import date
from functools import cache
from re import Match

from lunardate import LunarDate

from services.understanding.dates.mention import Nearest, Reading, after, either, on, rule
from services.understanding.dates.months import BEGINNINGS, YEAR, year_of
from services.understanding.dates.numerals import number

FIRST_YEAR, LAST_YEAR = 1901, 2098
"""The years for which lunardate has tables, one less at each end."""

_MARK = r"(?:农历|阴历|旧历|古历)"
_DAY = (
    r"(?:初(?P<early>[一二三四五六七八九十])|(?P<late>廿[一二三四五六七八九]?"
    r"|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|三十|[12]\d|30|[1-9])(?:日|号)?)"
)
_MONTH = r"(?P<month>正|冬|腊|十[一二]?|[一二三四五六七八九])月"
_FULL = re.compile(
    rf"(?=[{BEGINNINGS}农阴旧古的正冬腊])(?P<mark>{_MARK})?(?:{YEAR}的?)?(?P<mark2>{_MARK})?的?"
    rf"{_MONTH}{_DAY}(?![户家位名个万元月])"
)
_NEW_YEAR = re.compile(
    r"(?:大年|(?<![今去明前后每一二三四五六七八九十\d])年"
    r"|(?<=[今去明前后])年)(?:初(?P<early>[一二三四五六七八九十])|(?P<late>廿[一二三四五六七八九]"
    r"|二十[三四五六七八九]))"
)
_IN_MONTH = re.compile(
    r"(?:(?P<which>上|下|这|本)个?月|(?<![年月读上升念正冬腊一二三四五六七八九十\d]))初(?P<early>[一二三四五六七八九十])(?![户家位名个班中级年学步月])"
)
_MONTHS = {"正": 1, "冬": 11, "腊": 12}


@cache
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The day in our calendar; None where that lunar month has no such day, or no table reaches."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date.fromordinal(LunarDate(year, month, day).to_solar_date().toordinal())
    except ValueError:
        return None


@cache
def lunar_year(today: date) -> int:
    """The lunar year this day lies in."""
    starts = lunar_day(today.year, 1, 1)
    return today.year - 1 if starts and today < starts else today.year


def lunar_reading(year: int | None, month: int, day: int, today: date) -> Reading | Nearest | None:
    """A lunar day in the year said, or nearest on either side; Nearest (廿九) where the month has no 30th."""
    if year is not None:
        return _exact(year, month, day)
    now = lunar_year(today)
    days = [found for away in (-1, 0, 1) if isinstance(found := _exact(now + away, month, day), Reading)]
    past = [found.past.first for found in days if found.past.first <= today]
    future = [found.past.first for found in days if found.past.first >= today]
    return either(past[-1], future[0]) if past and future else _exact(now, month, day)


def _exact(year: int, month: int, day: int) -> Reading | Nearest | None:
    found = lunar_day(year, month, day)
    if found is not None:
        return on(found)
    last = lunar_day(year, month, 29) if day == 30 else None
    return Nearest(last) if last else None


def _full(match: Match[str], today: date) -> Reading | Nearest | None:
    """Only what cannot be meant otherwise: with 农历, in 正月, 冬月 or 腊月, or counted with 初."""
    name = match["month"]
    if not (match["mark"] or match["mark2"] or match["early"] or name in _MONTHS):
        return None
    return lunar_reading(year_of(match, today), _MONTHS.get(name) or number(name), _day(match), today)


def _new_year(match: Match[str], today: date) -> Reading | Nearest | None:
    month = 1 if match["early"] else 12
    return lunar_reading(None, month, _day(match), today)


def _in_month(match: Match[str], today: date) -> Reading | Nearest | None:
    """下个月初五 and a bare 初八 count by the moon; 初一 to 初三 alone are school years too, and name no day."""
    day = number(match["early"])
    if match["which"] is None and day <= _SCHOOL_YEARS:
        return None
    away = {"上": -1, "下": 1}.get(match["which"] or "", 0)
    months = [_lunar_month(today, away + step) for step in (-1, 0, 1)]
    days = [found for year, month in months if (found := lunar_day(year, month, day))]
    if match["which"]:
        return on(days[1]) if len(days) > 1 else None
    past, future = [one for one in days if one <= today], [one for one in days if one >= today]
    return either(past[-1], future[0]) if past and future else None


_SCHOOL_YEARS = 3


def _lunar_month(today: date, away: int) -> tuple[int, int]:
    """Year and month by the moon, so many months from this day's; leap months are passed over."""
    now = LunarDate.from_solar_date(today.year, today.month, today.day)
    count = now.year * 12 + now.month - 1 + away
    return count // 12, count % 12 + 1


def _day(match: Match[str]) -> int:
    return number(match["early"] or match["late"])


def new_years_eve(year: int) -> date | None:
    """除夕: the day before the lunar year after this one begins."""
    starts = lunar_day(year + 1, 1, 1)
    return after(starts, -1) if starts else None


RULES = (
    rule(_FULL, _full, "月", "正冬腊十一二三四五六七八九"),
    rule(_NEW_YEAR, _new_year, "年", "初廿十"),
    rule(_IN_MONTH, _in_month, "初"),
)
