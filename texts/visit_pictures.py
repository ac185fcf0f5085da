"""What stands in and under the picture of a week's visits."""

from services.clock import day_of
from services.visits.weeks import Village, Week
from texts.buttons import Button
from texts.phrases import day, moment

PREPARING = "正在画图，好了发给您"
FAILED = "图没有画成，请再点一次。文字请看 /visits"
NO_FONT = "这台机器上没有中文字体，画不了图。请管理员安装中文字体（Debian、Ubuntu：fonts-noto-cjk）；文字请看 /visits"
TOO_MANY = "这一周的走访太多，一张图放不下。请缩小范围，例如：/visits 埔中村 本周"
TOTAL = "合计"
NOTHING = "这一周还没有走访记录"
COLUMNS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日", "待定", "次数", "户数")


def button(code: str) -> tuple[Button, ...]:
    """Under a list of visits: the week it ends in, by village."""
    return (Button("本周图", "visits.picture", code),)


def title(found: Week) -> str:
    """走访 11月23日至29日."""
    first, last = found.monday, found.sunday
    end = f"{last.day}日" if last.month == first.month else day(last, first)
    return f"走访（按村） {day(first, day_of(found.as_of))}至{end}"


def as_of(found: Week) -> str:
    """When the figures were taken (I6)."""
    return f"统计时点：{moment(found.as_of, day_of(found.as_of))}"


def caption(found: Week) -> str:
    """The same in one line, for whoever cannot see the picture."""
    return f"{title(found)}：{len(found.villages)}个村，{found.visits}次，{found.households}户。{as_of(found)}"


def name(one: Village, *, several_towns: bool) -> str:
    """埔中村; with its town where the picture shows several."""
    village = one.name or "村未填"
    return f"{one.town} {village}" if several_towns else village


def rest(villages: int, visits: int) -> str:
    """What no longer fits on the sheet."""
    return f"还有{villages}个村{visits}次没有画出，全部请用 /diary 导出"
