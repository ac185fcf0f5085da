"""The 问题清单 of a 队长有话说 as Excel: one row a question, real dates, a frozen heading, filters."""

from collections.abc import Sequence

from openpyxl import Workbook

from reports.tables import explain, fill, first_sheet, packed
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
    lines = sorted(account.lines, key=lambda line: line.number)
    fill(first_sheet(book, SHEET), _COLUMNS, [_values(one) for one in lines])
    explain(book.create_sheet(NOTES), _notes(account))
    return packed(book)


def _values(one: Line) -> Sequence[object]:
    who = (one.number, one.words, one.town, one.asker or "不署名", one.supports, one.asked_at)
    if one.issue is None:
        return (*who, "", "未转部门")
    light = LIGHTS[one.standing.light][1:] if one.standing and one.standing.light else ""
    issue = one.issue
    stands = (f"#{issue.number:03d}", STATES[State(issue.state)], one.department, day_of(issue.due_at), light)
    return (*who, *stands, issue.answer, issue.remains)


def _notes(account: Account) -> Sequence[tuple[str, object]]:
    return (
        ("期次", f"第{account.talk.id}期 {account.talk.theme}"),
        ("问题", len(account.lines)),
        ("转部门", tallies.counted(account.tally)),
        ("统计时点", account.as_of.astimezone(TEAM_ZONE).strftime("%Y年%m月%d日%H:%M")),
        ("说明", "村民姓名已隐去；不署名的提问不列姓名；合并办理的问题写合并后的编号"),
    )
