"""What is said when an administrator enters a year's days off."""

from collections.abc import Sequence
from datetime import date
from functools import singledispatch
from itertools import pairwise

from markupsafe import Markup

from services.year_table import NoYear, TableRefusal, TooFewDays, WrongDay, YearTable
from texts.buttons import Button, Rows
from texts.phrases import days, listed


def asking(known_until: int) -> Markup:
    """What is there, and what to paste."""
    return Markup(
        "现有放假安排到{}年。请把国务院办公厅通知里的安排整段发来，例如：\n"
        "2027年 元旦：1月1日至3日放假。春节：…放假，共9天。2月14日、2月28日上班。…"
    ).format(known_until)


def preview(table: YearTable) -> Markup:
    """What was understood, before it counts."""
    lines = [Markup("{}年放假安排，请核对：").format(table.year)]
    lines.append(Markup("放假{}天：{}").format(len(table.off), listed(_runs(table.off))))
    lines.append(Markup("调休上班{}天：{}").format(len(table.worked), listed(_runs(table.worked)) or "无"))
    lines.append(Markup("导入后，未到期的职责按新安排重新排期"))
    return Markup("\n").join(lines)


def preview_buttons() -> Rows:
    """It counts only after a second look."""
    return ((Button("导入", "year_table.enter"), Button("取消", "cancel")),)


def entered(table: YearTable) -> str:
    """Done."""
    return f"已导入{table.year}年放假安排：放假{len(table.off)}天，调休上班{len(table.worked)}天"


@singledispatch
def refused(refusal: TableRefusal) -> str:
    """The sentence of a refusal about a table."""
    raise refusal


@refused.register
def _(_refusal: NoYear) -> str:
    return "没有看到是哪一年，请在开头写上年份，例如：2027年 元旦：1月1日至3日放假"


@refused.register
def _(refusal: TooFewDays) -> str:
    return f"只看到{refusal.found}天放假，全年不会少于{refusal.least}天。请把整段安排一次发来"


@refused.register
def _(refusal: WrongDay) -> str:
    return f"“{refusal.said}”不对：日期不存在、工作日写成了调休上班，或同一天又放假又上班。请核对后重发"


def _runs(found: Sequence[date]) -> list[str]:
    """Days in a row as one range."""
    starts = list(found[:1]) + [later for day, later in pairwise(found) if (later - day).days > 1]
    ends = [day for day, later in pairwise(found) if (later - day).days > 1] + list(found[-1:])
    return [days(first, last, first) for first, last in zip(starts, ends, strict=True)]
