"""What is said about the 民情日记 and the table of visits."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from services import errands
from services.visits.accounts import MOST
from texts.phrases import days

TITLE = "民情日记"
MINE, TEAM, ALL = "我的", "本队", "全部"
WORD, EXCEL, BOTH = "Word", "Excel", "两种都要"
FORMATS = (WORD, EXCEL, BOTH)
ASK_PERIOD = "要哪一段时间？也可以发“11月1日至15日”"
ASK_WHOSE = "要谁的？也可以发同事姓名或镇名"
ASK_VILLAGE = "只要哪个村？全部就点〔全部〕"
ASK_FORMAT = "要哪种文件？"
TOO_BIG, TOO_MANY = "document too big", "too many visits"

PERIODS: Sequence[str] = ("本周", "上周", "本月", "上月", "本季", "今年")


def making() -> str:
    """Long work begins."""
    return "正在生成，约30秒，好了发给您"


def made(count: int, photos: int) -> str:
    """The same message once it is done."""
    return f"已生成：{count}次走访，照片{photos}张，文件见下面。村民姓名已隐去"


def nothing(title: str) -> str:
    """Nothing to be put into a document."""
    return f"{title} 没有走访记录，没有生成文件"


def scope(whose: str, village: str, first: date, last: date, today: date) -> str:
    """上饶镇工作队 埔中村 11月1日至30日."""
    return " ".join(part for part in (whose, village, days(first, last, today)) if part)


def file_name(title: str, suffix: str) -> str:
    """民情日记 上饶镇工作队 11月1日至30日.docx; nothing a file system minds."""
    clean = "".join("_" if character in '\\/:*?"<>|' else character for character in title)
    return f"{TITLE if suffix == '.docx' else '走访记录'} {clean}{suffix}"


def about(answers: Sequence[str]) -> str:
    """A draft in a few words."""
    return "，".join(answer for answer in answers if answer) or TITLE


def period_unread(said: str) -> Markup:
    """Words that name no period."""
    return Markup("时间“{}”没看明白，可以写：本周、上月、11月1日至15日").format(said)


def format_unread() -> str:
    """Neither Word nor Excel."""
    return "请选 Word、Excel 或 两种都要"


def sieve_unread(said: str) -> Markup:
    """A word after /visits that narrows nothing."""
    return Markup("没看明白“{}”。可以写村名、同事姓名、镇名或时间，例如：/visits 埔中村 上月").format(said)


def failed(reason: str) -> str:
    """The document could not be made."""
    if reason == TOO_BIG:
        return "文件超过45MB，发不出去。请把时间缩短一些，或只要 Excel"
    if reason == TOO_MANY:
        return f"超过{MOST}条，一份文件放不下，请把时间缩短一些"
    if reason == errands.GONE:
        return "文件没有生成成功，请稍后再试一次，或告诉管理员"
    return f"文件没有生成成功（{reason}），请稍后再试一次"
