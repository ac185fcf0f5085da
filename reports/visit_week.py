"""A week's visits as a picture: a row a village, a column a day, totals at the end; never in an order of merit."""

from io import BytesIO

from PIL import Image, ImageDraw

from reports.fonts import chinese
from services.visits.weeks import Village, Week
from texts import visit_pictures as texts

_WIDTH, _MARGIN, _HEAD, _FOOT, _ROW, _NAMES = 1120, 24, 140, 70, 46, 300
_INK, _PALE, _LINE, _SEEN = "#1f2933", "#8792a2", "#d5dae1", "#e3efe8"
_MOST = 30
_DAYS = 8


def visit_week(found: Week) -> bytes:
    """PNG. Refuses with NoChineseFont where it could show only boxes."""
    shown, left = found.villages[:_MOST], found.villages[_MOST:]
    sheet = Image.new("RGB", (_WIDTH, _HEAD + (len(shown) + 1 + bool(left)) * _ROW + _FOOT), "white")
    pen = ImageDraw.Draw(sheet)
    pen.text((_MARGIN, 24), texts.title(found), _INK, chinese(36))
    for column, name in enumerate(texts.COLUMNS):
        _written(pen, column, _HEAD - _ROW, name, _PALE)
    several = len({one.town for one in found.villages}) > 1
    for number, village in enumerate(shown):
        _row(pen, village, _HEAD + number * _ROW, texts.name(village, several_towns=several))
    _totals(pen, found, _HEAD + len(shown) * _ROW)
    if left:
        told = texts.rest(len(left), sum(one.visits for one in left))
        pen.text((_MARGIN, _HEAD + (len(shown) + 1) * _ROW + 10), told, _PALE, chinese(22))
    pen.text((_MARGIN, sheet.height - 44), texts.as_of(found), _PALE, chinese(22))
    out = BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def _row(pen: ImageDraw.ImageDraw, one: Village, top: int, name: str) -> None:
    pen.line((_MARGIN, top, _WIDTH - _MARGIN, top), _LINE)
    pen.text((_MARGIN, top + 10), name[:14], _INK, chinese(22))
    for column, visits in enumerate((*one.by_day, one.undated)):
        if visits:
            pen.rectangle((_left(column) + 6, top + 6, _left(column + 1) - 6, top + _ROW - 6), _SEEN)
            _written(pen, column, top, str(visits), _INK)
    _written(pen, _DAYS, top, str(one.visits), _INK)
    _written(pen, _DAYS + 1, top, str(one.households), _INK)


def _totals(pen: ImageDraw.ImageDraw, found: Week, top: int) -> None:
    pen.line((_MARGIN, top, _WIDTH - _MARGIN, top), _INK)
    pen.text((_MARGIN, top + 10), texts.TOTAL, _INK, chinese(22))
    days = [sum(one.by_day[day] for one in found.villages) for day in range(_DAYS - 1)]
    undated = sum(one.undated for one in found.villages)
    for column, figure in enumerate((*days, undated, found.visits, found.households)):
        _written(pen, column, top, str(figure), _INK)


def _left(column: int) -> int:
    return _NAMES + column * ((_WIDTH - _MARGIN - _NAMES) // len(texts.COLUMNS))


def _written(pen: ImageDraw.ImageDraw, column: int, top: int, text: str, colour: str) -> None:
    """In the middle of its column."""
    middle = (_left(column) + _left(column + 1)) / 2
    pen.text((middle - pen.textlength(text, chinese(22)) / 2, top + 10), text, colour, chinese(22))
