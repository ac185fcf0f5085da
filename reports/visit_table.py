"""The visits as an Excel table: one row each, real dates, a frozen heading, filters."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from reports.tables import explain, fill, first_sheet, packed
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
    fill(first_sheet(book, SHEET), _COLUMNS, [_values(entry) for entry in account.entries])
    explain(book.create_sheet(NOTES), _notes(account, title))
    return packed(book)


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


def _notes(account: Account, title: str) -> Sequence[tuple[str, object]]:
    return (
        ("范围", title),
        ("条数", len(account.entries)),
        ("照片", account.photos),
        ("统计时点", account.as_of.astimezone(TEAM_ZONE).strftime("%Y年%m月%d日%H:%M")),
        ("说明", "村民姓名已隐去；位置为WGS-84坐标，约1公里"),
    )
