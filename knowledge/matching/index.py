"""The entries as the matcher sees them: every wording in two spaces, and all that an entry says."""

from collections.abc import Sequence

import numpy as np

from knowledge.base import Entry
from knowledge.matching.background import background
from knowledge.matching.features import Clause, pairs, read, signs, sound_grams
from knowledge.matching.space import Floats, Space

SIGNS_SHARE = 0.6
"""How much of the likeness is what is written; the rest is how it sounds."""
RIDGE = 0.5
LEARNT_UP_TO = 6_000
"""Wordings; beyond, solving for the discriminating weights would take minutes, and the profile alone is used."""


class Index:
    """Built once; how near a question is to every entry."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        said = [(owner, read(wording)) for owner, entry in enumerate(self.entries) for wording in entry.wordings]
        self.wordings = [wording for entry in self.entries for wording in entry.wordings]
        self.owners = np.array([owner for owner, _ in said], np.int32)
        self.starts = np.searchsorted(self.owners, np.arange(len(self.entries)))
        owners = self.owners.tolist()
        self._signs = Space([signs(clauses) for _, clauses in said], owners, _sign_worth)
        self._sounds = Space([sound_grams(clauses) for _, clauses in said], owners, _sound_worth)
        self._told = [frozenset(pairs(read(_everything(entry)))) for entry in self.entries]
        self._among = Space([dict.fromkeys(told, 1.0) for told in self._told], range(len(self._told)), _pair_worth)
        self._learn([clauses for _, clauses in said])

    def likeness(self, said: Sequence[Clause]) -> Floats:
        """The likeness with every wording, 0 to 1."""
        written = self._signs.likeness(signs(said))
        return np.float32(SIGNS_SHARE) * written + np.float32(1 - SIGNS_SHARE) * self._sounds.likeness(
            sound_grams(said)
        )

    def nearness(self, likeness: Floats) -> Floats:
        """How near every entry is: to the middle of its wordings, and by what sets it apart from other entries."""
        profile = np.add.reduceat(likeness, self.starts) / self._lengths
        both = profile if self._weights is None else (profile + likeness @ self._weights) / 2
        return np.asarray(both, np.float32)

    def best(self, likeness: Floats) -> Floats:
        """The likeness of every entry's nearest wording."""
        return np.asarray(np.maximum.reduceat(likeness, self.starts), np.float32)

    def coverage(self, said: Sequence[Clause], entry: int) -> float:
        """What share of the question's rare pairs the entry mentions anywhere, its answer included."""
        weighed = {pair: strength * self._among.weight(pair) for pair, strength in pairs(said).items()}
        known = sum(weight for pair, weight in weighed.items() if pair in self._told[entry])
        return known / (sum(weighed.values()) or 1.0)

    def _learn(self, said: Sequence[Sequence[Clause]]) -> None:
        """Ridge regression of the entries on the wordings, in its dual form."""
        self._weights: Floats | None = None
        if not 0 < len(said) <= LEARNT_UP_TO:
            self._lengths = self._profile_lengths_alone()
            return
        alike = np.stack([self.likeness(clauses) for clauses in said])
        owned = (self.owners[:, None] == np.arange(len(self.entries))).astype(np.float32)
        self._lengths = np.sqrt(np.einsum("ie,ij,je->e", owned, alike, owned, optimize=True)).astype(np.float32)
        self._weights = np.linalg.solve(alike + RIDGE * np.eye(len(said), dtype=np.float32), owned)

    def _profile_lengths_alone(self) -> Floats:
        counts = np.diff(np.append(self.starts, len(self.owners)))
        return np.asarray(np.sqrt(counts) * np.sqrt(1 + 0.3 * (counts - 1)), np.float32)


def _everything(entry: Entry) -> str:
    return "\n".join((*entry.wordings, entry.answer, *(told.answer for told in entry.by_town), *entry.details.values()))


def _sign_worth(sign: str) -> float:
    if sign.startswith("§"):
        return 0.6
    return (0.0, 0.5, 1.0, 0.9)[len(sign)] * min(1.0, background().rarity(sign) / 9)


def _sound_worth(gram: str) -> float:
    return 1.0 if gram.count(" ") == 1 else 0.9


def _pair_worth(pair: str) -> float:
    return min(background().rarity(pair), 15.0)
