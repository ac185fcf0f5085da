"""What is at hand without a matcher of one's own: RapidFuzz and BM25 over the same wordings."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log
from typing import TypeAlias

from rapidfuzz import fuzz, process, utils

from knowledge.base import Entry

Rank: TypeAlias = Callable[[str], list[int]]


def baselines(entries: Sequence[Entry]) -> Mapping[str, Rank]:
    """By name, what ranks the numbers of the entries for a question, best first."""
    return {
        "WRatio": _by_wording(entries, fuzz.WRatio),
        "ratio": _by_wording(entries, fuzz.ratio),
        "BM25": _by_bm25(entries),
    }


def _by_wording(entries: Sequence[Entry], scorer: Callable[..., float]) -> Rank:
    """Each entry by its best wording."""
    texts = [wording for entry in entries for wording in entry.wordings]
    owners = [number for number, entry in enumerate(entries) for _ in entry.wordings]

    def rank(question: str) -> list[int]:
        found = process.extract(question, texts, scorer=scorer, processor=utils.default_process, limit=60)
        return list(dict.fromkeys(owners[place] for _, _, place in found))

    return rank


def _by_bm25(entries: Sequence[Entry]) -> Rank:
    """Okapi BM25 (k1 1.2, b 0.75) over character pairs, each entry's wordings as one text."""
    texts = [Counter(pair for wording in entry.wordings for pair in _pairs(wording)) for entry in entries]
    having = Counter(pair for text in texts for pair in text)
    lengths = [text.total() for text in texts]
    usual = sum(lengths) / len(lengths)
    rarity = {pair: log(1 + (len(texts) - count + 0.5) / (count + 0.5)) for pair, count in having.items()}

    def score(question: str, number: int) -> float:
        held = 1.2 * (0.25 + 0.75 * lengths[number] / usual)
        counts = ((pair, texts[number][pair]) for pair in _pairs(question) if pair in texts[number])
        return sum(rarity[pair] * count * 2.2 / (count + held) for pair, count in counts)

    def rank(question: str) -> list[int]:
        return sorted(range(len(texts)), key=lambda number: -score(question, number))

    return rank


def _pairs(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(len(text) - 1)]
