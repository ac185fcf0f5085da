"""Finds the entries nearest to a question and decides whether one of them may be told."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.base import Entry, Standing
from knowledge.matching.applying import holds_for, meant_by
from knowledge.matching.deciding import ANSWER, Decision, decide
from knowledge.matching.features import Clause, asking_part, names_something, read
from knowledge.matching.homophones import Correction, Homophones
from knowledge.matching.index import answer_text
from knowledge.matching.normalising import clauses, in_simplified, plain
from knowledge.matching.ranking import Ranking
from knowledge.places import Town

SHOWN_WORDS = 3
LEAST_OFFERED = 0.08
SHARE_OFFERED = 0.2
"""What is less likely than this, or than this share of the first, looks absurd beside it."""


@dataclass(frozen=True)
class Candidate:
    """An entry that may be meant, how likely it is (0 to 1), and its wording nearest to the question."""

    entry: Entry
    score: float
    wording: str


@dataclass(frozen=True)
class Match:
    """What to do with a question, and the entries nearest to it, best first, whatever the decision.

    `read_as` is what was read in place of what was written, where that counted: 「按“低保”为您查找」.
    `town` is the place an answer is to be read for: the one the question names, else the asker's own. `threshold` is
    the score from which an answer is given.
    """

    decision: Decision
    candidates: tuple[Candidate, ...]
    read_as: str | None = None
    town: Town | None = None
    threshold: float = ANSWER

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """Those a person may be shown as a choice: the first, and what is not far less likely than it."""
        if not self.candidates:
            return ()
        least = max(LEAST_OFFERED, self.candidates[0].score * SHARE_OFFERED)
        return (self.candidates[0], *(one for one in self.candidates[1:] if one.score >= least))


class Matcher:
    """Knows the entries; asking never fails and changes nothing."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._ranking = Ranking(self._entries)
        self._homophones = Homophones(_known_texts(self._entries))
        self._numbers = {entry.id: number for number, entry in enumerate(self._entries)}
        self._exact = _exact_wordings(self._entries)

    def match(self, question: str, *, town: str | None = None, today: date | None = None, top: int = 3) -> Match:
        """The decision and the `top` nearest entries; any text is allowed.

        An entry for other kinds of town than the asker's (or than those the question names) steps back. It takes
        nothing from the lead of the first, nor does an entry that replaces the first or that it replaced.
        """
        if not self._entries:
            return Match("none", ())
        about = meant_by(plain(question), town)
        meant = self._homophones.corrected(read(question))
        candidates = self._candidates(meant.said, about.kinds, max(top, 1))
        exact = self._exact_entry(question, about.kinds, today)
        if exact is not None:
            candidates = [Candidate(exact, 1.0, question), *(one for one in candidates if one.entry.id != exact.id)]
        decision = "answer" if exact is not None else decide(meant.said, [one.score for one in candidates])
        read_as = self._read_as(question, meant, candidates[0].entry)
        return Match(decision, tuple(candidates[: max(top, 1)]), read_as, about.town)

    def _candidates(self, said: Sequence[Clause], kinds: Collection[str], top: int) -> list[Candidate]:
        """The nearest entries to the whole question or to the part that asks, whichever makes the first likelier."""
        asking = asking_part(said)
        parts = (said, asking) if asking is not None and names_something(asking) else (said,)
        readings = [self._read(part, kinds, top) for part in parts]
        return max(readings, key=lambda found: found[0].score)

    def _read(self, said: Sequence[Clause], kinds: Collection[str], top: int) -> list[Candidate]:
        found: list[Candidate] = []
        for standing in self._ranking.standings(said, kinds, top):
            likely = round(standing.signals.probability, 4) if said else 0.0
            score = min(likely, found[-1].score) if found else likely
            found.append(Candidate(self._entries[standing.entry], score, standing.wording))
        return found

    def _read_as(self, question: str, meant: Correction, first: Entry) -> str | None:
        """The words put right that led to the first entry, else the question in simplified characters."""
        number = self._numbers[first.id]
        words = [word for word in meant.words if self._ranking.index.mentions(number, word)]
        return "、".join(words[:SHOWN_WORDS]) or in_simplified(question)

    def _exact_entry(self, question: str, kinds: Collection[str], today: date | None) -> Entry | None:
        """The one entry that has these very words; of several the one that holds for the town and is not outdated."""
        having = [one for one in self._exact.get(_key(question), ()) if holds_for(one, kinds)]
        if len(having) > 1 and today:
            having = [one for one in having if one.standing(today) is not Standing.EXPIRED]
        return having[0] if len(having) == 1 else None


def _known_texts(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        for text in (*entry.wordings, answer_text(entry)):
            yield from clauses(text)


def _exact_wordings(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Whose each wording is."""
    owners: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in {_key(wording) for wording in entry.wordings} - {""}:
            owners.setdefault(key, []).append(entry)
    return owners


def _key(text: str) -> str:
    return " ".join(clauses(text))
