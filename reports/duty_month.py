"""A team's month of duties as a picture: a sheet of seven columns, what is due written on its day."""

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from reports.fonts import chinese
from services.clock import day_of
from services.duties.month import Day, Month
from texts import duty_pictures as texts

_WIDTH, _HEAD, _ROW, _MARGIN, _FOOT = 1120, 130, 168, 24, 60
_INK, _PALE, _LINE, _OFF, _TODAY = "#1f2933", "#8792a2", "#d5dae1", "#f3f4f6", "#fff6dd"
_DONE, _OPEN, _LATE = "#2f6f4f", "#24527a", "#9a3412"
_COLOURS = {"✓": _DONE, "○": _OPEN, "△": _LATE}
_MOST_MARKS, _MARK_HEIGHT = 5, 25


def duty_month(found: Month) -> bytes:
    """PNG. Refuses with NoChineseFont where it could show only boxes."""
    weeks = (found.days[0].day.weekday() + len(found.days) + 6) // 7
    sheet = Image.new("RGB", (_WIDTH, _HEAD + weeks * _ROW + _FOOT), "white")
    pen, today = ImageDraw.Draw(sheet), day_of(found.now)
    _head(pen, found)
    for one in found.days:
        _day(pen, one, _place(found.days[0].day, one.day), today)
    pen.text((_MARGIN, sheet.height - 42), texts.LEGEND, _PALE, chinese(22))
    stood = texts.as_of(found, today)
    pen.text((_WIDTH - _MARGIN - pen.textlength(stood, chinese(22)), sheet.height - 42), stood, _PALE, chinese(22))
    out = BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(pen: ImageDraw.ImageDraw, found: Month) -> None:
    pen.text((_MARGIN, 24), texts.month_title(found), _INK, chinese(36))
    for column, name in enumerate(texts.WEEK):
        pen.text((_left(column) + 10, _HEAD - 36), name, _PALE, chinese(22))


def _place(first: date, day: date) -> tuple[int, int]:
    """Column and row of a day; the week begins on Monday."""
    return day.weekday(), (first.weekday() + (day - first).days) // 7


def _day(pen: ImageDraw.ImageDraw, one: Day, place: tuple[int, int], today: date) -> None:
    column, row = place
    left, top = _left(column), _HEAD + row * _ROW
    fill = _TODAY if one.day == today else "white" if one.works else _OFF
    pen.rectangle((left, top, _left(column + 1), top + _ROW), fill, _LINE)
    head = f"{one.day.day}{'' if one.works else ' ' + texts.DAY_OFF}"
    pen.text((left + 10, top + 6), head, _INK if one.works else _PALE, chinese(22))
    for number, said in enumerate(_said(one, today)):
        spot = (left + 10, top + 36 + number * _MARK_HEIGHT)
        pen.text(spot, said, _COLOURS.get(said[0], _PALE), chinese(18))


def _said(one: Day, today: date) -> list[str]:
    said = [texts.mark(mark, one.day, today) for mark in one.marks]
    return said if len(said) <= _MOST_MARKS else [*said[: _MOST_MARKS - 1], f"…共{len(said)}项"]


def _left(column: int) -> int:
    return _MARGIN + column * (_WIDTH - 2 * _MARGIN) // 7
