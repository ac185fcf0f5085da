"""The moment people name for a notice: 明早8:30, 11月25日上午9点, 2小时后, 下周一."""

import re
from datetime import date, datetime, time, timedelta

from services.clock import TEAM_ZONE, day_of
from services.notices.refusals import MomentPast, MomentUnread
from services.understanding.dates import Direction, Mention, find
from services.understanding.plain import plain

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBER = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_PARTS = {
    "凌晨": 0, "清晨": 6, "早上": 8, "早晨": 8, "上午": 9, "中午": 12, "下午": 15, "傍晚": 18, "晚上": 20, "今晚": 20,
    "明晚": 20, "明早": 8, "今早": 8, "早": 8, "晚": 20,
}  # fmt: skip
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_CLOCK = re.compile(
    rf"(?P<part>{_PART})?\s?(?P<hour>{_NUMBER})(?::(?P<minute>\d{{2}})|[点时](?P<spoken>半|一刻|三刻|{_NUMBER}|\d{{2}})?分?)"
)
_LATER = re.compile(rf"(?P<number>{_NUMBER}|半)个?(?P<unit>小时|钟头|分钟|分)(?:之?后|以后)")
_USUAL = time(9)
_MORNING = time(8, 30)
_NOON = 12
_FAR = timedelta(days=200)
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}


def read(words: str, now: datetime) -> datetime:
    """The one moment the words name. Refuses what names none or several (MomentUnread), and the past (MomentPast).

    A clock without a day is its next time; a day without a clock means 09:00, a morning 08:30.
    """
    text = plain(words)
    later = _LATER.search(text)
    if later is not None:
        return now + _span(later)
    clock, rest = _clock(text)
    day = _day(rest, now)
    if day is None and clock is None:
        raise MomentUnread(words)
    moment = datetime.combine(day or day_of(now), clock or _usual(text), TEAM_ZONE)
    if day is None and moment <= now:
        moment += timedelta(days=1)
    if moment <= now:
        raise MomentPast(moment)
    return moment


def _day(text: str, now: datetime) -> date | None:
    today = day_of(now)
    found = find(text, today)
    if found.impossible:
        raise MomentUnread(text, found.impossible[0].nearest)
    days = {_meant(mention, today) for mention in found.mentions}
    if len(days) > 1 or None in days:
        raise MomentUnread(text)
    return next(iter(days), None)


def _meant(mention: Mention, today: date) -> date | None:
    """11月20日 said on the 22nd is the day that has just been, and no day of next year."""
    ahead, before = mention.days(Direction.FUTURE).single, mention.days(Direction.PAST).single
    if ahead is None or before is None or before >= today or ahead - today < _FAR:
        return ahead
    return before


def _clock(text: str) -> tuple[time | None, str]:
    """The time of day, and the words without it."""
    found = [match for match in _CLOCK.finditer(text) if _is_clock(match)]
    if len(found) != 1:
        return None, text
    match = found[0]
    hour = _value(match["hour"])
    part = match["part"] or ""
    if hour < _NOON and _PARTS.get(part, 0) >= _NOON:
        hour += _NOON
    minute = int(match["minute"]) if match["minute"] else _MINUTES.get(match["spoken"] or "", -1)
    if minute < 0:
        minute = _value(match["spoken"]) if match["spoken"] else 0
    day = part[0] + "天" if part[:1] in ("今", "明") and part else ""
    return time(hour, minute), text[: match.start()] + day + " " + text[match.end() :]


def _is_clock(match: re.Match[str]) -> bool:
    minute = match["minute"] or match["spoken"] or "0"
    return _value(match["hour"]) < 24 and (minute in _MINUTES or _value(minute) < 60)


def _usual(text: str) -> time:
    """明早 and 上午 without a clock."""
    part = next((name for name in sorted(_PARTS, key=len, reverse=True) if name in text), None)
    if part is None:
        return _USUAL
    return _MORNING if _PARTS[part] == _MORNING.hour else time(_PARTS[part])


def _span(match: re.Match[str]) -> timedelta:
    number = 0.5 if match["number"] == "半" else _value(match["number"])
    return timedelta(hours=number) if match["unit"] in ("小时", "钟头") else timedelta(minutes=number)


def _value(said: str) -> int:
    """12, 十二, 二十五."""
    if said.isdigit():
        return int(said)
    tens, mark, ones = said.rpartition("十")
    if not mark:
        return _DIGITS.get(said, 99)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
