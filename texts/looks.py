"""What is said about the captain's look at a visit (B12)."""

from datetime import date, datetime

from markupsafe import Markup

from services.clock import day_of
from services.visits import Visit
from texts.buttons import Button, Rows
from texts.phrases import moment
from texts.visits import number, where_and_when


def seen(visit: Visit) -> str:
    """The captain has looked."""
    return f"已记为看过：{number(visit)}"


def ask_note(visit: Visit) -> Markup:
    """Asks for the one line."""
    return Markup("请用一句话写要 {} 补充什么，例如：“几户缺水？”。不写了发“取消”").format(number(visit))


def sent(visit: Visit, opens_at: datetime, now: datetime) -> Markup:
    """The author is told, at the next working moment where this is none."""
    when = "" if opens_at <= now else f"（现在不是工作时间，{moment(opens_at, day_of(now))}送到）"
    return Markup("已请{}补充 走访 {}{}").format(visit.author.name, number(visit), when)


def to_author(visit: Visit, captain: str, note: str, today: date) -> Markup:
    """What the author is to add; changing one field is enough."""
    where = where_and_when(visit, today)
    return Markup("{}请您补充 走访 {}（{}）：{}\n改一项就行").format(captain, number(visit), where, note)


def to_author_buttons(visit: Visit) -> Rows:
    """Straight to the fields."""
    return ((Button("改一改", "visits.change", str(visit.id)), Button("看记录", "visits.open", str(visit.id))),)


def answered(visit: Visit, note: str, field: str, value: str) -> Markup:
    """The captain is told that it was done."""
    return Markup("{}已补充 走访 {}（您问的：{}）\n{}：{}").format(visit.author.name, number(visit), note, field, value)
