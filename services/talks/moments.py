"""When a session begins and its sign-up closes, as people say it: 11月30日下午3点, 下周三15:00."""

import re
from datetime import date, datetime, time, timedelta

from services.clock import TEAM_ZONE, day_of
from services.talks.refusals import MomentUnread
from services.understanding.dates import Direction, find

_CLOCK = re.compile(r"(上午|早上|中午|下午|晚上)?(\d{1,2})(?:[:：](\d{2})|[点时](半|\d{1,2}分?)?)")
_FURTHEST = timedelta(days=183)
_UNITS = "零一二三四五六七八九十"
_SPELT = re.compile(r"(十[一二]?|[一两二三四五六七八九])(?=点)")


def read(said: str, now: datetime, otherwise: time) -> datetime:
    """The moment these words name, looking ahead, at `otherwise` where no hour is said.

    MomentUnread where they name none, or one that is more than half a year away: then a month that is over was meant.
    """
    moment = datetime.combine(_day(said, day_of(now)), _time(said, otherwise), TEAM_ZONE)
    if not now < moment < now + _FURTHEST:
        raise MomentUnread(said)
    return moment


def _day(said: str, today: date) -> date:
    found = find(said, today)
    days = {mention.days(Direction.FUTURE) for mention in found.mentions}
    if found.impossible or len(days) != 1:
        raise MomentUnread(said)
    [day] = days
    if day.first != day.last:
        raise MomentUnread(said)
    return day.first


def _time(said: str, otherwise: time) -> time:
    match = _CLOCK.search(_SPELT.sub(_in_figures, said))
    if match is None:
        return otherwise
    hour = int(match[2]) + (12 if match[1] in ("下午", "晚上") and int(match[2]) < 12 else 0)
    minute = int(match[3]) if match[3] else _minutes(match[4])
    if hour > 23 or minute > 59:
        raise MomentUnread(said)
    return time(hour, minute)


def _in_figures(spelt: re.Match[str]) -> str:
    return str(sum(_UNITS.index(one) for one in spelt[0].replace("两", "二")))


def _minutes(said: str | None) -> int:
    return 0 if said is None else 30 if said == "半" else int(said.removesuffix("分"))
