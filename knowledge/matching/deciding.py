"""When to answer, when to offer a choice, and when to say that nothing was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal, TypeAlias

from knowledge.matching.features import Clause, read
from knowledge.matching.words import function_words

Decision: TypeAlias = Literal["answer", "choose", "none"]

ANSWER = 0.5
CHOOSE = 0.1


@dataclass(frozen=True)
class Signals:
    """What speaks for one entry; `margin` is how far it is ahead of the next best, negative when it is behind."""

    nearness: float
    margin: float
    coverage: float
    best: float

    @property
    def probability(self) -> float:
        """How likely this entry is what was asked for."""
        total = -1.35 + 4.24 * (self.nearness - 0.1965) + 5.97 * (self.margin - 0.0874)
        total += 3.32 * (self.coverage - 0.339) - 5.3 * (self.best - 0.2427) + 1.3
        return 1 / (1 + exp(-total))


def asks_of_anything(said: Sequence[Clause]) -> bool:
    """Whether nothing is left beside function words, as in 「怎么申请」; also of a question without any words."""
    return not any(function_words().uncovered(clause.text) for clause in said)


def asks_back(question: str) -> bool:
    """Whether these words alone ask of anything, so that what they are about must be asked back (A4)."""
    said = read(question)
    return bool(said) and asks_of_anything(said)


def decide(said: Sequence[Clause], scores: Sequence[float]) -> Decision:
    """Answers only where the first is likely and clearly ahead; asks back when anything could be meant."""
    if not said or not scores:
        return "none"
    if asks_of_anything(said):
        return "choose"
    return "answer" if scores[0] >= ANSWER else "choose" if scores[0] >= CHOOSE else "none"
