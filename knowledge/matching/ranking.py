"""Ranks the entries for a question, and gathers what speaks for the first of them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.base import Entry
from knowledge.matching.applying import holds_for
from knowledge.matching.background import background
from knowledge.matching.deciding import LONG_ENOUGH, Signals
from knowledge.matching.features import Clause, aspects, content_words, posts, units
from knowledge.matching.index import COMMON, Floats, Index, Shares, answer_text
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


class Question(NamedTuple):
    """A question's text; what is left without function words, how long that is (1 from LONG_ENOUGH characters on), what
    share is not left, and the words in it; what sort of thing it asks for, and the posts it names."""

    text: str
    content: str
    length: float
    loose: float
    words: frozenset[str]
    aspects: frozenset[str]
    posts: frozenset[str]

    @classmethod
    def of(cls, said: Sequence[Clause]) -> "Question":
        """What these clauses say."""
        text = "".join(clause.text for clause in said)
        pieces = [piece for clause in said for piece in function_words().apart(clause.text)]
        content = "".join(pieces) or text
        length, loose = min(len(units(content)) / LONG_ENOUGH, 1.0), 1 - len(content) / max(len(text), 1)
        return cls(text, content, length, loose, content_words(pieces), aspects(text), posts(text))


class Chances:
    """How the entries stand against each other and against none of them, summed once for all that are looked at."""

    def __init__(self, odds: Floats, strangers: Sequence[int]) -> None:
        self._odds = odds
        self._highest = max(float(odds.max()), NONE)
        self._chances = np.exp(odds.astype(np.float64) - self._highest)
        self._chances[strangers] = 0.0
        self._none = exp(NONE - self._highest)
        self._all = float(self._chances.sum()) + self._none

    def lead(self, entry: int, aside: Sequence[int]) -> tuple[float, float]:
        """Log odds of the entry against none and all others but those `aside`, and against those others alone."""
        others = self._all - sum(float(self._chances[one]) for one in aside)
        own = float(self._odds[entry]) - self._highest
        return _within(own - log(max(others, _NOTHING))), _within(own - log(max(others - self._none, _NOTHING)))


class Ranking:
    """Knows the entries and how near each is to a question."""

    def __init__(self, entries: Sequence[Entry], weights: Floats | None = None) -> None:
        """`weights` take the place of the learnt ones while they are being learnt."""
        self.entries = tuple(entries)
        self.index = Index(entries)
        self._weighed = self.index.weighed(np.array(learnt().nearness, np.float32) if weights is None else weights)
        whole = [["".join(clauses(wording)) for wording in entry.wordings] for entry in entries]
        self._texts = [[_content(wording) for wording in wordings] for wordings in whole]
        self._aspects = [frozenset[str]().union(*map(aspects, wordings)) for wordings in whole]
        self._subjects = [_subject(wordings) for wordings in whole]
        self._posts = [_posts(entry, wordings) for entry, wordings in zip(entries, whole, strict=True)]
        self._siblings = _siblings(entries)
        self._bound = _bound(entries)

    def standings(self, said: Sequence[Clause], kinds: Collection[str], top: int) -> list[Standing]:
        """The nearest entries, best first."""
        question = Question.of(said)
        asked = self.index.asked(said, question.words)
        strangers = [number for one, numbers in self._bound if not holds_for(one, kinds) for number in numbers]
        odds = self.index.odds(asked, self._weighed)
        odds[strangers] -= np.float32(ELSEWHERE)
        first, chances = _highest(odds, top), Chances(odds, strangers)
        return [
            self._standing(entry, shares, question, chances.lead(entry, [entry, *self._siblings[entry]]))
            for entry, shares in zip(first, self.index.shares(asked, first), strict=True)
        ]

    def _standing(self, entry: int, shares: Shares, question: Question, leads: tuple[float, float]) -> Standing:
        _, alike, nearest = process.extractOne(question.content, self._texts[entry], scorer=fuzz.ratio)
        signals = Signals(
            *leads,
            shares,
            alike / 100,
            question.length,
            len(question.aspects - self._aspects[entry]),
            next((worth for character, worth in self._subjects[entry] if character not in question.text), 0.0),
            question.loose,
            bool(question.posts) and self._names_another(entry, question.posts),
        )
        return Standing(entry, signals, self.entries[entry].wordings[nearest])

    def _names_another(self, entry: int, posts: frozenset[str]) -> bool:
        """Whether the entry names a post that the question does not, and lacks one that it does."""
        return bool(posts - self._posts[entry] and self._posts[entry] - posts)


def _within(lead: float) -> float:
    return min(max(lead, -FARTHEST), FARTHEST)


def _highest(odds: Floats, top: int) -> list[int]:
    """The first entries, best first, of like ones the earlier; the others are not put in order."""
    least = np.partition(odds, -top)[-top] if top < len(odds) else odds.min()
    found = np.flatnonzero(odds >= least)
    ranked: list[int] = found[np.argsort(-odds[found], kind="stable")][:top].tolist()
    return ranked


def _bound(entries: Sequence[Entry]) -> list[tuple[Entry, list[int]]]:
    """The numbers of all entries that hold for the same kinds of town, behind one of them; of those for some only."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for number, entry in enumerate(entries):
        if entry.applies_to:
            alike.setdefault(tuple(entry.applies_to), []).append(number)
    return [(entries[numbers[0]], numbers) for numbers in alike.values()]


def _subject(wordings: Sequence[str]) -> list[tuple[str, float]]:
    """The characters that half of the wordings have, with what each counts, the highest first."""
    counted = Counter(character for wording in wordings for character in set(wording))
    usual = [(character, count / len(wordings)) for character, count in counted.items() if 2 * count >= len(wordings)]
    worth = ((character, share * min(1.0, background().rarity(character) / COMMON)) for character, share in usual)
    return sorted(worth, key=lambda one: -one[1])


def _posts(entry: Entry, wordings: Sequence[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(posts, (*wordings, *clauses(answer_text(entry)))))


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
