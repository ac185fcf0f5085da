"""Finds the entries nearest to a question and decides whether one of them may be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from knowledge.base import Entry, Standing
from knowledge.matching.applying import holds_for, kinds_asked_about
from knowledge.matching.deciding import ANSWER, Decision, Signals, decide
from knowledge.matching.features import Clause, read
from knowledge.matching.index import Index
from knowledge.matching.normalising import clauses, plain
from knowledge.matching.space import Floats

SHORT_LIST = 20
ELSEWHERE = 0.8
"""What is left of the nearness of an entry for other kinds of town."""


@dataclass(frozen=True)
class Candidate:
    """An entry that may be meant, how likely it is (0 to 1), and its wording nearest to the question."""

    entry: Entry
    score: float
    wording: str


@dataclass(frozen=True)
class Match:
    """What to do with a question, and the entries nearest to it, best first, whatever the decision.

    `read_as` is how the question was read where its characters had to be changed; `threshold` is the score from which
    an answer is given.
    """

    decision: Decision
    candidates: tuple[Candidate, ...]
    read_as: str | None = None
    threshold: float = ANSWER


class Matcher:
    """Knows the entries; asking never fails and changes nothing."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._index = Index(entries)
        self._exact = _exact_wordings(entries)
        self._bound = [number for number, entry in enumerate(entries) if entry.applies_to]

    def match(self, question: str, *, town: str | None = None, today: date | None = None, top: int = 3) -> Match:
        """The decision and the `top` nearest entries; any text is allowed.

        An entry for other kinds of town than the asker's (or than those the question names) steps back. It takes
        nothing from the lead of the first, nor does an entry that replaces the first or that it replaced.
        """
        if not self._index.entries:
            return Match("none", ())
        said, kinds = read(question), kinds_asked_about(plain(question), town)
        alike = self._index.likeness(said)
        standings = self._standings(said, alike, kinds)
        exact = self._exact_entry(question, kinds, today)
        if exact is not None:
            standings = [(exact, 1.0), *(one for one in standings if one[0] != exact)]
        candidates = tuple(self._candidate(entry, score, alike) for entry, score in standings[: max(top, 1)])
        decision = "answer" if exact is not None else decide(said, [one.score for one in candidates])
        return Match(decision, candidates)

    def _standings(self, said: Sequence[Clause], alike: Floats, kinds: Collection[str]) -> list[tuple[int, float]]:
        """The nearest entries with their scores, best first."""
        near, best = self._index.nearness(alike), self._index.best(alike)
        near[[one for one in self._bound if not holds_for(self._index.entries[one], kinds)]] *= np.float32(ELSEWHERE)
        order = np.argsort(-near, kind="stable")[:SHORT_LIST].tolist()
        found: list[tuple[int, float]] = []
        for entry in order:
            ahead = float(near[entry] - near[self._rival(entry, order, kinds)])
            signals = Signals(float(near[entry]), ahead, self._index.coverage(said, entry), float(best[entry]))
            score = signals.probability if said else 0.0
            found.append((entry, min(score, found[-1][1]) if found else score))
        return found

    def _rival(self, entry: int, order: Sequence[int], kinds: Collection[str]) -> int:
        """Whom an entry must be ahead of: the first, or for the first the next that is not its sibling."""
        if entry != order[0]:
            return order[0]
        return next((one for one in order[1:] if not self._siblings(entry, one, kinds)), order[-1])

    def _siblings(self, first: int, other: int, kinds: Collection[str]) -> bool:
        this, that = self._index.entries[first], self._index.entries[other]
        return this.replaced_by == that.id or that.replaced_by == this.id or not holds_for(that, kinds)

    def _exact_entry(self, question: str, kinds: Collection[str], today: date | None) -> int | None:
        """The one entry that has these very words; of several the one that holds for the town and is not outdated."""
        having = [one for one in self._exact.get(_key(question), ()) if holds_for(self._index.entries[one], kinds)]
        if len(having) > 1 and today:
            having = [one for one in having if self._index.entries[one].standing(today) is not Standing.EXPIRED]
        return having[0] if len(having) == 1 else None

    def _candidate(self, entry: int, score: float, alike: Floats) -> Candidate:
        start = int(self._index.starts[entry])
        count = len(self._index.entries[entry].wordings)
        wording = self._index.wordings[start + int(np.argmax(alike[start : start + count]))]
        return Candidate(self._index.entries[entry], round(score, 4), wording)


def _exact_wordings(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Whose each wording is."""
    owners: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for key in {_key(wording) for wording in entry.wordings} - {""}:
            owners.setdefault(key, []).append(number)
    return owners


def _key(text: str) -> str:
    return " ".join(clauses(text))
