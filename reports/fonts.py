"""Fonts with Chinese characters for pictures, wherever the machine keeps them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
_NAMES = (
    "NotoSansCJK-Regular.*",
    "NotoSansCJKsc-Regular.*",
    "NotoSansSC*.*",
    "SourceHanSans*Regular.*",
    "PingFang.ttc",
    "msyh.tt*",
    "simhei.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallback*.ttf",
)
_FACES = 10


class NoChineseFont(Exception):
    """This machine has no font with Chinese characters: a picture would show boxes."""


def chinese(size: int) -> FreeTypeFont:
    """The font at this height in pixels. Refuses with NoChineseFont."""
    path, face = _found()
    return ImageFont.truetype(path, size, index=face)


@cache
def _found() -> tuple[str, int]:
    for path in _candidates():
        return str(path), _simplified(path)
    raise NoChineseFont


def _candidates() -> Iterator[Path]:
    for name in _NAMES:
        for folder in _FOLDERS:
            yield from sorted(Path(folder).expanduser().rglob(name))


def _simplified(path: Path) -> int:
    """Of a collection the face with the mainland's forms of the characters; else its first."""
    for face in range(_FACES):
        try:
            family, _ = ImageFont.truetype(str(path), 16, index=face).getname()
        except OSError:
            break
        if family and family.endswith((" SC", " CN")):
            return face
    return 0
