"""What stands on a 督办单, and what is said when it is sent."""

from collections.abc import Sequence
from datetime import date

from services.clock import day_of
from services.issues import Shown
from texts import issues
from texts.phrases import day, listed, moment, without_marks

TITLE = "督办单"
FAILED = "督办单没有生成，请稍后在问题卡片上再点〔督办单〕"


def caption(shown: Shown) -> str:
    """Beside the document."""
    return f"问题 {issues.number(shown.issue.number)} 超期3个工作日，督办单已生成，请核对后按程序使用"


def making() -> str:
    """The tap was heard."""
    return "正在生成督办单，好了发给您"


def facts(shown: Shown, today: date) -> Sequence[tuple[str, str]]:
    """The head of the paper."""
    issue = shown.issue
    due_on = day_of(issue.due_at)
    raisers = "不署名" if issue.unsigned else listed(shown.raisers)
    return (
        ("问题", shown.words),
        ("所在镇村", issues.where(shown)),
        ("提出人", f"{raisers}（{moment(issue.raised_at, today)}）"),
        ("承办单位", shown.department or "待定"),
        ("承诺期限", f"{day(due_on)}，已超期{max(0, (today - due_on).days)}天"),
        ("目前状态", issues.state(issue)),
        ("统计时点", day(today)),
    )


def steps(shown: Shown, today: date) -> Sequence[str]:
    """Every step so far."""
    return [without_marks(issues.step(event, today)) for event in shown.events]


def demand(shown: Shown) -> str:
    """What the unit is asked for; neutral, without a date nobody promised."""
    return f"请{shown.department or '有关单位'}说明进展和下一步安排，并在助手里回复办理进展或答复。"


def file_name(shown: Shown) -> str:
    """督办单 018.docx."""
    return f"{TITLE}{issues.number(shown.issue.number).removeprefix('#')}.docx"
