"""Ranks the entries for a question, and gathers what speaks for the first of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from rapidfuzz import fuzz

from knowledge.base import Entry
from knowledge.matching.applying import holds_for
from knowledge.matching.deciding import Signals
from knowledge.matching.features import Clause
from knowledge.matching.index import Asked, Floats, Index
from knowledge.matching.normalising import clauses
from knowledge.matching.weights import learnt
from knowledge.matching.words import function_words

ELSEWHERE = 2.0
"""What an entry for other kinds of town loses, in log odds."""
NONE = 7.0
"""The odds of no entry being meant: what the first entry reaches for small talk (median)."""
FARTHEST = 6.0
_NOTHING = 1e-12


@dataclass(frozen=True)
class Standing:
    """One entry's place: its number, what speaks for it, and its wording nearest to the question."""

    entry: int
    signals: Signals
    wording: str


class Chances:
    """How the entries stand against each other and against none of them, summed once for all that are looked at."""

    def __init__(self, odds: Floats, strangers: Sequence[int]) -> None:
        self._odds = odds
        self._highest = max(float(odds.max()), NONE)
        self._chances = np.exp(odds.astype(np.float64) - self._highest)
        self._chances[strangers] = 0.0
        self._all = float(self._chances.sum()) + exp(NONE - self._highest)

    def lead(self, entry: int, aside: Sequence[int]) -> float:
        """Log odds of the entry against none and all others but those `aside`, within FARTHEST."""
        others = max(self._all - sum(float(self._chances[one]) for one in aside), _NOTHING)
        lead = float(self._odds[entry]) - self._highest - log(others)
        return min(max(lead, -FARTHEST), FARTHEST)


class Ranking:
    """Knows the entries and how near each is to a question."""

    def __init__(self, entries: Sequence[Entry], weights: Floats | None = None) -> None:
        """`weights` take the place of the learnt ones while they are being learnt."""
        self.entries = tuple(entries)
        self.index = Index(entries)
        self._texts = [[_content("".join(clauses(wording))) for wording in entry.wordings] for entry in entries]
        self._siblings = _siblings(entries)
        self._bound = [number for number, entry in enumerate(entries) if entry.applies_to]
        self._weights = np.array(learnt().nearness, np.float32) if weights is None else weights

    def standings(self, said: Sequence[Clause], kinds: Collection[str], top: int) -> list[Standing]:
        """The nearest entries, best first."""
        asked, text = self.index.asked(said), "".join(clause.text for clause in said)
        strangers = [number for number in self._bound if not holds_for(self.entries[number], kinds)]
        odds = self.index.odds(asked, self._weights)
        odds[strangers] -= np.float32(ELSEWHERE)
        order = np.argsort(-odds, kind="stable")[:top].tolist()
        chances = Chances(odds, strangers)
        return [
            self._standing(entry, asked, text, chances.lead(entry, [entry, *self._siblings[entry]])) for entry in order
        ]

    def _standing(self, entry: int, asked: Asked, text: str, lead: float) -> Standing:
        wording, alike = self._nearest_wording(entry, text)
        return Standing(entry, Signals(lead, self.index.shares(asked, entry), alike), wording)

    def _nearest_wording(self, entry: int, asked: str) -> tuple[str, float]:
        asked = _content(asked)
        alike = [fuzz.ratio(asked, text) for text in self._texts[entry]]
        nearest = max(range(len(alike)), key=alike.__getitem__)
        return self.entries[entry].wordings[nearest], alike[nearest] / 100


def _siblings(entries: Sequence[Entry]) -> list[list[int]]:
    """Of every entry those that it replaces or that replace it."""
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    found: list[list[int]] = [[] for _ in entries]
    for number, entry in enumerate(entries):
        if entry.replaced_by in numbers:
            found[number].append(numbers[entry.replaced_by])
            found[numbers[entry.replaced_by]].append(number)
    return found


def _content(text: str) -> str:
    """The text without function words, which make strangers look alike."""
    return function_words().removed_from(text) or text
