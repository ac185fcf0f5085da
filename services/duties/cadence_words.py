"""How often a duty comes, as people write it: 每月25日前, 每季度末月20日, 进驻后40天, 每周五17:00."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from re import Match

from services.duties.refusals import CadenceUnread

_WEEKDAYS = {
    "一": "MO",
    "二": "TU",
    "三": "WE",
    "四": "TH",
    "五": "FR",
    "六": "SA",
    "日": "SU",
    "天": "SU",
}
_NUMERALS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_QUARTER_ENDS, _HALF_ENDS = (3, 6, 9, 12), (6, 12)
_LAST_SURE_DAY = 28


@dataclass(frozen=True)
class CadenceSaid:
    """A rule or days after 进驻日, the time of day, and from how many days before it can be done."""

    cadence: str | None
    after_stationing: int | None
    at: time
    window: int


def read(words: str) -> CadenceSaid:
    """What the words mean; CadenceUnread for what is none of the known forms."""
    plain = re.sub(r"[\s，,。]", "", words).replace("号", "日").replace("星期", "周").replace("礼拜", "周")
    for pattern, build in _FORMS:
        match = re.search(pattern, plain)
        if match:
            rule, after, window = build(match)
            return CadenceSaid(rule, after, _time(plain), window)
    raise CadenceUnread(words)


_Built = tuple[str | None, int | None, int]


def _after_stationing(match: Match[str]) -> _Built:
    days = int(match[1])
    if days > 400:
        raise CadenceUnread(match[0])
    return None, days, days


def _weekly(match: Match[str]) -> _Built:
    every = _NUMERALS.get(match[1] or "一") or int(match[1])
    interval = f";INTERVAL={every}" if every > 1 else ""
    return f"FREQ=WEEKLY{interval};BYDAY={_WEEKDAYS[match[2]]}", None, 4


def _monthly(match: Match[str]) -> _Built:
    return _in_months((), _day(match[1])), None, 15


def _quarterly(match: Match[str]) -> _Built:
    return _in_months(_QUARTER_ENDS, _day(match[1])), None, 30


def _half_yearly(match: Match[str]) -> _Built:
    return _in_months(_HALF_ENDS, _day(match[1])), None, 30


def _yearly(match: Match[str]) -> _Built:
    months = tuple(int(month) for month in re.findall(r"\d+", match[1]))
    if not months or not all(1 <= month <= 12 for month in months):
        raise CadenceUnread(match[0])
    return _in_months(months, _day(match[2])), None, 30


def _day(said: str | None) -> int:
    """The day of the month; 0 for its end."""
    day = int(said) if said and said.isdigit() else 0
    if day > 31:
        raise CadenceUnread(said or "")
    return day


def _in_months(months: tuple[int, ...], day: int) -> str:
    """A day that some months lack means their last one."""
    inside = f";BYMONTH={','.join(str(month) for month in months)}" if months else ""
    if day == 0:
        return f"FREQ=MONTHLY{inside};BYMONTHDAY=-1"
    if day <= _LAST_SURE_DAY:
        return f"FREQ=MONTHLY{inside};BYMONTHDAY={day}"
    days = ",".join(str(one) for one in range(_LAST_SURE_DAY, day + 1))
    return f"FREQ=MONTHLY{inside};BYMONTHDAY={days};BYSETPOS=-1"


_END = r"(?:(\d{1,2})日|月?底|月?末|最后一天)"
_FORMS: tuple[tuple[str, Callable[[Match[str]], _Built]], ...] = (
    (r"进驻(?:之|以)?后(?:第)?(\d{1,3})[天日]", _after_stationing),
    (r"每(?:隔)?([一两二三四2-4])?个?周(?:的)?周?([一二三四五六日天])", _weekly),
    (r"每(?:个)?季(?:度)?(?:的)?(?:末|最后一个?)?月?" + _END, _quarterly),
    (r"每(?:个)?季(?:度)?末()", _quarterly),
    (r"每半年(?:末)?(?:月)?" + _END + "?", _half_yearly),
    (r"每年(\d{1,2}月?(?:[、和]\d{1,2}月?)*)" + _END, _yearly),
    (r"每(?:个)?月(?:的)?" + _END, _monthly),
)


def _time(plain: str) -> time:
    """17:00, 17点, 下午5点半; six in the evening where none is said."""
    match = re.search(r"(上午|下午|晚上|中午)?(\d{1,2})(?:[:：](\d{2})|点(半)?)", plain)
    if match is None:
        return time(18)
    hour = int(match[2]) + (12 if match[1] in ("下午", "晚上") and int(match[2]) < 12 else 0)
    minute = int(match[3]) if match[3] else 30 if match[4] else 0
    if hour > 23 or minute > 59:
        raise CadenceUnread(match[0])
    return time(hour, minute)
