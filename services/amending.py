"""Reads the new wording of one field of a visit; what cannot be read is refused, never guessed."""

import re
from collections.abc import Callable
from datetime import date

from knowledge.places import Places
from knowledge.places.nearest import nearest
from services.access import Speaker
from services.understanding.dates import Direction, find
from services.understanding.plain import plain
from services.understanding.villages import find_villages
from services.work import WorkError

_NAMES = re.compile(r"[;；、，,\s]+")
_SEPARATOR = re.compile(r"[;；\n]+")


class DateUnread(WorkError):
    """No single day can be read from the words; `nearest` where the day said is in no calendar."""

    def __init__(self, said: str, nearest_day: date | None) -> None:
        super().__init__(said)
        self.said = said
        self.nearest = nearest_day


class VillageUnknown(WorkError):
    """The town has no such village; `nearest` are names that may be meant."""

    def __init__(self, said: str, town: str, nearest_names: tuple[str, ...]) -> None:
        super().__init__(said)
        self.said = said
        self.town = town
        self.nearest = nearest_names


def reading_of(field: str, words: str, speaker: Speaker, today: date, places: Places) -> object:
    """The value these words mean for this field: a day, a village's name, a list of texts, or the words."""
    if field == "visited_on":
        return _day(words, today)
    if field == "village":
        return _village(words, speaker, places)
    if field == "companions":
        return [part.strip() for part in _NAMES.split(words) if part.strip()]
    if field in ("needs", "actions"):
        return [part.strip() for part in _SEPARATOR.split(words) if part.strip()]
    return words


def _day(words: str, today: date) -> date:
    found = find(words, today)
    days = [mention.days(Direction.PAST).single for mention in found.mentions]
    [day] = days if len(days) == 1 else [None]
    if day is None or found.impossible:
        raise DateUnread(words, found.impossible[0].nearest if found.impossible else None)
    # 12月1日 said in November looks back to last year when it might be a slip for a day ahead: take it as said.
    ahead = found.mentions[0].days(Direction.FUTURE).single if "月" in words else None
    return ahead if ahead is not None and 0 < (ahead - today).days <= _SLIP_DAYS else day


_SLIP_DAYS = 31


def _village(words: str, speaker: Speaker, places: Places) -> str:
    town = speaker.team.town if speaker.team else ""
    names = [village.name for village in places.villages_of(town)]
    read: list[Callable[[str], bool]] = [
        lambda name: name == words,
        lambda name: plain(name).removesuffix("村") == plain(words).removesuffix("村"),
    ]
    for fits in read:
        exact = [name for name in names if fits(name)]
        if len(exact) == 1:
            return exact[0]
    hits = {hit.village.name for hit in find_villages(plain(words), town, places).hits if hit.village.town == town}
    if len(hits) == 1:
        return hits.pop()
    raise VillageUnknown(words, town, tuple(nearest(words, tuple(names)))[:3])
