"""What the team knows, loaded once: the places, the knowledge base and its matcher."""

from dataclasses import dataclass
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.duties import DutyBook
from knowledge.duties import shipped as shipped_duties
from knowledge.entries import shipped as shipped_entries
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


def load(hours: Hours | None = None) -> Knowledge:
    """The shipped knowledge and the office's hours; refuses (KnowledgeError) with every complaint at once."""
    base = shipped_entries()
    matcher = Matcher(list(base.entries.values()))
    return Knowledge(shipped_places(), base, matcher, shipped_duties(), hours or Hours())
