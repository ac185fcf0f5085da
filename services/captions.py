"""What a caption, or a sentence about pictures, says of the village they were taken in."""

import re
from collections.abc import Iterable

from knowledge.places import Places, shipped
from services.understanding.plain import plain
from services.understanding.villages import find_villages

_OF_PICTURES = re.compile(r"拍[的了下摄照到]|照片|相片|图片|[这那上几前]张图|发的图")
_NOT_THERE = re.compile(
    r"(?:没|没有|未|不让|忘了?|忘记)(?:来得及)?(?:拍|照片|相片|图片)|(?:稍后|晚点|等下|明天|回头|再)(?:发|补|拍|传)"
)


def villages_in(words: str, town: str | None, places: Places | None = None) -> tuple[str, ...]:
    """The villages these words spell out, in their order; a name that had to be mended is not spelt out."""
    hits = find_villages(plain(words), town, places or shipped()).hits
    return tuple(dict.fromkeys(hit.village.name for hit in hits if hit.certain))


def fits(village: str | None, named: Iterable[str]) -> bool:
    """Whether a visit of this village may be meant where these are named; one that nobody said yet may."""
    names = tuple(named)
    return not names or village is None or village in names


def tells_of_pictures(words: str) -> bool:
    """Whether the words speak of pictures that were sent: 这是今天在许坑村拍的, not 没拍照片."""
    text = plain(words)
    return _OF_PICTURES.search(text) is not None and _NOT_THERE.search(text) is None
