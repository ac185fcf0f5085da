"""What is said about field visits."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup, escape

from services.clock import day_of
from services.pieces import Heap
from services.visits import Page, Visit
from texts.buttons import Button, Rows, rows, turning
from texts.phrases import clipped, day, listed, moment, weekday
from texts.pieces import counted, place

FIELD_NAMES = {
    "visited_on": "日期",
    "village": "村",
    "household": "对象",
    "place": "地点",
    "needs": "诉求",
    "actions": "措施",
}


def number(visit: Visit) -> str:
    """V-0231."""
    return f"V-{visit.id:04d}"


def recorded(visit: Visit, candidates: Sequence[str], heap: Heap, now: datetime) -> Markup:
    """The card after one sentence: number and object, what was understood, and what is still asked."""
    lines = [Markup("已保存 走访 <b>{}</b>（{}）").format(number(visit), _where_and_when(visit, day_of(now)))]
    lines += _understood(visit)
    lines += _enclosed(visit, heap)
    lines.append(Markup("10分钟内可撤销；本队与上级指挥部可见"))
    if visit.village is None:
        lines.append(_which_village(candidates))
    return Markup("\n").join(lines)


def after_recording(visit: Visit, candidates: Sequence[str]) -> Rows:
    """The village first where it is missing, then what may be done with the record."""
    fact = str(visit.id)
    villages = tuple(Button(name, "visits.village", f"{fact},{name}") for name in candidates[:6])
    return (*rows(*villages), (Button("改一改", "visits.change", fact), Button("撤销", "visits.undo", fact)))


def undone(visit: Visit, today: date) -> Markup:
    """The record is gone from every list."""
    return Markup("已撤销 走访 {}（{}）").format(number(visit), _where_and_when(visit, today))


def gone(undone_at: datetime | None, today: date) -> str:
    """Said to a press on a record that is no more."""
    return f"这条已在{moment(undone_at, today)}撤销" if undone_at else "没有这条走访"


def too_late(visit: Visit, today: date) -> str:
    """Ten minutes are over; correcting still works."""
    return f"记录已超过10分钟（{moment(visit.recorded_at, today)}），不能撤销；可用〔改一改〕更正"


def which_field(visit: Visit) -> Markup:
    """Asks what is to be changed."""
    return Markup("改 走访 <b>{}</b> 的哪一项？").format(number(visit))


def fields(visit: Visit) -> Rows:
    """One button a field."""
    fact = str(visit.id)
    changing = tuple(Button(name, "visits.field", f"{fact},{field}") for field, name in FIELD_NAMES.items())
    return (*rows(*changing), (Button("取消", "cancel"),))


def ask_field(visit: Visit, field: str) -> Markup:
    """Asks for the new wording of one field, showing what it says now."""
    return Markup("{}现在是“{}”。请发新的内容，或发“取消”").format(FIELD_NAMES[field], told(visit, field) or "空")


def changed(visit: Visit, field: str, now: datetime) -> Markup:
    """The card again, with how often it was changed."""
    today = day_of(now)
    head = Markup("已改 走访 <b>{}</b>（{}）").format(number(visit), _where_and_when(visit, today))
    mark = Markup("{}：{}").format(FIELD_NAMES[field], told(visit, field) or "空")
    last = max(change.changed_at for change in visit.changes) if visit.changes else now
    return Markup("\n").join([head, mark, Markup("{}修改{}次").format(day(day_of(last), today), len(visit.changes))])


def unchanged() -> Markup:
    """An edited message that changes nothing in the record."""
    return Markup("走访内容没有变化")


def corrected(visit: Visit, now: datetime) -> Markup:
    """The person edited the message; the record followed."""
    today = day_of(now)
    head = Markup("已按修改后的原话更新 走访 <b>{}</b>（{}）").format(number(visit), _where_and_when(visit, today))
    return Markup("\n").join([head, *_understood(visit)])


def date_ahead(value: date, today: date) -> str:
    """A visit of a day to come."""
    return f"{day(value, today)}（{weekday(value)}）还没到，走访日期请写今天或以前"


def date_unread(words: str, nearest: date | None, today: date) -> str:
    """A date that cannot be read, or that no calendar has; what can be written instead."""
    if nearest:
        return f"日期“{clipped(words, 20)}”不存在，是{day(nearest, today)}吗？请再发一次日期"
    return f"日期“{clipped(words, 20)}”没看明白，可以写：昨天、上周三、18号、11月18日"


def village_unknown(words: str, town: str, nearest: Sequence[str]) -> Markup:
    """A village this town does not have, with the nearest names."""
    hint = Markup("；是不是：{}").format(listed(nearest)) if nearest else Markup("")
    return Markup("{}没有“{}”{}。请发村名，或发“跳过”").format(town, clipped(words, 20), hint)


def nothing_yet() -> Markup:
    """An empty list says how to fill it."""
    return Markup("还没有走访记录。发一句话就能记，例如：“今天去埔中村，3户反映缺水，已联系水利所”")


def listing(page: Page, today: date) -> Markup:
    """One page of visits, newest day first."""
    lines = [Markup("走访记录 共{}条 第{}/{}页").format(page.total, page.number, page.pages)]
    lines += [_line(visit, today) for visit in page.visits]
    return Markup("\n").join(lines)


def listing_buttons(page: Page) -> Rows:
    """A button a visit, then the pages."""
    opening = tuple(Button(number(visit), "visits.open", str(visit.id)) for visit in page.visits)
    turn = turning("visits.page", page.number, page.pages)
    return (*rows(*opening), *((turn,) if turn else ()))


def card(visit: Visit, now: datetime) -> Markup:
    """The whole record, the words as said included."""
    today = day_of(now)
    head = Markup("走访 <b>{}</b>（{}）").format(number(visit), _where_and_when(visit, today))
    tail = Markup("原话：<blockquote expandable>{}</blockquote>").format(visit.said)
    kept = Markup("{} {}录入，走访日期{}").format(
        visit.author.name, moment(visit.recorded_at, today), day(visit.visited_on, today)
    )
    history = [Markup("修改{}次").format(len(visit.changes))] if visit.changes else []
    heap = Heap([piece for piece in visit.pieces if piece.dropped_at is None])
    return Markup("\n").join([head, *_understood(visit), *_enclosed(visit, heap), kept, *history, tail])


def card_buttons(visit: Visit) -> Rows:
    """What may be done with an opened record."""
    return ((Button("改一改", "visits.change", str(visit.id)), Button("‹ 返回", "visits.page", "1")),)


def told(visit: Visit, field: str) -> str:
    """What a field says, as words."""
    value = getattr(visit, field)
    if isinstance(value, list):
        return "；".join(value)
    return day(value) if isinstance(value, date) else value or ""


def nothing_said() -> str:
    """Every step was skipped."""
    return "每一步都跳过了，没有保存。也可以用一句话记，例如：“今天去埔中村，3户反映缺水”"


def too_long(characters: int, most: int) -> str:
    """A name that is none."""
    return f"这一项有{characters}字，最多{most}字；长的内容请写在“诉求”或“措施”里"


def _where_and_when(visit: Visit, today: date) -> Markup:
    where = visit.village or "村未填"
    return Markup("{}，{}").format(where, day(visit.visited_on, today))


def _understood(visit: Visit) -> list[Markup]:
    pairs = [
        ("对象", visit.household or ""),
        ("地点", visit.place or ""),
        ("户数", f"{visit.count}" if visit.count else ""),
        ("情况", visit.situation or ""),
        ("诉求", "；".join(visit.needs)),
        ("措施", "；".join(visit.actions)),
        ("同行", listed(visit.companions)),
    ]
    return [Markup("{}：{}").format(name, clipped(value, 120)) for name, value in pairs if value]


def _enclosed(visit: Visit, heap: Heap) -> list[Markup]:
    lines = [Markup("附件：{}").format(counted(heap))] if heap.pieces else []
    if visit.latitude is not None and visit.longitude is not None:
        lines.append(Markup("位置：{}").format(place(visit.latitude, visit.longitude)))
    return lines


def _which_village(candidates: Sequence[str]) -> Markup:
    if candidates:
        return Markup("是哪个村？点下面的村名，或直接发村名；不清楚发“跳过”")
    return Markup("是哪个村？请直接发村名；不清楚发“跳过”")


def _line(visit: Visit, today: date) -> Markup:
    about = "；".join(visit.needs) or visit.said
    return Markup("{} {} {} {}：{}").format(
        number(visit), day(visit.visited_on, today), visit.village or "村未填", escape(visit.author.name),
        clipped(about, 24),
    )  # fmt: skip


def village_skipped() -> str:
    """The village stays empty; it may be filled in later."""
    return "好的，村先空着，以后可用〔改一改〕补上"
