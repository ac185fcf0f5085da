"""The entries as the matcher sees them: which signs their wordings and answers have, laid out by sign."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.base import Entry
from knowledge.matching.background import background
from knowledge.matching.features import Clause, Kind, kind, read, signs
from knowledge.matching.normalising import clauses

Floats: TypeAlias = npt.NDArray[np.float32]
Numbers: TypeAlias = npt.NDArray[np.int32]

COMMON = 9.0
"""Rarity (nats) from which a sign counts fully; 的 and 是 count about a third."""
GROUP_RARITY = 6.0
LEAST = 100
"""A base of fewer entries weighs rarity as if it had so many: what only one of three has is not yet common."""
LONG_ANSWER = 0.75
"""How far an answer's length discounts what it mentions (the b of BM25)."""

WRITTEN, TOLD, COVERED = range(3)


@dataclass(frozen=True, slots=True)
class Row:
    """One sign: the entries that have it, how it stands in their wordings and answers, and how rare it is in each."""

    entries: Numbers
    written: Floats
    told: Floats
    rarity: tuple[float, float, float]
    rarities: Floats
    order: Sequence[int]
    """`rarity` and `entries` again, as what one place is looked up in fastest."""


@dataclass(frozen=True, slots=True)
class Part:
    """One sign of a question: how much it counts, what covering it is worth, and its row, if any entry has it."""

    kind: Kind
    strength: float
    worth: float
    row: Row | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its signs; `whole` is what covering all of them comes to, by kind."""

    parts: tuple[Part, ...]
    whole: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """What one entry has of a question, 0 to 1.

    `written`: how usual the question's characters and words are in its wordings. `characters`, `words`: what share of
    them it has anywhere. `elsewhere`, `nowhere`: what share of the words it lacks that other entries have, or none.
    """

    written: float
    characters: float
    words: float
    elsewhere: float
    nowhere: float


class Index:
    """Built once; tells what of a question each entry has."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.size = len(entries)
        self._rows = _laid_out(entries)
        self._unknown = log(1 + max(self.size, LEAST) / 0.5)

    def asked(self, said: Sequence[Clause]) -> Asked:
        """The signs of a question."""
        parts = tuple(self._part(sign, strength) for sign, strength in signs(said).items())
        return Asked(parts, tuple(sum(part.worth for part in parts if part.kind is one) or 1.0 for one in Kind))

    def odds(self, asked: Asked, weights: Floats) -> Floats:
        """The weighted sum of what every entry has; `weights` has for every kind WRITTEN, TOLD and COVERED."""
        total = np.zeros(self.size, np.float32)
        for part in asked.parts:
            if part.row is not None:
                scales = weights[part.kind] * part.strength * part.row.rarities
                covered = scales[COVERED] / np.float32(asked.whole[part.kind])
                total[part.row.entries] += scales[WRITTEN] * part.row.written + scales[TOLD] * part.row.told + covered
        return total

    def shares(self, asked: Asked, entry: int) -> Shares:
        """What this entry has of the question."""
        written, covered, missed = 0.0, [0.0] * len(Kind), [0.0, 0.0]
        for part in asked.parts:
            place = _place(part.row, entry) if part.row else None
            if part.row and place is not None:
                covered[part.kind] += part.worth
                if part.kind in (Kind.CHARACTER, Kind.WORD):
                    written += part.strength * part.row.rarity[WRITTEN] * float(part.row.written[place])
            elif part.kind is Kind.WORD:
                missed[part.row is None] += part.worth
        characters, words = asked.whole[Kind.CHARACTER], asked.whole[Kind.WORD]
        return Shares(
            written / (characters + words),
            covered[Kind.CHARACTER] / characters,
            covered[Kind.WORD] / words,
            missed[0] / words,
            missed[1] / words,
        )

    def mentions(self, entry: int, sign: str) -> bool:
        """Whether the entry has this sign anywhere."""
        row = self._rows.get(sign)
        return row is not None and _place(row, entry) is not None

    def _part(self, sign: str, strength: float) -> Part:
        row = self._rows.get(sign)
        rarity = row.rarity[COVERED] if row else self._unknown * _share_of_rarity(sign)
        return Part(kind(sign), strength, strength * rarity, row)


def _place(row: Row, entry: int) -> int | None:
    place = bisect_left(row.order, entry)
    return place if place < len(row.order) and row.order[place] == entry else None


def _laid_out(entries: Sequence[Entry]) -> dict[str, Row]:
    size = max(len(entries), LEAST)
    answers = [signs([Clause(piece, 1.0) for piece in clauses(answer_text(entry))]) for entry in entries]
    usual = sum(map(len, answers)) / (size or 1) or 1.0
    found: dict[str, tuple[list[int], list[float], list[float]]] = {}
    for number, (entry, answer) in enumerate(zip(entries, answers, strict=True)):
        told = 2 / (2 - LONG_ANSWER + LONG_ANSWER * len(answer) / usual)
        for sign, share in _shares(entry, answer):
            numbers, written, mentioned = found.setdefault(sign, ([], [], []))
            numbers.append(number)
            written.append(share**0.5)
            mentioned.append(told if sign in answer else 0.0)
    return {sign: _row(sign, size, *columns) for sign, columns in found.items()}


def _shares(entry: Entry, answer: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Every sign of the entry with the share of its wordings that have it; 0 for those of the answer alone."""
    counted = Counter(sign for wording in entry.wordings for sign in signs(read(wording)))
    for sign, count in counted.items():
        yield sign, count / len(entry.wordings)
    yield from ((sign, 0.0) for sign in answer if sign not in counted)


def _row(sign: str, size: int, numbers: list[int], written: list[float], told: list[float]) -> Row:
    worth = _share_of_rarity(sign)
    having = (sum(value > 0 for value in written), sum(value > 0 for value in told))
    rarities = (
        *(log(1 + (size - count + 0.5) / (count + 0.5)) for count in having),
        log(1 + size / (len(numbers) + 0.5)),
    )
    rarity = (rarities[0] * worth, rarities[1] * worth, rarities[2] * worth)
    order = array("i", numbers)
    return Row(
        np.frombuffer(order, np.int32),
        np.array(written, np.float32),
        np.array(told, np.float32),
        rarity,
        np.array(rarity, np.float32),
        order,
    )


def _share_of_rarity(sign: str) -> float:
    rarity = GROUP_RARITY if kind(sign) is Kind.GROUP else background().rarity(sign)
    return min(1.0, rarity / COMMON)


def answer_text(entry: Entry) -> str:
    """All that an entry tells."""
    return "\n".join((entry.answer, *(told.answer for told in entry.by_town), *entry.details.values()))
