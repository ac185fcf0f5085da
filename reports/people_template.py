"""The xlsx template of a list of people: headings, lists to choose from, and one example row (H3)."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.places import Places
from services.importing import EXAMPLE, Column
from services.people import CITY_NAME
from texts.importing import ROLE_NAMES

SHEET = "人员"
LISTS = "可选项"
MOST_ROWS = 10_000
_COLUMNS: tuple[tuple[Column, int, str], ...] = (
    (Column.NAME, 12, "必填，2至20个汉字"),
    (Column.ROLE, 12, "必填，从列表中选"),
    (Column.TOWN, 18, "必填。队员、第一书记、队长、镇党委书记选镇（街、场）；督查、指挥部选县区或潮州市；部门写部门名"),
    (Column.PHONE, 16, "选填，本人工作联系电话"),
    (Column.TELEGRAM, 18, "选填，一串数字；不知道请留空，导入后会得到邀请链接"),
    (Column.STATIONED, 14, "选填，工作队进驻日，如 2026-11-22；一个镇填一行即可"),
    (Column.REMARK, 30, "选填，不导入"),
)


def template(places: Places) -> bytes:
    """The workbook: 人员 to be filled in, and a hidden sheet with the roles and the places to choose from."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = SHEET
    _head(sheet)
    _example(sheet)
    roles, towns = _lists(book.create_sheet(LISTS), places)
    _choose(sheet, Column.ROLE, roles, strict=True)
    _choose(sheet, Column.TOWN, towns, strict=False)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: Worksheet) -> None:
    for index, (column, width, hint) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(1, index, column)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(horizontal="center")
        cell.comment = Comment(hint, "")
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = width
        # A column's own format reaches rows not typed yet: numbers stay text, days look like days.
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd" if column is Column.STATIONED else "@"
    sheet.freeze_panes = "A2"


def _example(sheet: Worksheet) -> None:
    values = {
        Column.NAME: f"{EXAMPLE}（请删去）",
        Column.ROLE: "队员",
        Column.TOWN: "上饶镇",
        Column.REMARK: "这一行是示例，导入时不算",
    }
    for index, (column, _, _) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(2, index, values.get(column))
        cell.font = Font(italic=True, color="808080")


def _lists(sheet: Worksheet, places: Places) -> tuple[str, str]:
    """Fills the hidden sheet; returns where the roles and the places stand, as Excel writes it."""
    sheet.sheet_state = "hidden"
    districts = list(dict.fromkeys(town.district for town in places.teams))
    towns = [town.name for town in places.teams]
    for column, names in enumerate((list(ROLE_NAMES), [*towns, *districts, CITY_NAME]), 1):
        for row, name in enumerate(names, 1):
            sheet.cell(row, column, name)
    return f"{LISTS}!$A$1:$A${len(ROLE_NAMES)}", f"{LISTS}!$B$1:$B${len(towns) + len(districts) + 1}"


def _choose(sheet: Worksheet, column: Column, names: str, *, strict: bool) -> None:
    """A list to choose from; one that is not strict lets other words in, for the names of departments."""
    rule = DataValidation(type="list", formula1=f"={names}", allow_blank=True)
    rule.showErrorMessage, rule.error = strict, "请从列表中选"
    letter = get_column_letter([name for name, _, _ in _COLUMNS].index(column) + 1)
    rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(rule)
