"""What of a text is compared: character n-grams, groups of related words, and n-grams of sounds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from knowledge.matching.normalising import clauses
from knowledge.matching.pinyin import sounds
from knowledge.matching.words import related, related_words

Strengths: TypeAlias = dict[str, float]

LONG = 24
"""From this many characters on a question is a story, of which the asking part counts most."""
_TOLD = 0.45
_ASKING = re.compile(
    r"什么|怎么|多少|哪|谁|几|吗|么$|多久|多长|多大|为什么|是不是|能不能|有没有|要不要|会不会|可以|行不行|该不该|算不算|不$|没$|还有没|对吗"
)


@dataclass(frozen=True)
class Clause:
    """A piece of a question in canonical form, and how much it counts (1 for the part that asks)."""

    text: str
    strength: float


def read(text: str) -> tuple[Clause, ...]:
    """The clauses of a question; in a long one what is merely told counts less than half."""
    pieces = clauses(text)
    if sum(map(len, pieces)) <= LONG:
        return tuple(Clause(piece, 1.0) for piece in pieces)
    asks = [bool(_ASKING.search(piece)) for piece in pieces]
    if not any(asks):
        asks[-1] = True
    return tuple(Clause(piece, 1.0 if asking else _TOLD) for piece, asking in zip(pieces, asks, strict=True))


def signs(said: Sequence[Clause]) -> Strengths:
    """Character n-grams of one to three, and §group for every related word."""
    return _strongest(
        (sign, clause.strength)
        for clause in said
        for sign in (
            *grams(clause.text, (1, 2, 3)),
            *(f"§{related_words()[word]}" for word in related().found_in(clause.text)),
        )
    )


def pairs(said: Sequence[Clause]) -> Strengths:
    """Character pairs alone."""
    return _strongest((pair, clause.strength) for clause in said for pair in grams(clause.text, (2,)))


def sound_grams(said: Sequence[Clause]) -> Strengths:
    """Sound n-grams of two and three."""
    return _strongest((gram, clause.strength) for clause in said for gram in grams(sounds(clause.text), (2, 3)))


def grams(units: Sequence[str], lengths: Sequence[int]) -> Iterator[str]:
    """Every run of so many units, joined."""
    for length in lengths:
        for start in range(len(units) - length + 1):
            yield (
                " ".join(units[start : start + length]) if not isinstance(units, str) else units[start : start + length]
            )


def _strongest(found: Iterator[tuple[str, float]]) -> Strengths:
    strengths: Strengths = {}
    for key, strength in found:
        strengths[key] = max(strengths.get(key, 0.0), strength)
    return strengths
