"""Days and reasons as people say them about a duty."""

import re
from dataclasses import dataclass
from datetime import date

from services.duties.refusals import DayUnread
from services.understanding.dates import Direction, find

_MARKS = " ，。；、,.;:："
_VERBS = re.compile(r"^(?:实际|就)?(?:已经|已)?(?:完成|做完|办完|办好|办结|弄完)(?:了|的)?")


@dataclass(frozen=True)
class DoneSaid:
    """When something was done, and what was said beside it."""

    day: date
    reason: str | None


def day_done(words: str, today: date) -> date:
    """The one day somebody names, looking back; DayUnread where there is none or more than one."""
    return _day(words, today, Direction.PAST)


def day_ahead(words: str, today: date) -> date:
    """The one day somebody names, looking ahead; DayUnread where there is none or more than one."""
    return _day(words, today, Direction.FUTURE)


def done(words: str, today: date) -> DoneSaid:
    """11月26日完成，下村耽误了: the day and, where something more was said, the reason."""
    day = day_done(words, today)
    [mention] = find(words, today).mentions
    rest = (words[: mention.start] + words[mention.end :]).strip(_MARKS)
    reason = _VERBS.sub("", rest).strip(_MARKS)
    return DoneSaid(day, reason if len(reason) > 1 else None)


def _day(words: str, today: date, direction: Direction) -> date:
    days = [mention.days(direction).single for mention in find(words, today).mentions]
    if len(days) != 1 or days[0] is None:
        raise DayUnread(words)
    return days[0]
