"""The receipts or answers of a notice as an Excel table: a row a team, and behind it a row a person."""

from collections.abc import Sequence
from itertools import groupby

from openpyxl import Workbook

from reports.tables import explain, fill, first_sheet, packed
from services.clock import TEAM_ZONE
from services.deliveries import Fate
from services.notices import Asks
from services.notices.collecting import Account, Line
from texts.notice_cards import reason
from texts.notices import ASKS, number
from texts.phrases import listed
from texts.posts import ROLES

TEAMS, PEOPLE, NOTES = "按队", "按人", "说明"
NO_TEAM = "未编队"
_TEAM_RECEIPTS = (
    ("县区", 12),
    ("镇（街、场）", 16),
    ("人数", 8),
    ("已送达", 8),
    ("已确认", 8),
    ("未确认", 40),
    ("送达失败", 40),
)
_TEAM_ANSWERS = (
    ("县区", 12),
    ("镇（街、场）", 16),
    ("人数", 8),
    ("已回复", 8),
    ("回复内容", 70),
    ("最后回复时间", 18),
    ("未回复", 40),
)
_PEOPLE = (
    ("县区", 12),
    ("镇（街、场）", 16),
    ("姓名", 12),
    ("职务", 16),
    ("送达", 18),
    ("送达时间", 18),
    ("确认时间", 18),
    ("回复", 60),
)


def notice_table(account: Account) -> bytes:
    """The workbook; the last sheet says what it is of and when it was counted."""
    book = Workbook()
    of_team = _answers_of_team if account.collects else _receipts_of_team
    teams = [of_team(list(lines)) for _, lines in groupby(account.lines, lambda line: (line.district, line.town))]
    fill(first_sheet(book, TEAMS), _TEAM_ANSWERS if account.collects else _TEAM_RECEIPTS, teams)
    fill(book.create_sheet(PEOPLE), _PEOPLE, [_person(line) for line in account.lines])
    explain(book.create_sheet(NOTES), _notes(account), width=80)
    return packed(book)


def _receipts_of_team(lines: Sequence[Line]) -> Sequence[object]:
    waiting = [line.name for line in lines if line.confirmed_at is None]
    failed = [f"{line.name}（{_fate(line)}）" for line in lines if _failed(line)]
    delivered = sum(line.fate == Fate.SENT for line in lines)
    return (*_team(lines), len(lines), delivered, len(lines) - len(waiting), listed(waiting), listed(failed))


def _answers_of_team(lines: Sequence[Line]) -> Sequence[object]:
    answered = [line for line in lines if line.confirmed_at is not None]
    said = [line.answer if len(lines) == 1 else f"{line.name}：{line.answer}" for line in answered]
    last = max((line.confirmed_at for line in answered if line.confirmed_at), default=None)
    waiting = [line.name for line in lines if line.confirmed_at is None]
    return (*_team(lines), len(lines), len(answered), "\n".join(said), last, listed(waiting))


def _person(line: Line) -> Sequence[object]:
    return (
        line.district, line.town or NO_TEAM, line.name, listed([ROLES[role] for role in line.roles]), _fate(line),
        line.delivered_at if line.fate == Fate.SENT else None, line.confirmed_at, line.answer,
    )  # fmt: skip


def _team(lines: Sequence[Line]) -> tuple[str, str]:
    return lines[0].district, lines[0].town or NO_TEAM


def _failed(line: Line) -> bool:
    return line.fate in (Fate.REFUSED, Fate.PARKED) or line.reason == "not joined"


def _fate(line: Line) -> str:
    if _failed(line):
        return reason(line.reason)
    return {Fate.SENT: "已送达", Fate.SKIPPED: "不再需要"}.get(Fate(line.fate), "待送") if line.fate else "待送"


def _notes(account: Account) -> Sequence[tuple[str, object]]:
    notice = account.notice
    return (
        ("通知", number(notice)),
        ("发布人", account.author),
        ("内容", notice.text),
        ("要求", ASKS[Asks(notice.asks)]),
        ("发出时间", notice.sent_at),
        ("统计时点", account.as_of.astimezone(TEAM_ZONE).strftime("%Y年%m月%d日%H:%M")),
        ("说明", "机器人看不到是否已读，只统计送达和确认；按队排列不分先后"),
    )
