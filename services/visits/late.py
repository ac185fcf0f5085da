"""What was promised for a day already gone by when it was told: no day is kept, and which was meant is to be asked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.understanding import Promise, Understanding
from services.understanding.dates import Direction, find
from services.understanding.plain import plain

_MARK = re.compile(r"[,。;!?\n]")


def dated(said: Sequence[Promise], told_on: date) -> tuple[Promise, ...]:
    """The promises as they may be kept: one for a day gone by has none."""
    return tuple(replace(one, by=None) if one.by and one.by < told_on else one for one in said)


def late_promise(note: Understanding, told_on: date) -> str | None:
    """The first promise that was given a day gone by, whether it was read with that day or without any."""
    return next((one.what for one in note.promises if _is_late(one, note, told_on)), None)


def _is_late(one: Promise, note: Understanding, told_on: date) -> bool:
    if one.by is not None:
        return one.by < told_on
    text, what = plain(note.said), plain(one.what)
    at = text.find(what)
    if at < 0:
        return False
    before = max((mark.end() for mark in _MARK.finditer(text, 0, at)), default=0)
    return any(mention.days(Direction.PAST).single for mention in find(text[before:at], told_on).mentions)
