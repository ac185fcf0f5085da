"""The entries as the matcher sees them: which signs their wordings and answers have, laid out by sign."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.base import Entry
from knowledge.matching.background import background
from knowledge.matching.features import Clause, Kind, kind, read, signs
from knowledge.matching.normalising import clauses

Floats: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = npt.NDArray[np.intp]

COMMON = 9.0
"""Rarity (nats) from which a sign counts fully; 的 and 是 count about a third."""
GROUP_RARITY = 6.0
TELLING = 14.0
"""Rarity (nats) from which a word without function words counts fully."""
MOST_TOLD = 4.0
"""Such words count together at most as this many of the rarest."""
LEAST = 100
"""A base of fewer entries weighs rarity as if it had so many: what only one of three has is not yet common."""
LONG_ANSWER = 0.75
"""How far an answer's length discounts what it mentions (the b of BM25)."""

WRITTEN, TOLD, COVERED = range(3)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its signs: the rows of those that entries have, and how much each counts.

    `whole` is what covering all signs comes to, by kind; `nowhere` what the words come to that no entry has. `telling`
    is what each row counts as a word that is no function word, `content` what all such words come to. Of every cell of
    these rows: the place of its row among `rows`, where it stands, and its entry.
    """

    rows: Numbers
    strengths: Doubles
    whole: tuple[float, ...]
    nowhere: float
    telling: Doubles
    content: float
    places: Numbers
    cells: Numbers
    entries: Numbers


@dataclass(frozen=True, slots=True)
class Weighed:
    """What signs bring under certain weights: each cell by wordings and answer, each row for being covered."""

    brought: Floats
    covered: Floats


class Shares(NamedTuple):
    """What one entry has of a question, 0 to 1.

    `written`: how usual the question's characters and words are in its wordings. `characters`, `words`: what share of
    them it has anywhere. `elsewhere`, `nowhere`: what share of the words it lacks that other entries have, or none.
    Not shares but sums over what is no function word, so that one strange word in a short question counts as it does in
    a long one: `asked` has what its wordings have, `unasked` what they lack, `untold` what its answer lacks as well.
    """

    written: float
    characters: float
    words: float
    elsewhere: float
    nowhere: float
    asked: float
    unasked: float
    untold: float


class Index:
    """Built once; tells what of a question each entry has.

    Each sign is a row, and each entry that has it a cell of that row; all cells stand in one line, row after row.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        found = _found(entries)
        self.size = len(entries)
        self._rows = {sign: row for row, sign in enumerate(found)}
        self._kinds = np.array([kind(sign) for sign in found], np.intp)
        self._sizes = np.array([len(has.entries) for has in found.values()], np.intp)
        self._ends = self._sizes.cumsum()
        self._entries = np.array([entry for has in found.values() for entry in has.entries], np.intp)
        self._written = np.array([share for has in found.values() for share in has.written], np.float32)
        self._told = np.array([share for has in found.values() for share in has.told], np.float32)
        self._rarities = _rarities(found, max(self.size, LEAST))
        self._unknown = log(1 + max(self.size, LEAST) / 0.5)
        characters, words = self._kinds == Kind.CHARACTER, self._kinds == Kind.WORD
        usual, covered = self._rarities[WRITTEN], self._rarities[COVERED]
        self._figures = np.array([usual * (characters | words), covered * characters, covered * words])

    def weighed(self, weights: Floats) -> Weighed:
        """`weights` has for every kind WRITTEN, TOLD and COVERED."""
        written, told, covered = weights[self._kinds].T * np.array(self._rarities, np.float32)
        brought = written.repeat(self._sizes) * self._written + told.repeat(self._sizes) * self._told
        return Weighed(brought, covered)

    def asked(self, said: Sequence[Clause], words: Collection[str]) -> Asked:
        """The signs of a question; `words` are those of its signs that are words, and no function words."""
        found, strengths, lost = list[int](), list[float](), [0.0] * len(Kind)
        told, content = list[tuple[int, float]](), 0.0
        for sign, strength in signs(said).items():
            row = self._rows.get(sign)
            if sign in words:
                told.append((len(found) if row is not None else -1, strength * _telling(sign)))
            if row is None:
                lost[kind(sign)] += strength * self._unknown * _share_of_rarity(sign)
            else:
                found.append(row)
                strengths.append(strength)
        telling = np.zeros(len(found))
        for place, worth in told:
            content += worth
            if place >= 0:
                telling[place] = worth
        known = np.array(found, np.intp), np.array(strengths, np.float64), telling
        return self._gathered(*known, content, lost)

    def _gathered(
        self, rows: Numbers, strengths: Doubles, telling: Doubles, content: float, lost: Sequence[float]
    ) -> Asked:
        """`lost` is what the signs that no entry has would be worth, by kind."""
        known = np.bincount(self._kinds[rows], strengths * self._rarities[COVERED][rows], len(Kind)).tolist()
        whole = tuple(one + other or 1.0 for one, other in zip(known, lost, strict=True))
        sizes = self._sizes[rows]
        places = np.arange(len(rows)).repeat(sizes)
        cells = (self._ends[rows] - sizes.cumsum())[places] + np.arange(len(places))
        return Asked(rows, strengths, whole, lost[Kind.WORD], telling, content, places, cells, self._entries[cells])

    def odds(self, asked: Asked, weighed: Weighed) -> Floats:
        """The weighted sum of what every entry has."""
        strengths = asked.strengths.astype(np.float32)
        wholes = np.array(asked.whole, np.float32)[self._kinds[asked.rows]]
        covered = weighed.covered[asked.rows] * strengths / wholes
        total = np.zeros(self.size, np.float32)
        brought = weighed.brought[asked.cells] * strengths[asked.places] + covered[asked.places]
        np.add.at(total, asked.entries, brought)
        return total

    def shares(self, asked: Asked, entries: Sequence[int]) -> list[Shares]:
        """What each of these entries has of the question."""
        many = len(entries)
        wanted = np.full(self.size, many)
        wanted[entries] = np.arange(many)
        of = wanted[asked.entries]
        here = np.flatnonzero(of < many)
        of, places, written = of[here], asked.places[here], self._written[asked.cells[here]]
        usual, characters, words = self._figures[:, asked.rows] * asked.strengths
        known = float(words.sum())
        telling = asked.telling[places]
        columns = (usual[places] * written, characters[places], words[places], telling * (written > 0), telling)
        had = zip(*(np.bincount(of, column, many).tolist() for column in columns), strict=True)
        return [_shares_of(asked, known, *figures) for figures in had]

    def mentions(self, entry: int, sign: str) -> bool:
        """Whether the entry has this sign anywhere."""
        row = self._rows.get(sign)
        return row is not None and entry in self._entries[self._ends[row] - self._sizes[row] : self._ends[row]]


