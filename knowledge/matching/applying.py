"""For whom an entry holds: the kinds of town it names, against the town that asks or that is asked about."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from knowledge.base import TOWN_KINDS, Entry
from knowledge.matching.words import Words
from knowledge.places import Town, shipped

_TOWN_CLASSES = ("重点帮扶镇", "巩固提升镇")


@dataclass(frozen=True)
class Meant:
    """The kinds of town a question is about, and the one place it is to be answered for."""

    kinds: frozenset[str]
    town: Town | None


def meant_by(question: str, town: str | None) -> Meant:
    """The places or kinds of town a question names, else the asker's own; no one place where it names several, or a
    kind."""
    named = _places().found_in(question)
    found = [one for one in map(shipped().town, named or ([town] if town else [])) if one]
    kinds = {kind for one in found for kind in kinds_of(one)}.union(name for name in named if name in TOWN_KINDS)
    alone = len({one.name for one in found}) == 1 and set(TOWN_KINDS).isdisjoint(named)
    return Meant(frozenset(kinds), found[0] if alone else None)


def kinds_of(town: Town) -> frozenset[str]:
    """What applies_to may call this town; one whose class is not known may be of either class of towns."""
    classes = _TOWN_CLASSES if town.kind == "镇" and town.town_class not in TOWN_KINDS else (town.town_class,)
    return frozenset((town.kind, *classes))


def holds_for(entry: Entry, kinds: Collection[str]) -> bool:
    """Whether the entry says something of such towns; without kinds, or of an entry for everybody, it does."""
    return not kinds or not entry.applies_to or not set(kinds).isdisjoint(entry.applies_to)


@cache
def _places() -> Words:
    return Words([*(name for town in shipped().towns for name in (town.name, *town.also)), *TOWN_KINDS[1:]])
