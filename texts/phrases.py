"""Dates, money and lists as people in an office write them."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from html import unescape

from markupsafe import Markup

from services.clock import TEAM_ZONE

_TAG = re.compile(r"<[^>]*>")
_FULL_WIDTH = dict(zip(",:?!;()", "，：？！；（）", strict=True))
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,:?!;()](?=[\u4e00-\u9fff])")
_WEEK = "一二三四五六日"


def day(value: date, today: date | None = None) -> str:
    """11月22日; with the year when it is not this one's."""
    short = f"{value.month}月{value.day}日"
    return short if today is not None and value.year == today.year else f"{value.year}年{short}"


def weekday(value: date) -> str:
    """周日."""
    return f"周{_WEEK[value.weekday()]}"


def clock(moment: datetime) -> str:
    """09:12 on the teams' clock."""
    return moment.astimezone(TEAM_ZONE).strftime("%H:%M")


def moment(value: datetime, today: date) -> str:
    """11月22日09:12."""
    local = value.astimezone(TEAM_ZONE)
    return f"{day(local.date(), today)}{local:%H:%M}"


def deadline(due_at: datetime, today: date, working_days_left: int) -> str:
    """11月30日（周一）18:00前，还有5个工作日; 今天18:00前; 11月25日到期，已过期2天."""
    due = due_at.astimezone(TEAM_ZONE).date()
    if due < today:
        return f"{day(due, today)}到期，已过期{(today - due).days}天"
    if due == today:
        return f"今天{clock(due_at)}前"
    return f"{day(due, today)}（{weekday(due)}）{clock(due_at)}前，还有{working_days_left}个工作日"


def days(first: date, last: date, today: date) -> str:
    """11月20日至30日; 11月20日至12月4日; the year where it is not this one's."""
    if first == last:
        return day(first, today)
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{day(first, today)}至{f'{last.day}日' if same_month else day(last, today)}"


def size(count: int) -> str:
    """12.3MB; under a megabyte 512KB."""
    return f"{count / 1_000_000:.1f}MB" if count >= 1_000_000 else f"{-(-count // 1000)}KB"


def listed(words: Sequence[str]) -> str:
    """甲、乙、丙."""
    return "、".join(words)


def clipped(words: str, most: int) -> str:
    """At most so many characters, with … where something was left out."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def typeset(words: str) -> str:
    """Words as somebody typed them, with full-width marks between Chinese characters, as on paper."""
    return _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark[0]], words)


def without_marks(html: Markup) -> str:
    """The words alone, line breaks kept (Markup.striptags would fold them)."""
    return unescape(_TAG.sub("", html))
