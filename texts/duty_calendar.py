"""What stands in a duty's calendar entry, and what is said beside the file."""

from datetime import date, datetime

from markupsafe import Markup

from services.duties import feeds
from services.duties.ahead import Entry
from texts.buttons import Button, Rows
from texts.phrases import day, moment

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


FEED_GONE = "这个订阅网址已停用。请在聊天里发 /calendar 重新生成"
_OFF = Button("停用网址", "duties.feed_off")


def buttons(made_at: datetime | None) -> Rows:
    """Under the file: the calendar can be followed instead of taken in again and again."""
    follow = Button("订阅网址", "duties.feed")
    return ((follow, _OFF),) if made_at else ((follow,),)


def feed(site: str, word: str) -> Markup:
    """Said once: the address itself is kept nowhere."""
    return Markup(
        "您的日历订阅网址（只显示这一次）：\n<code>{}</code>\n"
        "在手机日历里选“添加订阅日历”，粘贴即可，有变动自动更新。凭网址就能看到您的职责日期，请不要转发；不用了点〔停用网址〕"
    ).format(site + feeds.PATH.format(word=word))


def feed_buttons() -> Rows:
    """It can be ended at any time."""
    return ((_OFF,),)


def feed_stands(made_at: datetime, today: date) -> Markup:
    """One was made before; it cannot be shown again."""
    return Markup("{}已生成过订阅网址，网址只在生成时显示一次。找不到了可以换一个，旧网址随即停用").format(
        moment(made_at, today)
    )


def feed_stands_buttons() -> Rows:
    """Another in its place, or none."""
    return ((Button("换新网址", "duties.feed_new"), _OFF),)


FEED_OFF = "订阅网址已停用，手机里的订阅不再更新。要再用，发 /calendar"
NO_FEED = "您没有在用的订阅网址"
NO_SITE = "网址订阅还没有开通，请管理员在 .env 里填 PUBLIC_URL。日历文件照常可用"
