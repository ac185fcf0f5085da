"""Which known name may be meant by one that is not known."""

from functools import cache

from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

_ENOUGH = 0.55
_MOST = 3


def nearest(said: str, names: tuple[str, ...]) -> list[str]:
    """At most three of the names, the likeliest first, that look or sound like what was said; often none."""
    scored = [(_likeness(said.strip(), name), name) for name in names]
    close = sorted((pair for pair in scored if pair[0] >= _ENOUGH), key=lambda pair: -pair[0])
    return [name for _, name in close[:_MOST]]


def _likeness(said: str, name: str) -> float:
    looks = Levenshtein.normalized_similarity(said, name)
    sounds = Levenshtein.normalized_similarity(_sound(said), _sound(name))
    return 0.5 * looks + 0.5 * sounds


@cache
def _sound_of_character(character: str) -> str:
    return str(lazy_pinyin(character)[0])


def _sound(text: str) -> tuple[str, ...]:
    """One syllable a character, without tone; what is not Chinese stays as it is."""
    return tuple(_sound_of_character(character) for character in text[:20])
