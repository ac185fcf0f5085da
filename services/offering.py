"""What is offered under a few words that somebody types in any chat: public entries only (A14)."""

from datetime import date

from knowledge.base import Entry
from services.knowing import Knowledge

MOST = 5
LEAST_SCORE = 0.05
_LOOKED_AT = 15


def offered(knowledge: Knowledge, words: str, today: date) -> list[Entry]:
    """The public entries nearest to these words, at most five; none for no words. Nothing is kept of the typing."""
    if not words.strip():
        return []
    candidates = knowledge.matcher.match(words, today=today, top=_LOOKED_AT).candidates
    return [one.entry for one in candidates if one.entry.public and one.score >= LEAST_SCORE][:MOST]
