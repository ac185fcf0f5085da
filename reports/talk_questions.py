"""The 问题清单 of a 队长有话说 as Excel: one row a question, real dates, a frozen heading, filters."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.cells import put
from services.clock import TEAM_ZONE, day_of
from services.issues import State
from services.talks.accounts import Account, Line
from texts import tallies
from texts.issues import LIGHTS, STATES

SHEET, NOTES = "问题清单", "说明"
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("序号", 7), ("问题", 46), ("镇或单位", 14), ("提出人", 10), ("同问", 7), ("提出时间", 17), ("编号", 9),
    ("状态", 18), ("办理单位", 18), ("期限", 12), ("灯", 20), ("答复", 40), ("还剩什么", 30),
)  # fmt: skip


def talk_questions(account: Account) -> bytes:
    """The workbook, by number of question; a second sheet says what it covers and when it was counted."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = SHEET
    _head(sheet)
    for row, one in enumerate(sorted(account.lines, key=lambda line: line.number), 2):
        for column, value in enumerate(_values(one), 1):
            put(sheet, row, column, value).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(account.lines) + 1}"
    _print_setup(sheet)
    _notes(book.create_sheet(NOTES), account)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet) -> None:
    for column, (name, width) in enumerate(_COLUMNS, 1):
        cell = put(sheet, 1, column, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _values(one: Line) -> Sequence[object]:
    who = (one.number, one.words, one.town, one.asker or "不署名", one.supports, one.asked_at)
    if one.issue is None:
        return (*who, "", "未转部门")
    light = LIGHTS[one.standing.light][1:] if one.standing and one.standing.light else ""
    issue = one.issue
    stands = (f"#{issue.number:03d}", STATES[State(issue.state)], one.department, day_of(issue.due_at), light)
    return (*who, *stands, issue.answer, issue.remains)


def _print_setup(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第&P页 共&N页"


def _notes(sheet: Worksheet, account: Account) -> None:
    lines = (
        ("期次", f"第{account.talk.id}期 {account.talk.theme}"),
        ("问题", len(account.lines)),
        ("转部门", tallies.counted(account.tally)),
        ("统计时点", account.as_of.astimezone(TEAM_ZONE).strftime("%Y年%m月%d日%H:%M")),
        ("说明", "村民姓名已隐去；不署名的提问不列姓名；合并办理的问题写合并后的编号"),
    )
    for number, (name, value) in enumerate(lines, 1):
        put(sheet, number, 1, name).font = Font(bold=True)
        put(sheet, number, 2, value)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 12, 60
