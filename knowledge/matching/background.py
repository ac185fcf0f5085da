"""How common characters and pairs are in Chinese at large, after the word list that comes with jieba."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

LEAST = 3
"""Words seen less often in jieba's corpus are left out: they are many, and say little."""


class Background:
    """Counts of characters and of pairs within words."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._most_after = most_by_first(counts)
        alone = [count for gram, count in counts.items() if len(gram) == 1]
        self.total = sum(alone) or 1
        self.most_alone = (max(alone, default=0) + 1) / self.total
        """What share the commonest character has."""

    def count(self, gram: str) -> int:
        """How often this character, or this pair within a word, was seen."""
        return self._counts.get(gram, 0)

    def most_after(self, character: str) -> int:
        """How often the commonest pair that begins so was seen."""
        return self._most_after.get(character, 0)

    def knows(self, pair: str) -> bool:
        """Whether some word has these two characters side by side."""
        return pair in self._counts

    def rarity(self, gram: str) -> float:
        """In nats: about 3 for the commonest character, 18 for what was never seen."""
        return log(self.total / (self.count(gram) + 1))


def most_by_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Of the pairs that begin with a character the count of the commonest."""
    most: dict[str, int] = {}
    for gram, count in counts.items():
        if len(gram) > 1 and count > most.get(gram[0], 0):
            most[gram[0]] = count
    return most


@cache
def background() -> Background:
    """Read once (about half a second)."""
    counts: dict[str, int] = {}
    for line in _word_list().read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ", 2)
        times = int(count)
        if times >= LEAST:
            for gram in (*word, *(word[start : start + 2] for start in range(len(word) - 1))):
                counts[gram] = counts.get(gram, 0) + times
    return Background(counts)


def _word_list() -> Path:
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise FileNotFoundError("jieba")
    return Path(found.origin).parent / "dict.txt"
