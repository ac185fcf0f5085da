"""What the team knows, loaded once: the places, the knowledge base and its matcher."""

from dataclasses import dataclass
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.entries import shipped as shipped_entries
from knowledge.matching import Match, Matcher
from knowledge.places import Places
from knowledge.places import shipped as shipped_places
from services.access import TeamView


@dataclass(frozen=True)
class Knowledge:
    """Everything a sentence may be about."""

    places: Places
    base: KnowledgeBase
    matcher: Matcher

    def match(self, question: str, team: TeamView | None, today: date) -> Match:
        """The entries nearest to a question, as they read for the asker's own town."""
        return self.matcher.match(question, town=team.town if team else None, today=today)


def load() -> Knowledge:
    """The shipped knowledge; refuses (KnowledgeError) with every complaint at once."""
    base = shipped_entries()
    return Knowledge(shipped_places(), base, Matcher(list(base.entries.values())))
