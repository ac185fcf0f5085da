"""How common characters and pairs are in Chinese at large, after the word list that comes with jieba."""

from collections import Counter
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path


class Background:
    """Rarity in general language, in nats; what the list does not hold is as rare as can be."""

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        self._total = sum(count for gram, count in counts.items() if len(gram) == 1)

    def rarity(self, gram: str) -> float:
        """0 for what every text has, about 15 for what none has; of a longer run the rarest pair."""
        if len(gram) > 2:
            return max(self.rarity(gram[start : start + 2]) for start in range(len(gram) - 1))
        return log(self._total / (self._counts.get(gram, 0) + 1))


@cache
def background() -> Background:
    """Counts of characters and pairs within words; read once (about half a second)."""
    counts: Counter[str] = Counter()
    with _word_list().open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ", 2)
            times = int(count)
            for length in (1, 2):
                for start in range(len(word) - length + 1):
                    counts[word[start : start + length]] += times
    return Background(counts)


def _word_list() -> Path:
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise FileNotFoundError("jieba")
    return Path(found.origin).parent / "dict.txt"
