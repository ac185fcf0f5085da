"""Puts right what a pinyin keyboard or a southern ear confused: 第宝 → 低保, 助镇 → 驻镇."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import inf
from typing import TypeAlias

from knowledge.matching.background import background
from knowledge.matching.features import Clause, pairs
from knowledge.matching.likelihoods import Likelihoods, Remembered
from knowledge.matching.pinyin import folded, phrases_of, readings, sounds_alone, syllables

EXACT = 5.5
"""Nats it costs to take a character for another that sounds the same; found on noisy wordings (docs/decisions)."""
FOLDED = 2.0
"""Nats it costs more when the sounds are only near (n/l, zh/z, -ng/-n …)."""
AGAIN = 0.4
"""What a change costs right after another in the same word, as a share."""
COMMON = 20
"""How often a pair stands within words at large to be taken for a word."""
OFFERED = 5
"""Pairs of the knowledge base that are tried for one pair of sounds, the commonest first."""

Way: TypeAlias = tuple[float, str]
"""What a reading of the characters so far gains over what was written, in nats, and the reading."""


@dataclass(frozen=True)
class Correction:
    """The clauses as they were meant, and the words that were put right."""

    said: tuple[Clause, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a character may stand for, with what each costs, and the likeliest that anything may follow one of them."""

    meant: dict[str, float]
    at_most: float


NOTHING = Offer({}, -inf)


@dataclass(frozen=True, slots=True)
class Heard:
    """Two neighbours as they sound, or the one that begins a text.

    `usual`: how likely the second is; `reach`: the most that another in its place may gain; `first`, `second`: what
    they may stand for; `phrases`: those in which the two sound otherwise.
    """

    sounds: tuple[str, ...]
    usual: float
    reach: float
    first: Offer
    second: Offer
    phrases: tuple[str, ...]


END = Heard((), 0.0, 0.0, NOTHING, NOTHING, ())


class Homophones:
    """Reads a text as the likeliest one of its sound, by the pairs of the knowledge base and of the language."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` are canonical clauses of the knowledge base."""
        self._likely = Likelihoods(texts)
        self._by_sound = self._listed()
        self._words = frozenset(pair for pair in self._likely.pairs if background().count(pair) >= COMMON)
        self._remembered = Remembered(lambda pair: self._heard(pair, syllables(pair)), 20_000)

    def corrected(self, said: Sequence[Clause]) -> Correction:
        """What was meant; a clause that reads well as it stands is left alone."""
        meant = [(clause, self._likeliest(clause.text)) for clause in said]
        words = dict.fromkeys(word for clause, text in meant for word in self._changed(clause.text, text))
        return Correction(tuple(Clause(text, clause.strength) for clause, text in meant), tuple(words))

    def _listed(self) -> dict[tuple[str, str], list[str]]:
        listed: dict[tuple[str, str], list[str]] = {}
        for pair in (pair for pair, _ in self._likely.pairs.most_common() if not any(one.isascii() for one in pair)):
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
        kept, changed, before = (0.0, ""), dict[str, Way](), ""
        for said, pair, after, hope in zip(text, heard, [*heard[1:], END], _hopes(heard), strict=True):
            offer = pair.second.meant | after.first.meant if changed or pair.reach + hope > 0 else NOTHING.meant
            ways = self._changed_to(kept, changed, before, offer, pair.usual, hope) if offer else {}
            kept = self._kept(kept, changed, said, pair.usual) if changed else (kept[0], kept[1] + said)
            changed, before = ways, said
        return max([kept, *changed.values()])[1]

    def _heard_in(self, text: str) -> list[Heard]:
        """What begins the text, and every two neighbours as they sound in it."""
        heard = [self._remembered[pair] for pair in (text[0], *pairs(text))]
        if sounds_alone(text, [phrase for pair in heard for phrase in pair.phrases]):
            return heard
        said = zip(heard[1:], pairs(text), pairwise(syllables(text)), strict=True)
        return [heard[0], *(usual if usual.sounds == two else self._heard(pair, two) for usual, pair, two in said)]

    def _heard(self, pair: str, sounds: tuple[str, ...]) -> Heard:
        """What the knowledge base has of these sounds."""
        usual = self._likely.of[pair]
        reach = self._likely.at_most[pair[:-1]] - usual - EXACT
        if len(pair) == 1:
            return Heard((), usual, reach, NOTHING, NOTHING, ())
        known = self._by_sound.get((folded(sounds[0]), folded(sounds[1])), ())
        first, second = (self._offer(pair[place], sounds[place], [other[place] for other in known]) for place in (0, 1))
        return Heard(sounds, usual, reach, first, second, phrases_of(pair))

    def _offer(self, said: str, sound: str, others: Iterable[str]) -> Offer:
        """Letters stay."""
        meant = {
            other: EXACT if sound in readings(other) else EXACT + FOLDED
            for other in others
            if other != said and not said.isascii()
        }
        return Offer(meant, max(self._likely.at_most[other] for other in meant)) if meant else NOTHING

    def _kept(self, kept: Way, changed: Mapping[str, Way], said: str, usual: float) -> Way:
        """The best way to a character that stays."""
        best, path = kept
        for last, (earlier, way) in changed.items():
            gain = earlier + self._likely.of[last + said] - usual
            if gain > best or (gain == best and way > path):
                best, path = gain, way
        return best, path + said

    def _changed_to(
        self, kept: Way, changed: Mapping[str, Way], before: str, offer: Mapping[str, float], usual: float, hope: float
    ) -> dict[str, Way]:
        """The best way to each other character that may be meant. A second change is easier where both make one word:
        keyboards offer whole words."""
        found: dict[str, Way] = {}
        likely, start, least = self._likely.of, kept[0] - usual, kept[0] - hope
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

    def _changed(self, said: str, meant: str) -> list[str]:
        """The words of two characters around what was put right."""
        words: list[str] = []
        for place, (before, after) in enumerate(zip(said, meant, strict=True)):
            if before != after:
                around = (meant[start : start + 2] for start in (place - 1, place) if 0 <= start < len(meant) - 1)
                words.append(
                    max(
                        around,
                        key=lambda pair: (pair.isalpha(), background().knows(pair), self._likely.pairs[pair]),
                        default=after,
                    )
                )
        return words


def _hopes(heard: Sequence[Heard]) -> list[float]:
    """For every place the most that a changed character there can still gain by what follows."""
    hopes = [0.0]
    for pair, after in zip(heard[-2::-1], heard[:0:-1], strict=True):
        most = max(pair.second.at_most, after.first.at_most) - after.usual
        hopes.append(most + max(0.0, hopes[-1] - EXACT * AGAIN))
    return hopes[::-1]
