"""For whom an entry holds: the kinds of town it names, against the town that asks or that is asked about."""

from collections.abc import Collection
from functools import cache

from knowledge.base import TOWN_KINDS, Entry
from knowledge.matching.words import Words
from knowledge.places import Town, shipped

_TOWN_CLASSES = ("重点帮扶镇", "巩固提升镇")


def kinds_asked_about(question: str, town: str | None) -> frozenset[str]:
    """The kinds of town a question is about: of the places or kinds it names, else of the asker's own town."""
    named = _places().found_in(question)
    towns = [shipped().town(name) for name in named] if named else [shipped().town(town)] if town else []
    kinds = {kind for found in towns if found for kind in kinds_of(found)}
    return frozenset(kinds.union(name for name in named if name in TOWN_KINDS))


def town_meant(question: str, town: str | None) -> Town | None:
    """The one place a question names, else the asker's own; None where it names several, or a kind of town."""
    named = _places().found_in(question)
    if not named:
        return shipped().town(town) if town else None
    towns = {found.name: found for found in map(shipped().town, named) if found}
    return next(iter(towns.values())) if len(towns) == 1 and set(TOWN_KINDS).isdisjoint(named) else None


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
