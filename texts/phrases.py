"""Dates, money and lists as people in an office write them."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from html import unescape

from markupsafe import Markup

from services.clock import TEAM_ZONE

_TAG = re.compile(r"<[^>]*>")
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


def listed(words: Sequence[str]) -> str:
    """甲、乙、丙."""
    return "、".join(words)


def clipped(words: str, most: int) -> str:
    """At most so many characters, with … where something was left out."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def without_marks(html: Markup) -> str:
    """The words alone, line breaks kept (Markup.striptags would fold them)."""
    return unescape(_TAG.sub("", html))
