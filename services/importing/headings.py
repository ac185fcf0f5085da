"""Finds the list of people in a workbook: which sheet, which row of headings, which column says what."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.importing.workbooks import Cell, Sheet
from services.work import WorkError

_HEADER_WITHIN = 10


class Column(StrEnum):
    """What a row may say; the words stand over the columns of the template."""

    NAME = "姓名"
    ROLE = "职务"
    TOWN = "镇（街、场）"
    DISTRICT = "县区"
    DEPARTMENT = "部门"
    PHONE = "手机"
    TELEGRAM = "Telegram编号"
    STATIONED = "进驻日"
    REMARK = "备注"


PLACES = (Column.TOWN, Column.DISTRICT, Column.DEPARTMENT)
_HEADINGS: dict[Column, frozenset[str]] = {
    Column.NAME: frozenset({"姓名", "名字", "人员姓名"}),
    Column.ROLE: frozenset({"职务", "角色", "岗位"}),
    Column.TOWN: frozenset({"镇", "镇街", "镇街场", "镇街道", "乡镇", "乡镇街道", "所在镇", "帮扶镇", "驻点镇"}),
    Column.DISTRICT: frozenset({"县区", "区县", "县", "区"}),
    Column.DEPARTMENT: frozenset({"部门", "部门名称"}),
    Column.PHONE: frozenset({"手机", "手机号", "手机号码", "电话", "联系电话", "联系方式"}),
    Column.TELEGRAM: frozenset({"telegram编号", "telegramid", "telegram", "tg编号"}),
    Column.STATIONED: frozenset({"进驻日", "进驻日期", "进驻时间"}),
    Column.REMARK: frozenset({"备注", "说明"}),
}


@dataclass(frozen=True)
class Line:
    """One row's cells as cleaned text; `row` is its number in Excel."""

    row: int
    cells: Mapping[Column, str]


class NoSuchList(WorkError):
    """No visible sheet holds a list of people; `missing` names the columns the likeliest lacks, `sheets` all sheets."""

    def __init__(self, missing: tuple[Column, ...], sheets: tuple[str, ...]) -> None:
        super().__init__(missing, sheets)
        self.missing = missing
        self.sheets = sheets


class SeveralLists(WorkError):
    """More than one sheet holds a list of people."""

    def __init__(self, sheets: tuple[str, ...]) -> None:
        super().__init__(sheets)
        self.sheets = sheets


class ColumnTwice(WorkError):
    """These two headings of the list mean the same column."""

    def __init__(self, headings: tuple[str, str]) -> None:
        super().__init__(headings)
        self.headings = headings


@dataclass(frozen=True)
class _Header:
    """Where each column stands, and in which row the headings are."""

    row: int
    at: Mapping[Column, int]
    unused: tuple[str, ...]
    twice: tuple[str, str] | None = None

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns without which no row can be read; one column of place is enough."""
        named = [column for column in (Column.NAME, Column.ROLE) if column not in self.at]
        return (*named, *(() if any(place in self.at for place in PLACES) else (Column.TOWN,)))


@dataclass(frozen=True)
class Listing:
    """The sheet that holds the list, and where its columns are."""

    sheet: Sheet
    header: _Header

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings of columns that say nothing the assistant knows; they are left out."""
        return self.header.unused

    def lines(self) -> Iterator[Line]:
        """The rows below the headings that say anything, top to bottom."""
        for row, cells in self.sheet.rows():
            if row <= self.header.row:
                continue
            said = {column: _text(cells[index]) for column, index in self.header.at.items() if index < len(cells)}
            if any(said.values()):
                yield Line(row, said)


def find(sheets: Sequence[Sheet]) -> Listing:
    """The one sheet with the headings of a list of people, wherever they stand in its first ten rows.

    Headings may come in any order, spaced, full-width or with a remark in brackets. Refuses NoSuchList, SeveralLists
    and ColumnTwice.
    """
    headers = [(sheet, header) for sheet in sheets if (header := _header(sheet)) is not None]
    lists = [(sheet, header) for sheet, header in headers if not header.missing]
    if len(lists) > 1:
        raise SeveralLists(tuple(sheet.name for sheet, _ in lists))
    if lists:
        return _listing(*lists[0])
    nearly = min((header.missing for _, header in headers), key=len, default=(Column.NAME, Column.ROLE, Column.TOWN))
    raise NoSuchList(nearly, tuple(sheet.name for sheet in sheets))


def _listing(sheet: Sheet, header: _Header) -> Listing:
    if header.twice:
        raise ColumnTwice(header.twice)
    return Listing(sheet, header)


def _header(sheet: Sheet) -> _Header | None:
    for row, cells in sheet.rows():
        if row > _HEADER_WITHIN:
            return None
        header = _header_in(row, cells)
        if len(header.at) > 1:
            return header
    return None


def _header_in(row: int, cells: tuple[Cell, ...]) -> _Header:
    at: dict[Column, int] = {}
    unused: list[str] = []
    twice = None
    headings = [_text(cell) for cell in cells]
    for index, heading in enumerate(headings):
        column = _column(heading)
        if column in at:
            twice = (headings[at[column]], heading)
        elif column:
            at[column] = index
        elif heading:
            unused.append(heading)
    return _Header(row, at, tuple(unused), twice)


def _column(heading: str) -> Column | None:
    """姓 名（必填） and TELEGRAM ID mean what they mean without brackets, spaces and capitals."""
    plain = re.sub(r"\(.*?\)|[\s*:、/]", "", heading).casefold()
    return next((column for column, known in _HEADINGS.items() if plain in known), None)


def _text(cell: Cell) -> str:
    """The cell as half-width text without invisible characters; a whole number without .0, a day as 2026-11-22."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    shown = "".join(c for c in unicodedata.normalize("NFKC", str(cell)) if unicodedata.category(c) != "Cf")
    return " ".join(shown.split())
