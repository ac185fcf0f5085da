"""Puts right what a pinyin keyboard or a southern ear confused: 第宝 → 低保, 助镇 → 驻镇."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import log

from knowledge.matching.background import background
from knowledge.matching.features import Clause, pairs
from knowledge.matching.pinyin import folded, readings, syllables

EXACT = 5.5
"""Nats it costs to take a character for another that sounds the same; found on noisy wordings (docs/decisions)."""
FOLDED = 2.0
"""Nats it costs more when the sounds are only near (n/l, zh/z, -ng/-n …)."""
REMEMBERED = 200_000
AGAIN = 0.4
"""What a change costs right after another in the same word, as a share."""
COMMON = 20
"""How often a pair stands within words at large to be taken for a word."""
OFFERED = 5
"""Pairs of the knowledge base that are tried for one pair of sounds, the commonest first."""


@dataclass(frozen=True)
class Correction:
    """The clauses as they were meant, and the words that were put right."""

    said: tuple[Clause, ...]
    words: tuple[str, ...]


class Homophones:
    """Reads a text as the likeliest one of its sound, by the pairs of the knowledge base and of the language."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` are canonical clauses of the knowledge base."""
        self._pairs: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()
        for text in texts:
            self._characters.update(text)
            self._pairs.update(pairs(text))
        self._total = sum(self._characters.values()) or 1
        self._by_sound = self._listed()
        self._words = frozenset(pair for pair in self._pairs if background().count(pair) >= COMMON)
        self._likelihoods: dict[str, float] = {}

    def corrected(self, said: Sequence[Clause]) -> Correction:
        """What was meant; a clause that reads well as it stands is left alone."""
        meant = [(clause, self._likeliest(clause.text)) for clause in said]
        words = dict.fromkeys(word for clause, text in meant for word in self._changed(clause.text, text))
        return Correction(tuple(Clause(text, clause.strength) for clause, text in meant), tuple(words))

    def _listed(self) -> dict[tuple[str, str], list[str]]:
        listed: dict[tuple[str, str], list[str]] = {}
        for pair in (pair for pair, _ in self._pairs.most_common() if not any(one.isascii() for one in pair)):
            sounds = [{folded(reading) for reading in readings(character)} for character in pair]
            for key in product(*sounds):
                others = listed.setdefault((key[0], key[1]), [])
                if len(others) < OFFERED:
                    others.append(pair)
        return listed

    def _likeliest(self, text: str) -> str:
        """Viterbi over what every character may stand for."""
        offers = self._offers(text)
        if all(len(offer) == 1 for offer in offers):
            return text
        ends = {last: (self._alone(last) - cost, last) for last, cost in offers[0].items()}
        for before, offer in zip(text, offers[1:], strict=False):
            ends = {last: self._best(ends, before, last, cost) for last, cost in offer.items()}
        return max(ends.values())[1]

    def _best(self, ends: Mapping[str, tuple[float, str]], before: str, last: str, cost: float) -> tuple[float, str]:
        """The likeliest way to this character. A second change is easier where both make one word: keyboards offer
        whole words; what is not changed costs nothing."""
        ways = [(score + self._after(meant, last), path, meant) for meant, (score, path) in ends.items()]
        if cost:
            ways = [(score - cost * self._ease(before, meant, last), path, meant) for score, path, meant in ways]
        score, path, _ = max(ways)
        return score, path + last

    def _ease(self, before: str, meant: str, last: str) -> float:
        return AGAIN if meant != before and meant + last in self._words else 1.0

    def _offers(self, text: str) -> list[dict[str, float]]:
        """For every character itself and its homophones in the knowledge base, with what each costs; letters stay."""
        spoken = syllables(text)
        near = [folded(syllable) for syllable in spoken]
        offers = [{character: 0.0} for character in text]
        for start in range(len(text) - 1):
            for pair in self._by_sound.get((near[start], near[start + 1]), ()):
                for place in (0, 1):
                    if text[start + place].isascii():
                        continue
                    meant, sound = pair[place], spoken[start + place]
                    cost = EXACT if sound in readings(meant) else EXACT + FOLDED
                    offers[start + place].setdefault(meant, cost)
        return offers

    def _alone(self, character: str) -> float:
        own = (self._characters[character] + 0.01) / self._total
        return log(0.5 * own + 0.5 * (background().count(character) + 1) / background().total)

    def _after(self, first: str, second: str) -> float:
        pair = first + second
        if pair not in self._likelihoods:
            if len(self._likelihoods) > REMEMBERED:
                self._likelihoods = {}
            self._likelihoods[pair] = self._likelihood(first, second)
        return self._likelihoods[pair]

    def _likelihood(self, first: str, second: str) -> float:
        """How likely one character follows another: in the knowledge base, in words at large, or by itself."""
        pair = first + second
        known = self._pairs[pair] / (self._characters[first] + 1)
        general = background().count(pair) / (background().count(first) + 50)
        alone = (self._characters[second] + 0.01) / self._total + (background().count(second) + 1) / background().total
        return log(0.15 * alone + 0.5 * known + 0.4 * general)

    def _changed(self, said: str, meant: str) -> list[str]:
        """The words of two characters around what was put right."""
        words: list[str] = []
        for place, (before, after) in enumerate(zip(said, meant, strict=True)):
            if before != after:
                around = (meant[start : start + 2] for start in (place - 1, place) if 0 <= start < len(meant) - 1)
                words.append(
                    max(
                        around,
                        key=lambda pair: (pair.isalpha(), background().knows(pair), self._pairs[pair]),
                        default=after,
                    )
                )
        return words
