"""What the team knows: the places, the knowledge base and its matcher, and where they stand for all to use."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.duties import DutyBook
from knowledge.duties import shipped as shipped_duties
from knowledge.entries import Layer, build, shipped_layer
from knowledge.matching import Match, Matcher
from knowledge.places import Places
from knowledge.places import shipped as shipped_places
from services.access import TeamView
from services.hours import Hours


@dataclass(frozen=True)
class Knowledge:
    """Everything a sentence may be about, the duties, and when people may be spoken to."""

    places: Places
    base: KnowledgeBase
    matcher: Matcher
    duties: DutyBook
    hours: Hours

    def match(self, question: str, team: TeamView | None, today: date) -> Match:
        """The entries nearest to a question, as they read for the asker's own town."""
        return self.matcher.match(question, town=team.town if team else None, today=today)


@dataclass
class Shelf:
    """Where the knowledge of this process stands; whoever works takes it from here anew, since it is replaced whole."""

    knowledge: Knowledge


def load(hours: Hours | None = None, layers: Sequence[Layer] = ()) -> Knowledge:
    """The shipped knowledge under these layers; refuses (KnowledgeError) with every complaint at once."""
    base = build([shipped_layer(), *layers])
    return Knowledge(shipped_places(), base, matcher_of(base), shipped_duties(), hours or Hours())


def settle() -> None:
    """What has been loaded by now is there to stay: Python's collector need not walk through it again and again.

    Of every twenty-five moments of a busy process one went into that (python -m bench.updates).
    """
    gc.collect()
    gc.freeze()


def matcher_of(base: KnowledgeBase) -> Matcher:
    """The matcher of all entries."""
    return Matcher(list(base.entries.values()))
