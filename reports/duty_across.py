"""All teams as a picture: one field a town in official order, marked only where something is long overdue."""

from io import BytesIO
from itertools import groupby

from PIL import Image, ImageDraw

from reports.fonts import chinese
from services.clock import day_of
from services.duties.across import Across, Town
from texts import duty_pictures as texts

_WIDTH, _MARGIN, _HEAD, _FOOT, _DISTRICT, _TILE, _ACROSS = 1120, 24, 110, 60, 48, 84, 4
_INK, _PALE, _LINE, _LATE, _NOTED = "#1f2933", "#8792a2", "#d5dae1", "#9a3412", "#fff1e6"


def duty_across(found: Across) -> bytes:
    """PNG. Refuses with NoChineseFont where it could show only boxes."""
    districts = [(name, list(towns)) for name, towns in groupby(found.towns, lambda one: one.team.district)]
    height = _HEAD + sum(_DISTRICT + _rows(towns) * _TILE for _, towns in districts) + _FOOT
    sheet = Image.new("RGB", (_WIDTH, height), "white")
    pen, today, top = ImageDraw.Draw(sheet), day_of(found.now), _HEAD
    pen.text((_MARGIN, 22), texts.across_title(today), _INK, chinese(36))
    pen.text((_MARGIN, 72), texts.ACROSS_LEGEND, _PALE, chinese(20))
    for name, towns in districts:
        pen.text((_MARGIN, top + 12), name, _INK, chinese(24))
        for number, town in enumerate(towns):
            _tile(pen, town, number % _ACROSS, top + _DISTRICT + number // _ACROSS * _TILE)
        top += _DISTRICT + _rows(towns) * _TILE
    pen.text((_MARGIN, height - 42), texts.as_of(found, today), _PALE, chinese(22))
    out = BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def _rows(towns: list[Town]) -> int:
    return -(-len(towns) // _ACROSS)


def _tile(pen: ImageDraw.ImageDraw, town: Town, column: int, top: int) -> None:
    width = (_WIDTH - 2 * _MARGIN) // _ACROSS
    left = _MARGIN + column * width
    pen.rectangle((left, top, left + width, top + _TILE), _NOTED if town.late else "white", _LINE)
    pen.text((left + 12, top + 10), town.team.town, _INK, chinese(24))
    pen.text((left + 12, top + 46), texts.stands(town), _LATE if town.late else _PALE, chinese(18))
