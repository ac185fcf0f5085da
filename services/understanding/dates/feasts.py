"""Feasts and solar terms by name: 清明, 五一那天, 国庆前一天, 中秋, 除夕, 母亲节."""

import re
from collections.abc import Callable
from datetime import date
from re import Match
from typing import TypeAlias

from services.understanding.dates.lunar import lunar_day, new_years_eve
from services.understanding.dates.mention import Days, Reading, after, either, rule
from services.understanding.dates.months import BEGINNINGS, YEAR, year_of
from services.understanding.dates.terms import TERMS, term_day
from services.understanding.dates.weeks import nth_weekday
from services.understanding.patterns import one_of

InYear: TypeAlias = Callable[[int], date | None]

_SOLAR = {
    (1, 1): "元旦 元旦节 阳历新年",
    (2, 14): "情人节 圣瓦伦丁节",
    (3, 7): "女生节",
    (3, 8): "三八妇女节 三八节 妇女节 国际妇女节 三八国际妇女节",
    (3, 12): "植树节",
    (3, 15): "消费者权益日 国际消费者权益日 三一五",
    (4, 1): "愚人节",
    (4, 22): "地球日 世界地球日",
    (5, 1): "劳动节 五一劳动节 五一国际劳动节 国际劳动节 五一节",
    (5, 4): "青年节 五四青年节",
    (5, 12): "护士节",
    (6, 1): "儿童节 六一儿童节 国际儿童节 六一国际儿童节 六一节",
    (7, 1): "建党节",
    (8, 1): "建军节 八一建军节",
    (9, 10): "教师节",
    (10, 1): "国庆 国庆节 十一国庆 十一国庆节",
    (10, 17): "国家扶贫日 全国扶贫日",
    (10, 31): "万圣节",
    (11, 8): "记者节",
    (11, 11): "光棍节 双十一 双11",
    (12, 12): "双十二 双12",
    (12, 20): "澳门回归纪念日",
    (12, 24): "平安夜",
    (12, 25): "圣诞 圣诞节",
    (12, 31): "跨年夜",
}
_NUMBERED = {
    "三八": (3, 8),
    "五一": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "十一": (10, 1),
}
_LUNAR = {
    (1, 1): "春节 大年初一 农历新年 正月朔日",
    (1, 15): "元宵 元宵节 上元节",
    (2, 2): "龙抬头",
    (5, 5): "端午 端午节 五月节",
    (7, 7): "七夕 七夕节",
    (7, 15): "中元节 七月半 鬼节",
    (8, 15): "中秋 中秋节 八月节",
    (9, 9): "重阳 重阳节 老人节",
    (12, 8): "腊八 腊八节",
}
_FLOATING = {"母亲节": (5, 2, 6), "父亲节": (6, 3, 6), "感恩节": (11, 4, 3)}
_EVES = "除夕 除夕夜 大年三十 年三十 年三十晚 大年夜"
_EVERYDAY = frozenset(
    ["雨水", "小满", "大雪", "小雪", "谷雨", "大暑", "小暑", "大寒", "小寒", "白露", "霜降", "寒露", "芒种"]
)
"""Terms that are words of every day too: they name a day only before 节气, 那天 and the like."""

_THAT_DAY = re.compile(
    r"节|那天|当天|当日|这天|那日|前|后|假期|期间|放假|小?长假|黄金周|[早晚]上|[上下]午|$|[,。;、\s]"
)
_NO_DAY = re.compile(
    r"村|路|镇|街|班|桥|广场|公园|小学|中学|水库|厂|队|农场|林场|[户家位名个人万元斤亩点月日号年天岁]"
    r"|[一二三四五六七八九十百千\d]"
)


def _names() -> dict[str, InYear]:
    names: dict[str, InYear] = {term: _term(term) for term in TERMS}
    names |= {f"{term}节": names[term] for term in TERMS} | {f"{term}节气": names[term] for term in TERMS}
    names |= {name: _fixed(*day) for day, said in _SOLAR.items() for name in said.split()}
    names |= {name: _fixed(*day) for name, day in _NUMBERED.items()}
    names |= {name: _moon(*day) for day, said in _LUNAR.items() for name in said.split()}
    names |= {name: _floating(*day) for name, day in _FLOATING.items()}
    return names | dict.fromkeys(_EVES.split(), _eve)


def _fixed(month: int, day: int) -> InYear:
    return lambda year: date(year, month, day)


def _moon(month: int, day: int) -> InYear:
    return lambda year: lunar_day(year, month, day)


def _floating(month: int, nth: int, weekday: int) -> InYear:
    return lambda year: nth_weekday(year, month, nth, weekday)


def _term(name: str) -> InYear:
    return lambda year: term_day(name, year)


def _eve(year: int) -> date | None:
    """The new year's eve within this year of ours."""
    return new_years_eve(year - 1)


IN_YEAR = _names()
"""Every name of a feast or a term, and how its day in a year is found."""
_SIGNS = "节春夏秋冬清寒暑雪露霜雨蛰满种旦年日费一四八球庆双夜圣宵午阳夕抬半"
"""Every name holds one of these."""
_BEGINNINGS = BEGINNINGS + "".join(sorted({name[0] for name in IN_YEAR}))
_FEAST = re.compile(
    rf"(?=[{_BEGINNINGS}])(?<![一二三四五六七八九双\d月])"
    rf"(?:{YEAR}的?)?(?P<name>{one_of(IN_YEAR)})"
    r"(?P<beside>的?(?:前一天|头一天|前夜|后一天|第二天|次日|翌日))?(?P<span>的?(?:假期|期间|小?长假"
    r"|黄金周|放假|前夕|前后|左右))?"
)


def _feast(match: Match[str], today: date) -> Reading | None:
    rest = match.string[match.end("name") : match.end("name") + 3]
    if match["name"] in _NUMBERED and (_NO_DAY.match(rest) or (not _THAT_DAY.match(rest) and match["name"] != "五一")):
        return None
    if match["name"] in _EVERYDAY and not _THAT_DAY.match(rest or " x"[1:]):
        return None
    return _reading(match, today)


def _reading(match: Match[str], today: date) -> Reading | None:
    days = _days(match, today)
    past, future = [day for day in days if day <= today], [day for day in days if day >= today]
    if year_of(match, today) is not None:
        past = future = days
    if not past or not future:
        return None
    return _spread(past[-1], future[0]) if match["span"] else either(past[-1], future[0])


def _days(match: Match[str], today: date) -> list[date]:
    beside = match["beside"] or ""
    away = 0 if not beside else -1 if "前" in beside or "头" in beside else 1
    in_year = IN_YEAR[match["name"]]
    return [after(day, away) for year in _years(match, today) if (day := in_year(year))]


def _years(match: Match[str], today: date) -> list[int]:
    """Within the years for which the moon and the sun are reckoned."""
    said = year_of(match, today)
    years = (today.year - 1, today.year, today.year + 1) if said is None else (said,)
    return [year for year in years if 1900 <= year <= 2099]


def _spread(past: date, future: date) -> Reading:
    """假期, 前后 and the like name no single day."""
    return Reading(Days(after(past, -3), after(past, 6)), Days(after(future, -3), after(future, 6)))


RULES = (rule(_FEAST, _feast, _SIGNS),)
