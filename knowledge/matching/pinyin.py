"""How a text sounds, with the confusions of southern ears and pinyin keyboards folded together."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

from knowledge.matching.features import pairs

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_LIKE_F = {"fu": "hu", "fei": "hui", "fen": "hun"}
_READ_OUT = str.maketrans("0123456789", "零一二三四五六七八九")
_ONE_BY_ONE = re.compile(r"[a-z]|[^a-z]+")


def syllables(clause: str) -> tuple[str, ...]:
    """The toneless syllable of every character, one for one; digits sound as they are read, letters as themselves."""
    read_out = clause.translate(_READ_OUT)
    if sounds_alone(clause, (phrase for pair in pairs(clause) for phrase in phrases_of(pair))):
        return tuple(map(_alone, read_out))
    return tuple(said for part in _ONE_BY_ONE.findall(read_out) for said in lazy_pinyin(part))


def sounds_alone(clause: str, phrases: Iterable[str]) -> bool:
    """Whether every character sounds as it does alone, for none of its `phrases_of` stands there."""
    read_out = clause.translate(_READ_OUT)
    return not any(phrase in read_out for phrase in set(phrases))


def phrases_of(pair: str) -> tuple[str, ...]:
    """The phrases with this pair in which a character does not sound as it does alone: 银行, 人参."""
    return _read_otherwise().get(pair.translate(_READ_OUT), ())


@lru_cache(maxsize=20_000)
def _alone(character: str) -> str:
    return "".join(lazy_pinyin(character))


@cache
def _read_otherwise() -> Mapping[str, tuple[str, ...]]:
    """By their first pair that sounds otherwise; having pypinyin lay out its phrases takes longer than all else."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase, sounds in phrases_dict.items():
        for place, said in enumerate(sounds):
            if _toneless(said[0]) != _alone(phrase[place]):
                pair = phrase[max(place - 1, 0) :][:2]
                found[pair] = (*found.get(pair, ()), phrase)
                break
    return found


@cache
def _toneless(syllable: str) -> str:
    return to_normal(syllable)


@lru_cache(maxsize=20_000)
def readings(character: str) -> frozenset[str]:
    """All toneless syllables a character is read as: 行 is hang and xing."""
    [said] = pinyin(character.translate(_READ_OUT), style=Style.NORMAL, heteronym=True)
    return frozenset(said)


@lru_cache(maxsize=2_000)
def folded(syllable: str) -> str:
    """One sound for zh/z, ch/c, sh/s, n/l/r, f/hu and -ng/-n: zhen and zeng are both zen."""
    kept = next((to + syllable[len(said) :] for said, to in _INITIALS if syllable.startswith(said)), syllable)
    kept = next((kept[: -len(said)] + to for said, to in _FINALS if kept.endswith(said)), kept)
    if len(kept) > 1 and kept.startswith("f"):
        return _LIKE_F.get(kept, "hu" + kept[1:])
    return kept
