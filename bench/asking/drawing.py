"""Draws shares as groups of bars."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_COLOURS = ("#1f6f5c", "#c9a227", "#8d99ae", "#b5546a")
_HEIGHT, _TOP, _LEFT, _BAR, _GAP = 300, 70, 60, 16, 26


def draw_bars(title: str, shares: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Writes a PNG; `shares` has, for every group, per cent by name, the same names in each."""
    names = list(next(iter(shares.values())))
    width = _LEFT * 2 + len(shares) * (len(names) * _BAR + _GAP)
    picture = Image.new("RGB", (width, _HEIGHT + _TOP + 50), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((_LEFT, 14), title, "black", _font(17))
    _legend(pen, names)
    _grid(pen, width)
    for place, (group, values) in enumerate(shares.items()):
        _group(pen, _LEFT + 10 + place * (len(names) * _BAR + _GAP), group, list(values.values()))
    picture.save(path, optimize=True)


def _legend(pen: ImageDraw.ImageDraw, names: list[str]) -> None:
    for place, name in enumerate(names):
        left = _LEFT + place * 110
        pen.rectangle((left, 44, left + 12, 56), _COLOURS[place % len(_COLOURS)])
        pen.text((left + 18, 42), name, "black", _font(13))


def _grid(pen: ImageDraw.ImageDraw, width: int) -> None:
    for share in range(0, 101, 20):
        height = _height(share)
        pen.line((_LEFT, height, width - _LEFT // 2, height), "#dddddd")
        pen.text((_LEFT - 34, height - 8), str(share), "black", _font(12))


def _group(pen: ImageDraw.ImageDraw, left: int, group: str, values: list[float]) -> None:
    for place, value in enumerate(values):
        start = left + place * _BAR
        pen.rectangle((start, _height(value), start + _BAR - 3, _height(0)), _COLOURS[place % len(_COLOURS)])
    pen.text((left, _height(0) + 8), group, "black", _font(12))


def _height(share: float) -> float:
    return _TOP + _HEIGHT * (1 - share / 100)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