@dataclass(frozen=True, slots=True)
class Has:
    """What has a sign, as the index is built: the entries, how usual in their wordings, how much in their answers."""

    entries: list[int] = field(default_factory=list)
    written: list[float] = field(default_factory=list)
    told: list[float] = field(default_factory=list)


def _found(entries: Sequence[Entry]) -> dict[str, Has]:
    answers = [signs([Clause(piece, 1.0) for piece in clauses(answer_text(entry))]) for entry in entries]
    usual = sum(map(len, answers)) / (max(len(entries), LEAST)) or 1.0
    found: dict[str, Has] = {}
    for number, (entry, answer) in enumerate(zip(entries, answers, strict=True)):
        told = 2 / (2 - LONG_ANSWER + LONG_ANSWER * len(answer) / usual)
        for sign, share in _shares(entry, answer):
            has = found.setdefault(sign, Has())
            has.entries.append(number)
            has.written.append(share**0.5)
            has.told.append(told if sign in answer else 0.0)
    return found


def _rarities(found: Mapping[str, Has], size: int) -> Doubles:
    """Of every sign in the wordings, in the answers, and in either (WRITTEN, TOLD, COVERED), in a base of this size."""
    rarities = np.array([_rarity(sign, has, size) for sign, has in found.items()], np.float64)
    return np.ascontiguousarray(rarities.reshape(-1, 3).T)


def _rarity(sign: str, has: Has, size: int) -> tuple[float, float, float]:
    worth = _share_of_rarity(sign)
    written, told = (sum(value > 0 for value in values) for values in (has.written, has.told))
    return (
        log(1 + (size - written + 0.5) / (written + 0.5)) * worth,
        log(1 + (size - told + 0.5) / (told + 0.5)) * worth,
        log(1 + size / (len(has.entries) + 0.5)) * worth,
    )


def _shares(entry: Entry, answer: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Every sign of the entry with the share of its wordings that have it; 0 for those of the answer alone."""
    counted = Counter(sign for wording in entry.wordings for sign in signs(read(wording)))
    for sign, count in counted.items():
        yield sign, count / len(entry.wordings)
    yield from ((sign, 0.0) for sign in answer if sign not in counted)


def _shares_of(
    asked: Asked, known: float, usual: float, characters: float, words: float, wordings: float, anywhere: float
) -> Shares:
    """`known` is what the words come to that any entry has; of the content the entry has `wordings` and `anywhere`."""
    all_characters, all_words = asked.whole[Kind.CHARACTER], asked.whole[Kind.WORD]
    return Shares(
        usual / (all_characters + all_words),
        characters / all_characters,
        words / all_words,
        (known - words) / all_words,
        asked.nowhere / all_words,
        min(wordings, MOST_TOLD),
        min(asked.content - wordings, MOST_TOLD),
        min(asked.content - anywhere, MOST_TOLD),
    )


@lru_cache(maxsize=20_000)
def _share_of_rarity(sign: str) -> float:
    rarity = GROUP_RARITY if kind(sign) is Kind.GROUP else background().rarity(sign)
    return min(1.0, rarity / COMMON)


@lru_cache(maxsize=20_000)
def _telling(word: str) -> float:
    return min(1.0, background().rarity(word) / TELLING)


def answer_text(entry: Entry) -> str:
    """All that an entry tells."""
    return "\n".join((entry.answer, *(told.answer for told in entry.by_town), *entry.details.values()))
