"""A picture of the problems by light, week by week: colours never alone, always with number and word."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from reports import fonts
from services.clock import TEAM_ZONE
from services.issues import Light
from services.issues.course import Moment
from texts.issues import LIGHTS

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 1080, 640, 60, 130, 100
_COLOURS = {Light.GREEN: "#2e9e5b", Light.YELLOW: "#e0a800", Light.RED: "#cf3e36"}
_INK, _PALE = "#222222", "#777777"
_BAR = 0.6


def issue_lights(course: Sequence[Moment], as_of: datetime) -> bytes:
    """A PNG of 1080 by 640. Refuses with NoChineseFont."""
    large, small = fonts.chinese(34), fonts.chinese(22)
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((_LEFT, 28), "督办问题按灯（每周同一时点，在办件数）", _INK, large)
    _legend(draw, small)
    _bars(draw, course, small)
    said = as_of.astimezone(TEAM_ZONE)
    draw.text((_LEFT, _HEIGHT - 36), f"统计时点：{said:%Y年%m月%d日%H:%M}　按现在的期限推算", _PALE, small)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _legend(draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont) -> None:
    left = float(_LEFT)
    for light in Light:
        word = LIGHTS[light][1:]
        draw.rectangle((left, 86, left + 22, 108), _COLOURS[light])
        draw.text((left + 32, 83), word, _INK, font)
        left += 70 + draw.textlength(word, font)


def _bars(draw: ImageDraw.ImageDraw, course: Sequence[Moment], font: ImageFont.FreeTypeFont) -> None:
    most = max(5, *(sum(one.counts.values()) for one in course))
    step = (_WIDTH - 2 * _LEFT) / len(course)
    floor, room = _HEIGHT - _BOTTOM, _HEIGHT - _BOTTOM - _TOP - 30
    draw.line((_LEFT, floor, _WIDTH - _LEFT, floor), _PALE, 2)
    for index, one in enumerate(course):
        left = _LEFT + step * (index + (1 - _BAR) / 2)
        top = _stack(draw, one, (left, left + step * _BAR), (floor, room / most), font)
        total = str(sum(one.counts.values()))
        draw.text((left + step * _BAR / 2, top - 6), total, _INK, font, anchor="mb")
        day = one.at.astimezone(TEAM_ZONE)
        draw.text((left + step * _BAR / 2, floor + 10), f"{day.month}月{day.day}日", _INK, font, anchor="mt")


def _stack(
    draw: ImageDraw.ImageDraw,
    one: Moment,
    sides: tuple[float, float],
    scale: tuple[float, float],
    font: ImageFont.FreeTypeFont,
) -> float:
    """One bar from the floor up; returns where its top is."""
    bottom, each = scale
    for light in Light:
        height = one.counts[light] * each
        if height:
            draw.rectangle((sides[0], bottom - height, sides[1], bottom), _COLOURS[light])
        if height > font.size:
            middle = ((sides[0] + sides[1]) / 2, bottom - height / 2)
            draw.text(middle, str(one.counts[light]), "white", font, anchor="mm")
        bottom -= height
    return bottom
