"""What stands in a duty's calendar entry, and what is said beside the file."""

from services.duties.ahead import Entry
from texts.phrases import day

PREPARING = "正在生成日历文件，好了发给您"
FAILED = "日历文件没有生成成功，请再发一次 /calendar"


def title(town: str) -> str:
    """The calendar's name on the phone."""
    return f"五员职责（{town}）"


def file_name(town: str) -> str:
    """As it is saved."""
    return f"五员职责-{town}.ics"


def caption(count: int) -> str:
    """What to do with the file."""
    return f"今后半年{count}项职责的截止时间，点开即可加入手机日历；日期有变动时再发一次 /calendar"


def summary(entry: Entry) -> str:
    """The line in the calendar."""
    return f"{entry.duty.short}截止（{entry.duty.role.value}）"


def description(entry: Entry) -> str:
    """The whole name, from when on it can be done, and what its date depends on."""
    one = entry.falling
    lines = [entry.duty.name, f"{day(one.opens_on)}起可以办。完成标准：{entry.duty.done_when}"]
    if one.due_on != one.nominal_on:
        lines.append(f"原定{day(one.nominal_on)}，{'顺延' if one.due_on > one.nominal_on else '提前'}")
    if entry.estimated:
        lines.append(f"{one.due_on.year}年放假安排尚未导入，暂按周一至周五计算")
    return "\n".join(lines)
