"""The visits as an Excel table: one row each, real dates, a frozen heading, filters."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.cells import put
from services.clock import TEAM_ZONE
from services.visits.accounts import Account, Entry

SHEET = "走访记录"
NOTES = "说明"
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("编号", 9), ("走访日期", 12), ("录入时间", 17), ("镇（街、场）", 14), ("村（社区）", 14),
    ("对象", 14), ("地点", 16), ("户数", 7), ("情况", 30), ("诉求", 36), ("措施", 36), ("承诺", 36),
    ("同行", 16), ("记录人", 10), ("照片", 7), ("语音", 7), ("纬度", 9), ("经度", 9), ("备注", 14),
)  # fmt: skip


def visit_table(account: Account, title: str) -> bytes:
    """The workbook; a second sheet says what it covers and when it was counted."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = SHEET
    _head(sheet)
    for number, entry in enumerate(account.entries, 2):
        for column, value in enumerate(_values(entry), 1):
            put(sheet, number, column, value).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(account.entries) + 1}"
    _print_setup(sheet)
    _notes(book.create_sheet(NOTES), account, title)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet) -> None:
    for column, (name, width) in enumerate(_COLUMNS, 1):
        cell = put(sheet, 1, column, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _values(entry: Entry) -> Sequence[object]:
    return (
        entry.number, entry.visited_on, entry.recorded_at, entry.town, entry.village, entry.household, entry.place,
        entry.count, entry.situation, "；".join(entry.needs), "；".join(entry.actions),
        "；".join(_promise(*one) for one in entry.promises), "、".join(entry.companions), entry.author,
        len(entry.photos), entry.voices, entry.latitude, entry.longitude, "日期待确认" if entry.day_open else None,
    )  # fmt: skip


def _promise(what: str, due_on: date | None, told_on: date | None) -> str:
    state = f"{told_on}已告知本人" if told_on else f"{due_on}前" if due_on else "未了结"
    return f"{what}（{state}）"


def _print_setup(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第&P页 共&N页"


def _notes(sheet: Worksheet, account: Account, title: str) -> None:
    lines = (
        ("范围", title),
        ("条数", len(account.entries)),
        ("照片", account.photos),
        ("统计时点", account.as_of.astimezone(TEAM_ZONE).strftime("%Y年%m月%d日%H:%M")),
        ("说明", "村民姓名已隐去；位置为WGS-84坐标，约1公里"),
    )
    for number, (name, value) in enumerate(lines, 1):
        put(sheet, number, 1, name).font = Font(bold=True)
        put(sheet, number, 2, value)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 12, 60
