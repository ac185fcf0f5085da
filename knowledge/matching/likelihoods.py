"""How likely one character follows another: in the knowledge base, in words at large, or by itself."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import log
from typing import TypeVar

from knowledge.matching.background import background, most_by_first
from knowledge.matching.features import pairs

T = TypeVar("T")


class Remembered(dict[str, T]):
    """What is told of characters and pairs, kept as long as they are not too many."""

    def __init__(self, told: Callable[[str], T], many: int) -> None:
        super().__init__()
        self._told, self._many = told, many

    def __missing__(self, text: str) -> T:
        if len(self) >= self._many:
            self.clear()
        self[text] = told = self._told(text)
        return told


class Likelihoods:
    """Logarithms. `of` is asked for two characters, or for one that begins a text; `at_most` for one, whatever follows
    it, nothing for the beginning."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` are canonical clauses of the knowledge base."""
        self.pairs: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()
        for text in texts:
            self._characters.update(text)
            self.pairs.update(pairs(text))
        self._total = sum(self._characters.values()) or 1
        self._most_after = most_by_first(self.pairs)
        self._most_alone = (max(self._characters.values(), default=0) + 0.01) / self._total + background().most_alone
        self.of = Remembered(self._likelihood, 200_000)
        self.at_most = Remembered(self._highest, 20_000)

    def _likelihood(self, pair: str) -> float:
        if len(pair) == 1:
            return log(0.5 * self._alone(pair))
        first, second = pair[0], pair[1]
        known = self.pairs[pair] / (self._characters[first] + 1)
        general = background().count(pair) / (background().count(first) + 50)
        return log(0.15 * self._alone(second) + 0.5 * known + 0.4 * general)

    def _highest(self, first: str) -> float:
        if not first:
            return log(0.5 * self._most_alone)
        known = self._most_after.get(first, 0) / (self._characters[first] + 1)
        general = background().most_after(first) / (background().count(first) + 50)
        return log(0.15 * self._most_alone + 0.5 * known + 0.4 * general)

    def _alone(self, character: str) -> float:
        """As a sum of two shares, that in the knowledge base and that at large."""
        own = (self._characters[character] + 0.01) / self._total
        return own + (background().count(character) + 1) / background().total
