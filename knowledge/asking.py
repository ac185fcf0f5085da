"""Questions put to the matcher alone, as `bot.py ask` prints them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypedDict

from knowledge.base import Entry
from knowledge.matching import Decision, Match, Matcher
from knowledge.places import Town


class Offered(TypedDict):
    """One of the nearest entries."""

    id: str
    score: float
    facts: list[str]


class Asked(TypedDict):
    """One question and what came of it: a contract outside scripts rely on (design.md, section 5)."""

    question: str
    decision: Decision
    candidates: list[Offered]
    answer: str | None


def own_answer(entry: Entry, _town: Town | None = None) -> str:
    """The answer as it stands in the file."""
    return entry.answer.strip()


def ask_lines(
    questions: Iterable[str],
    matcher: Matcher,
    *,
    town: str | None = None,
    today: date | None = None,
    top: int = 3,
    told: Callable[[Entry, Town | None], str] = own_answer,
) -> Iterator[Asked]:
    """One object per question, in order, a blank one too; `told` makes the text a person would be sent, as it reads for
    the town that is meant."""
    for question in questions:
        match = matcher.match(question, town=town, today=today, top=top)
        yield {
            "question": question,
            "decision": match.decision,
            "candidates": [_offered(match, place) for place in range(len(match.candidates))],
            "answer": told(match.candidates[0].entry, match.town) if match.decision == "answer" else None,
        }


def _offered(match: Match, place: int) -> Offered:
    candidate = match.candidates[place]
    return {"id": candidate.entry.id, "score": candidate.score, "facts": list(candidate.entry.facts)}
