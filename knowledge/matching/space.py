"""An inverted index: how alike a question is to every text that was put in, by weighted shared features."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.matching.features import Strengths

Floats: TypeAlias = npt.NDArray[np.float32]
Weigh: TypeAlias = Callable[[str], float]


class Space:
    """Texts as unit vectors of weighted features, laid out by feature."""

    def __init__(self, texts: Sequence[Strengths], owners: Sequence[int], weigh: Weigh) -> None:
        """`owners` says of each text whose it is; a feature is the rarer the fewer owners have it."""
        self.size = len(texts)
        self._weigh = weigh
        self._owners = len(set(owners)) or 1
        self._df = _owners_by_feature(texts, owners)
        self._postings = self._laid_out([self.vector(text) for text in texts])

    def weight(self, feature: str) -> float:
        """Rarity among the owners times what the feature is worth by its kind."""
        return log(1 + self._owners / (self._df.get(feature, 0) + 0.5)) * self._weigh(feature)

    def vector(self, text: Strengths) -> Strengths:
        """The weighted features, of length 1."""
        weighed = {feature: strength * self.weight(feature) for feature, strength in text.items()}
        length = sqrt(sum(value * value for value in weighed.values())) or 1.0
        return {feature: value / length for feature, value in weighed.items()}

    def likeness(self, text: Strengths) -> Floats:
        """The cosine with every text, in the order they were put in."""
        found = np.zeros(self.size, np.float32)
        for feature, value in self.vector(text).items():
            if feature in self._postings:
                where, values = self._postings[feature]
                found[where] += np.float32(value) * values
        return found

    def _laid_out(self, vectors: Sequence[Strengths]) -> dict[str, tuple[npt.NDArray[np.int32], Floats]]:
        rows: dict[str, tuple[list[int], list[float]]] = {}
        for row, vector in enumerate(vectors):
            for feature, value in vector.items():
                where, values = rows.setdefault(feature, ([], []))
                where.append(row)
                values.append(value)
        return {
            feature: (np.array(where, np.int32), np.array(values, np.float32))
            for feature, (where, values) in rows.items()
        }


def _owners_by_feature(texts: Iterable[Strengths], owners: Iterable[int]) -> Counter[str]:
    having: dict[str, set[int]] = {}
    for text, owner in zip(texts, owners, strict=True):
        for feature in text:
            having.setdefault(feature, set()).add(owner)
    return Counter({feature: len(some) for feature, some in having.items()})
