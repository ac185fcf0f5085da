"""Days of the week: 周一, 上上周五, 下个星期天, 三周后的周二, 10月最后一个周一."""

import re
from datetime import date
from re import Match

from services.understanding.dates.mention import Days, Reading, after, between, either, on, rule
from services.understanding.dates.months import BEGINNINGS, MONTH, YEAR, months_after, year_of
from services.understanding.dates.numerals import SMALL, SMALL_BEGINS, number

_DAYS = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "1": 0,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
}
_WEEK = r"(?:周|星期|礼拜)"
_DAY = r"(?P<day>[一二三四五六日天]|[1-6](?!\d))"
_SIDE = r"(?P<side>上上上|下下下|上上|下下|上|下|这|本|今|当)(?:一?个)?"
_AWAY = {"上上上": -3, "上上": -2, "上": -1, "下": 1, "下下": 2, "下下下": 3}
_NO_NAME = (
    r"(?!(?<=周.)(?:[叔伯婶嫂姨哥姐爷奶妹]|某|(?<=[和跟同与带陪、]周.)(?![去到在上下早晚又也都走跑来访的那这前后和跟与至我他])"
    r"[\u4e00-\u9fff](?:去|到|来|一起|一道|一同|一块|走|跑|下|入|进|上|,|、|等)"
    r"|(?<=[民户员访望看给帮找在去到村■]周.)(?![去到在上下早晚又也都走跑来访的那这前后和跟与至我他大人])[\u4e00-\u9fff]?(?:家(?!访|家|里有)|反映|讲|说)))"
)
"""周 is a surname too: 周二喜, 周三叔, 村民周三说."""

_WEEKDAY = re.compile(
    rf"(?=[上下这本今当的周星礼])(?:{_SIDE}|(?<![\d一二两三四五六七八九十几每半多近第个各逢小老阿]))(?:的)?{_WEEK}{_DAY}"
    rf"(?!边|围|岁|年|个){_NO_NAME}"
)
_WEEKS_ON = re.compile(rf"{SMALL_BEGINS}(?P<number>{SMALL})个?{_WEEK}(?:之|以)?(?P<way>前|后)的?{_WEEK}{_DAY}")
_WEEKEND = re.compile(rf"(?:{_SIDE}|(?<![每逢个小老阿]))周末")
_WEEK_ALONE = re.compile(rf"(?:{_SIDE}{_WEEK}|(?P<this>这一)周)(?:之?内)?(?![一二三四五六日天1-6末])")
_NTH = re.compile(
    rf"(?=[{BEGINNINGS}])(?:{YEAR}的?)?{MONTH}的?(?:第(?P<nth>[一二三四五1-5])|(?P<end>最后一))个?{_WEEK}{_DAY}"
)


def monday(today: date) -> date:
    """The Monday of this day's week; weeks start on Monday."""
    return after(today, -today.weekday())


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth such weekday of a month, counted from its end when negative; None where the month has fewer."""
    if nth < 0:
        year, month = months_after(date(year, month, 1), 1)
    first = date(year, month, 1)
    found = after(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1 if nth > 0 else nth))
    return found if nth < 0 or found.month == month else None


def _weekday(match: Match[str], today: date) -> Reading:
    day = _DAYS[match["day"]]
    if match["side"]:
        return on(after(monday(today), 7 * _AWAY.get(match["side"], 0) + day))
    return either(after(today, -((today.weekday() - day) % 7)), after(today, (day - today.weekday()) % 7 or 7))


def _weeks_on(match: Match[str], today: date) -> Reading:
    weeks = number(match["number"]) * (1 if match["way"] == "后" else -1)
    return on(after(monday(today), 7 * weeks + _DAYS[match["day"]]))


def _weekend(match: Match[str], today: date) -> Reading:
    saturday = after(monday(today), 7 * _AWAY.get(match["side"] or "", 0) + 5)
    last = saturday if match["side"] or today.weekday() >= 5 else after(saturday, -7)
    return Reading(Days(last, after(last, 1)), Days(saturday, after(saturday, 1)))


def _week_alone(match: Match[str], today: date) -> Reading:
    first = after(monday(today), 7 * _AWAY.get(match["side"] or "", 0))
    return between(first, after(first, 6))


def _nth(match: Match[str], today: date) -> Reading | None:
    nth = -1 if match["end"] else number(match["nth"])
    weekday = _DAYS[match["day"]]
    if match["which"]:
        year, month = months_after(today, {"上": -1, "下": 1}.get(match["which"][0], 0))
        found = nth_weekday(year, month, nth, weekday)
        return on(found) if found else None
    month, said = number(match["month"]), year_of(match, today)
    if said is not None:
        found = nth_weekday(said, month, nth, weekday)
        return on(found) if found else None
    days = [day for away in (-1, 0, 1) if (day := nth_weekday(today.year + away, month, nth, weekday))]
    past, future = [day for day in days if day <= today], [day for day in days if day >= today]
    return either(past[-1], future[0]) if past and future else None


RULES = (
    rule(_WEEKDAY, _weekday, "周期拜"),
    rule(_WEEKS_ON, _weeks_on, "周期拜", "前后"),
    rule(_WEEKEND, _weekend, "周", "末"),
    rule(_WEEK_ALONE, _week_alone, "周期拜", "上下这本今当"),
    rule(_NTH, _nth, "周期拜", "月"),
)
