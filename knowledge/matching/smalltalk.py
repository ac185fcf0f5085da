"""Tells small talk, which is never a question to the knowledge base."""

from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process

from knowledge.matching.features import Clause
from knowledge.matching.normalising import clauses
from knowledge.matching.words import small_talk

LIKE = 75
"""Per cent of likeness to a known sentence of small talk from which something counts as small talk."""


def is_small_talk(said: Sequence[Clause]) -> bool:
    """Whether it consists of sentences of smalltalk.yaml, or reads much like one of them."""
    if is_nothing_but_small_talk(said):
        return True
    text = "".join(clause.text for clause in said)
    return process.extractOne(text, tuple(_sentences()), scorer=fuzz.ratio, score_cutoff=LIKE) is not None


def is_nothing_but_small_talk(said: Sequence[Clause]) -> bool:
    """Whether every clause is a sentence of smalltalk.yaml: 你这个垃圾 asks nothing, whatever entry knows of 垃圾."""
    return all(clause.text in _sentences() for clause in said)


@cache
def _sentences() -> dict[str, None]:
    """In their order, and quickly asked for one."""
    return dict.fromkeys("".join(clauses(sentence)) for sentence in small_talk())
