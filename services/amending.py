"""Reads the new wording of one field of a visit; what cannot be read is refused, never guessed."""

import re
from collections.abc import Callable
from datetime import date

from knowledge.places import Places
from knowledge.places.nearest import nearest
from services.access import Speaker
from services.understanding import Kind, Understanding
from services.understanding.counts import first_count
from services.understanding.dates import Direction, find
from services.understanding.plain import plain
from services.understanding.villages import find_villages
from services.work import WorkError

_NAMES = re.compile(r"[;；、，,\s]+")
_SEPARATOR = re.compile(r"[;；\n]+")
_LONGEST_NAME = 10
_LIKE_A_NAME = re.compile(r"(?:[村寨社区]|\d[日号])$")
_TELLS = re.compile(r"走访|入户|家访|回访|慰问|看望|探望|调研|座谈|[看走访跑]了")
"""Words with which a visit of its own begins, however short."""
_WENT = re.compile(r"(?<!送)(?:去了|到了|去过|去的)(?!医院|卫生院)|也去|[今昨前]天[^,。;]{0,4}[去到]")
_FILLING = re.compile(r"[\s,。;:!?、的是在去到了就那这个吧呢啊村里天应该]")


class DateUnread(WorkError):
    """No single day can be read from the words; `nearest` where the day said is in no calendar."""

    def __init__(self, said: str, nearest_day: date | None) -> None:
        super().__init__(said)
        self.said = said
        self.nearest = nearest_day


class CountUnread(WorkError):
    """No number of households or people can be read from the words."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class VillageUnknown(WorkError):
    """The town has no such village; `nearest` are names that may be meant."""

    def __init__(self, said: str, town: str, nearest_names: tuple[str, ...]) -> None:
        super().__init__(said)
        self.said = said
        self.town = town
        self.nearest = nearest_names


def reading_of(field: str, words: str, speaker: Speaker, today: date, places: Places) -> object:
    """The value these words mean for this field: a day, a village's name, a number, a list of texts, or the words."""
    if field == "visited_on":
        return _day(words, today)
    if field == "village":
        return _village(words, speaker, places)
    if field == "count":
        return _count(words)
    if field == "companions":
        return [part.strip() for part in _NAMES.split(words) if part.strip()]
    if field in ("needs", "actions"):
        return [part.strip() for part in _SEPARATOR.split(words) if part.strip()]
    return words


def may_fill(words: str, note: Understanding, speaker: Speaker, today: date, places: Places) -> bool:
    """Whether words answer which village or which day was meant, rather than being a sentence of their own.

    They do when hardly more is in them than a village and a day; short ones too where they look like a name.
    """
    town = speaker.team.town if speaker.team else None
    if _named_alone(plain(words), town, today, places):
        return True
    if len(words) > _LONGEST_NAME or note.unmade or note.kind not in (Kind.VISIT, Kind.CHAT):
        return False
    if note.kind is Kind.VISIT:
        named = bool(note.village_said or note.village_candidates)
        return named and not (note.needs or note.actions or note.promises or note.count or _TELLS.search(words))
    names = tuple(village.name for village in places.villages_of(town or ""))
    return bool(_LIKE_A_NAME.search(words) or note.impossible or nearest(words, names))


def tells_of_going(words: str) -> bool:
    """走访了李伯家, 去了许坑村: a visit of its own is told of."""
    return bool(_TELLS.search(plain(words)) or _WENT.search(plain(words)))


def names_another_village(words: str, village: str, speaker: Speaker, places: Places) -> bool:
    """Villages are named, be they in no list of the town, and this one is not among them."""
    found = find_villages(plain(words), speaker.team.town if speaker.team else None, places)
    named = {hit.village.name for hit in found.hits} | {one.name for one in found.candidates}
    return bool(named or found.unknown) and village not in named


def names_another_day(words: str, said: str, today: date) -> bool:
    """Both name days, and none in common."""
    named, before = (_days_of(text, today) for text in (words, said))
    return bool(named and before) and named.isdisjoint(before)


def _days_of(words: str, today: date) -> set[date]:
    days = [mention.days(Direction.PAST).single for mention in find(plain(words), today).mentions]
    return {day for day in days if day is not None}


def is_day_alone(words: str, today: date) -> bool:
    """A day is named, and hardly more."""
    text = plain(words)
    spans = [(one.start, one.end) for one in find(text, today).mentions]
    left = [char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans)]
    return bool(spans) and len(_FILLING.sub("", "".join(left)).rstrip("前内")) <= 1


def _named_alone(text: str, town: str | None, today: date, places: Places) -> bool:
    """A village or a day is named, and no more than one character is left beside them."""
    found = find_villages(text, town, places)
    spans = [(hit.start, hit.end) for hit in found.hits]
    spans += [(span.start, span.end) for span in (*found.unsure, *found.unknown)]
    spans += [(one.start, one.end) for one in find(text, today).mentions]
    left = [char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans)]
    return bool(spans) and len(_FILLING.sub("", "".join(left))) <= 1


def day_ahead(words: str, today: date) -> date:
    """A single day to come; DateUnread where the words name none."""
    found = find(words, today)
    days = [mention.days(Direction.FUTURE).single for mention in found.mentions]
    [day] = days if len(days) == 1 else [None]
    if day is None or found.impossible:
        raise DateUnread(words, found.impossible[0].nearest if found.impossible else None)
    return day


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


def _count(words: str) -> int | None:
    """3, 三, 3户, 走了三户; none for 没有."""
    said = plain(words).strip(" 。,共约户家人个位名")
    if said in ("没有", "无", "0", "零"):
        return None
    found = int(said) if re.fullmatch(r"\d{1,4}", said) else first_count(f"{said}户") or first_count(plain(words))
    if not found:
        raise CountUnread(words)
    return found


def _village(words: str, speaker: Speaker, places: Places) -> str:
    elsewhere = next((one.name for one in places.villages if words == f"{one.town}{one.name}"), None)
    if elsewhere is not None:
        return elsewhere
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
