"""How a text sounds, with the confusions of southern ears and pinyin keyboards folded together."""

import re
from functools import lru_cache

from pypinyin import lazy_pinyin

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_READ_OUT = str.maketrans("0123456789", "零一二三四五六七八九")
_ONE_BY_ONE = re.compile(r"[a-z]|[^a-z]+")


def sounds(clause: str) -> tuple[str, ...]:
    """The folded syllable of every character, one for one; digits sound as they are read, letters as themselves."""
    return tuple(folded(said) for said in syllables(clause))


def syllables(clause: str) -> tuple[str, ...]:
    """The toneless syllable of every character, one for one."""
    parts = _ONE_BY_ONE.findall(clause.translate(_READ_OUT))
    return tuple(said for part in parts for said in lazy_pinyin(part))


@lru_cache(maxsize=2_000)
def folded(syllable: str) -> str:
    """One sound for zh/z, ch/c, sh/s, n/l/r, f/hu, -ng/-n: zhen and zeng are zen, feng and hun are hun-like too."""
    kept = next((to + syllable[len(said) :] for said, to in _INITIALS if syllable.startswith(said)), syllable)
    if len(kept) > 1 and kept.startswith("f"):
        kept = "hu" + kept[1:].removeprefix("u")
    return next((kept[: -len(said)] + to for said, to in _FINALS if kept.endswith(said)), kept)
