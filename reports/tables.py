"""A sheet as offices expect a list: bold heading in sight, filters, wrapped cells, A4 across, page numbers."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.cells import put

_NOTE_NAMES = 12


def first_sheet(book: Workbook, title: str) -> Worksheet:
    """The sheet a new workbook already has, under this name."""
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = title
    return sheet


def fill(sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[object]]) -> None:
    """The sheet becomes a list: the columns by name and width, below them the rows; the first two columns stay."""
    for column, (name, width) in enumerate(columns, 1):
        cell = put(sheet, 1, column, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            put(sheet, number, column, value).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _print_setup(sheet)


def explain(sheet: Worksheet, lines: Sequence[tuple[str, object]], width: int = 60) -> None:
    """The sheet says, name and value a line, what the others cover and when it was counted."""
    for number, (name, value) in enumerate(lines, 1):
        put(sheet, number, 1, name).font = Font(bold=True)
        put(sheet, number, 2, value).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _NOTE_NAMES, width


def packed(book: Workbook) -> bytes:
    """The workbook as a file's bytes."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _print_setup(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第&P页 共&N页"
