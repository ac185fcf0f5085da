"""Cells that hold what they show: text is text, also where it begins like a formula (K7)."""

from datetime import date, datetime

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from services.clock import TEAM_ZONE

RISKY = ("=", "+", "-", "@", "\t", "\r")
MOST_CHARACTERS = 32_767
"""What a cell of Excel holds."""


def put(sheet: Worksheet, row: int, column: int, value: object) -> Cell:
    """The value in its cell: days and moments as dates, numbers as numbers, everything else as mere text."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a merged cell holds nothing")
    if isinstance(value, datetime):
        cell.value, cell.number_format = value.astimezone(TEAM_ZONE).replace(tzinfo=None), "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif isinstance(value, int | float):
        cell.value = value
    elif value is not None:
        _put_text(cell, str(value))
    return cell


def _put_text(cell: Cell, text: str) -> None:
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)[:MOST_CHARACTERS]
    cell.value = clean
    # openpyxl takes a leading = for a formula; the mark keeps Excel from doing so when the cell is edited or copied.
    cell.data_type = "s"
    if clean.startswith(RISKY):
        cell.quotePrefix = True
