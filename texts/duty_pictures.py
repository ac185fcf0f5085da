"""What stands in and under the pictures of the duties."""

from datetime import date

from markupsafe import Markup

from services.access import TeamView
from services.duties import Period
from services.duties.across import Across, Town
from services.duties.month import Mark, Month
from texts.buttons import Button, Rows
from texts.phrases import day, listed, moment

PREPARING = "正在画图，好了发给您"
FAILED = "图没有画成，请再点一次。文字请看 /duties"
NO_FONT = "这台机器上没有中文字体，画不了图。请管理员安装中文字体（Debian、Ubuntu：fonts-noto-cjk）；文字请看 /duties"
WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
DAY_OFF = "休"
LEGEND = "✓已完成　○未到期或当天　△已过期"
NOTHING_LATE, EMPTY = "正常", "还没有人加入"
ACROSS_LEGEND = "按镇（街、场）固定顺序排列，不分先后；只标出超期3个工作日以上的"
_SHOWN = 4
_NAMED = 3


def month_title(found: Month) -> str:
    """五员职责 2026年11月（上饶镇）."""
    first = found.days[0].day
    return f"五员职责 {first.year}年{first.month}月（{found.team.town}）"


def as_of(found: Month | Across, today: date) -> str:
    """When the figures were taken (I6)."""
    return f"统计时点：{moment(found.now, today)}"


def mark(one: Mark, due_on: date, today: date) -> str:
    """✓看工地, ○入户走访2/3, △公开栏: the state is a sign and never a colour alone."""
    sign = "✓" if one.is_done else "△" if due_on < today else "○"
    count = f"{one.done}/{one.whole}" if one.whole > 1 else ""
    return f"{sign}{one.short}{count}"


def month_caption(found: Month, today: date) -> str:
    """The same in one line, for whoever cannot see the picture."""
    marks = [(one.day, mark) for one in found.days for mark in one.marks]
    done = sum(mark.is_done for _, mark in marks)
    late = sum(not mark.is_done and due_on < today for due_on, mark in marks)
    return f"{month_title(found)}：已完成{done}项，已过期未完成{late}项，共{len(marks)}项。{as_of(found, today)}"


def month_button(team: TeamView, period: Period) -> tuple[Button, ...]:
    """Under a month in words; other periods have no picture."""
    drawn = period in (Period.MONTH, Period.LAST_MONTH)
    return (Button("看图", "duties.picture", f"{period.value},{team.town}"),) if drawn else ()


def across(found: Across, today: date) -> Markup:
    """For offices: what needs a look, in the towns' official order, then the totals."""
    empty = sum(town.is_empty for town in found.towns)
    head = Markup("<b>五员职责（{}）</b>共{}个工作队").format(day(today, today), len(found.towns))
    lines = [head + (Markup("，其中{}个还没有人加入").format(empty) if empty else Markup(""))]
    lines += [_line(town) for town in found.noteworthy[:_SHOWN]]
    rest = len(found.noteworthy) - _SHOWN
    lines += [Markup("还有{}个镇，可用 /duties 加镇名查看").format(rest)] if rest > 0 else []
    lines += [Markup("没有超期3个工作日以上的职责")] if not found.noteworthy else []
    lines.append(Markup("本月已到期{}项，其中已完成{}项。看一个镇：/duties 上饶镇").format(found.whole, found.done))
    return Markup("\n").join(lines)


def across_buttons() -> Rows:
    """The same as a picture."""
    return ((Button("看图", "duties.picture", ""),),)


def across_title(today: date) -> str:
    """The picture's head."""
    return f"五员职责总览（{day(today)}）"


def across_caption(found: Across, today: date) -> str:
    """The same in one line."""
    return f"{across_title(today)}：需要关注{len(found.noteworthy)}个镇。{as_of(found, today)}"


def stands(town: Town) -> str:
    """What is long overdue in a town, short enough for its field; else that nothing is."""
    if not town.late:
        return EMPTY if town.is_empty else NOTHING_LATE
    named = listed(town.late[:_NAMED])
    return f"△{named}{f'等{len(town.late)}项' if len(town.late) > _NAMED else ''}"


def _line(town: Town) -> Markup:
    named = listed(town.late[:_SHOWN])
    return Markup("· {}：{}{}超期").format(town.team.town, named, "等" if len(town.late) > _SHOWN else "")
