"""How a text sounds, with the confusions of southern ears and pinyin keyboards folded together."""

import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_LIKE_F = {"fu": "hu", "fei": "hui", "fen": "hun"}
_READ_OUT = str.maketrans("0123456789", "零一二三四五六七八九")
_ONE_BY_ONE = re.compile(r"[a-z]|[^a-z]+")


def syllables(clause: str) -> tuple[str, ...]:
    """The toneless syllable of every character, one for one; digits sound as they are read, letters as themselves."""
    parts = _ONE_BY_ONE.findall(clause.translate(_READ_OUT))
    return tuple(said for part in parts for said in lazy_pinyin(part))


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
