"""What of a text is compared: its characters, its pairs of characters, and the groups of related words it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from operator import add
from typing import TypeAlias

from knowledge.matching.background import background
from knowledge.matching.normalising import clauses
from knowledge.matching.words import (
    asking_words,
    aspect_words,
    function_words,
    office_words,
    offices,
    related,
    related_words,
)

Strengths: TypeAlias = dict[str, float]

LONG = 24
"""From this many characters on a question is a story, of which the asking part counts most."""
TOLD = 0.6
TELLING = 9.5
"""Rarity (nats) of a word that says what a question is about: 低保 has 14, 安排 less."""
_ASKING = re.compile(
    r"什么|怎么|多少|哪|谁|几|吗|么$|多久|多长|多大|为什么|是不是|能不能|有没有|要不要|会不会|可以|行不行|该不该"
    r"|算不算|不$|没有?$|还有没|对吗|还是|(?P<done>.)不(?P=done)|合不合"
)
_TELLING_OF = re.compile(
    r"^(?:那个|就是)?(?:他|她|这户|那户|这家|那家|有户|有家|有[1-9]户|有个|隔壁|邻居|我家|阿[伯叔姨婶嫂姐]|老[陈李王张黄林吴郑])|了$"
)
_GROUP = "§"
_UNITS = re.compile(r"[a-z]+|.", re.DOTALL)


class Kind(IntEnum):
    """What a sign is; each kind has weights of its own."""

    GROUP = 0
    CHARACTER = 1
    WORD = 2
    SEAM = 3


@dataclass(frozen=True)
class Clause:
    """A piece of a question in canonical form, and how much it counts (1 for the part that asks)."""

    text: str
    strength: float


def read(text: str) -> tuple[Clause, ...]:
    """The clauses of a question; in a long one what is merely told counts less."""
    pieces = clauses(text)
    if sum(map(len, pieces)) <= LONG:
        return tuple(Clause(piece, 1.0) for piece in pieces)
    asking = [asks(piece) for piece in pieces]
    if not any(asking):
        asking[-1] = True
    return tuple(Clause(piece, 1.0 if wanted else TOLD) for piece, wanted in zip(pieces, asking, strict=True))


def asks(clause: str) -> bool:
    """Whether a clause has a word of asking."""
    return bool(_ASKING.search(clause))


def tells_only(said: Sequence[Clause]) -> bool:
    """他家还有个小孩在读高中: a statement about somebody, without any word of asking."""
    asked = any(asks(clause.text) or aspects(clause.text) for clause in said)
    return not asked and any(_TELLING_OF.search(clause.text) for clause in said)


def asking_part(said: Sequence[Clause]) -> tuple[Clause, ...] | None:
    """The clauses of a long question that ask; None where all do."""
    asking = tuple(clause for clause in said if clause.strength == 1.0)
    return asking if len(asking) < len(said) else None


def names_something(said: Sequence[Clause]) -> bool:
    """Whether a part of a story can be asked by itself: it has a rare enough word, unlike 具体是怎么安排的."""
    left = (function_words().removed_from(clause.text) for clause in said)
    return any(
        background().rarity(pair) >= TELLING for text in left for pair in pairs(text) if background().knows(pair)
    )


def content_words(pieces: Sequence[str]) -> frozenset[str]:
    """The pairs inside words of the language in what is left of a text without function words."""
    knows = background().knows
    return frozenset(pair for piece in pieces if len(piece) > 1 for pair in pairs(piece) if knows(pair))


def aspects(text: str) -> frozenset[str]:
    """What sort of thing is asked for: how much, until when, who, whether one may …"""
    return frozenset(aspect_words()[word] for word in asking_words().each_in(text))


def posts(text: str) -> frozenset[str]:
    """The posts a text names, each by its usual name: 镇党委书记 is no 第一书记."""
    return frozenset(office_words()[word] for word in offices().each_in(text))


def units(text: str) -> list[str]:
    """Its characters, and words in Latin letters whole."""
    return _UNITS.findall(text)


def signs(said: Sequence[Clause]) -> Strengths:
    """Every sign of the text with the strength of the strongest clause that has it."""
    strengths: Strengths = {}
    for clause in said:
        weaker = [sign for sign in _signs(clause.text) if strengths.get(sign, 0.0) < clause.strength]
        strengths.update(dict.fromkeys(weaker, clause.strength))
    return strengths


@lru_cache(maxsize=20_000)
def kind(sign: str) -> Kind:
    """Of two characters, those that stand side by side in some word of the language are told from mere neighbours."""
    if sign.startswith(_GROUP):
        return Kind.GROUP
    if _UNITS.fullmatch(sign):
        return Kind.CHARACTER
    return Kind.WORD if background().knows(sign) else Kind.SEAM


def pairs(clause: Sequence[str]) -> Iterator[str]:
    """Every two neighbours."""
    return map(add, clause, clause[1:])


def _signs(clause: str) -> list[str]:
    """A word in Latin letters is one sign, as a character is."""
    found = units(clause)
    groups = [_GROUP + name for word in related().found_in(clause) for name in related_words()[word]]
    return [*found, *pairs(found), *groups]
