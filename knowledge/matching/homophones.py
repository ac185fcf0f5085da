"""Puts right what a pinyin keyboard or a southern ear confused: 第宝 → 低保, 助镇 → 驻镇."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import log
from typing import TypeAlias, TypeVar

from knowledge.matching.background import background
from knowledge.matching.features import Clause, pairs
from knowledge.matching.pinyin import folded, phrases_of, readings, sounds_alone, syllables

EXACT = 5.5
"""Nats it costs to take a character for another that sounds the same; found on noisy wordings (docs/decisions)."""
FOLDED = 2.0
"""Nats it costs more when the sounds are only near (n/l, zh/z, -ng/-n …)."""
AGAIN = 0.4
"""What a change costs right after another in the same word, as a share."""
CERTAIN = log(0.15 * 2 + 0.5 + 0.4)
"""No pair is likelier than this (see Homophones._likelihood)."""
COMMON = 20
"""How often a pair stands within words at large to be taken for a word."""
OFFERED = 5
"""Pairs of the knowledge base that are tried for one pair of sounds, the commonest first."""

T = TypeVar("T")
Way: TypeAlias = tuple[float, str]
"""What a reading of the characters so far gains over what was written, in nats, and the reading."""


@dataclass(frozen=True)
class Correction:
    """The clauses as they were meant, and the words that were put right."""

    said: tuple[Clause, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Two neighbours: how likely they are, what each may stand for with what that costs, and the phrases in which
    they sound otherwise."""

    usual: float
    first: Mapping[str, float]
    second: Mapping[str, float]
    phrases: tuple[str, ...]


class Remembered(dict[str, T]):
    """What is told of pairs, kept as long as they are not too many."""

    def __init__(self, told: Callable[[str], T], many: int) -> None:
        super().__init__()
        self._told, self._many = told, many

    def __missing__(self, pair: str) -> T:
        if len(self) >= self._many:
            self.clear()
        self[pair] = told = self._told(pair)
        return told


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
        self._likely = Remembered(self._likelihood, 200_000)
        self._remembered = Remembered(lambda pair: self._heard(pair, syllables(pair)), 20_000)

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
        """Viterbi over what every character may stand for. What a way is worth is told as its gain over the text as it
        stands; a way is left where nothing that may follow pays for it."""
        heard = self._heard_in(text)
        offers = _offers(heard)
        if not any(offers):
            return text
        usual = [self._likely[text[0]], *[pair.usual for pair in heard]]
        kept, changed, before = (0.0, ""), dict[str, Way](), ""
        for said, offer, worth, hope in zip(text, offers, usual, _hopes(usual, offers), strict=True):
            ways = self._changed_to(kept, changed, before, offer, worth, hope) if offer else {}
            kept = self._kept(kept, changed, said, worth) if changed else (kept[0], kept[1] + said)
            changed, before = ways, said
        return max([kept, *changed.values()])[1]

    def _heard_in(self, text: str) -> list[Heard]:
        """Every two neighbours as they sound in this text."""
        heard = [self._remembered[pair] for pair in pairs(text)]
        if sounds_alone(text, [phrase for pair in heard for phrase in pair.phrases]):
            return heard
        return [self._heard(pair, sounds) for pair, sounds in zip(pairs(text), pairwise(syllables(text)), strict=True)]

    def _heard(self, pair: str, sounds: Sequence[str]) -> Heard:
        """What the knowledge base has of this sound; letters stay."""
        known = self._by_sound.get((folded(sounds[0]), folded(sounds[1])), ())
        first, second = (
            {
                meant: EXACT if sound in readings(meant) else EXACT + FOLDED
                for meant in (other[place] for other in known)
                if meant != said and not said.isascii()
            }
            for place, (said, sound) in enumerate(zip(pair, sounds, strict=True))
        )
        return Heard(self._likely[pair], first, second, phrases_of(pair))

    def _kept(self, kept: Way, changed: Mapping[str, Way], said: str, usual: float) -> Way:
        """The best way to a character that stays."""
        best, path = kept
        for last, (earlier, way) in changed.items():
            gain = earlier + self._likely[last + said] - usual
            if gain > best or (gain == best and way > path):
                best, path = gain, way
        return best, path + said

    def _changed_to(
        self, kept: Way, changed: Mapping[str, Way], before: str, offer: Mapping[str, float], usual: float, hope: float
    ) -> dict[str, Way]:
        """The best way to each other character that may be meant. A second change is easier where both make one word:
        keyboards offer whole words."""
        found: dict[str, Way] = {}
        likely, start, least = self._likely, kept[0] - usual, kept[0] - hope
        for meant, cost in offer.items():
            best, path = start + likely[before + meant] - cost, kept[1]
            for last, (earlier, way) in changed.items():
                pair = last + meant
                gain = earlier + likely[pair] - usual - (cost * AGAIN if pair in self._words else cost)
                if gain > best or (gain == best and way > path):
                    best, path = gain, way
            if best > least:
                found[meant] = (best, path + meant)
        return found

    def _alone(self, character: str) -> float:
        own = (self._characters[character] + 0.01) / self._total
        return log(0.5 * own + 0.5 * (background().count(character) + 1) / background().total)

    def _likelihood(self, pair: str) -> float:
        """How likely one character follows another: in the knowledge base, in words at large, or by itself."""
        if len(pair) == 1:
            return self._alone(pair)
        first, second = pair[0], pair[1]
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


def _offers(heard: Sequence[Heard]) -> list[Mapping[str, float]]:
    """What each character may stand for, before the one or after the other of its neighbours."""
    first, second = [*[pair.first for pair in heard], {}], [{}, *[pair.second for pair in heard]]
    return [{**one, **other} if one and other else one or other for one, other in zip(first, second, strict=True)]


def _hopes(usual: Sequence[float], offers: Sequence[Mapping[str, float]]) -> list[float]:
    """For every place the most that a changed character there can still gain by what follows, were that certain."""
    hopes = [0.0]
    for worth, offer in zip(usual[:0:-1], offers[:0:-1], strict=True):
        again = hopes[-1] - EXACT * AGAIN if offer else 0.0
        hopes.append(CERTAIN - worth + max(0.0, again))
    return hopes[::-1]
