"""What is said about field visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup, escape

from knowledge.places import shipped
from services.clock import day_of
from services.issues import Issue
from services.memory import Memory
from services.pieces import Heap
from services.promises import Promise
from services.visits import Page, Visit
from services.visits.merging import Record
from services.visits.uses import Use
from texts import promises as promise_texts
from texts import visit_pictures as picture_texts
from texts.buttons import Button, Rows, rows, turning
from texts.issues import number as issue_number
from texts.issues import state as issue_state
from texts.phrases import clipped, day, listed, moment, weekday
from texts.pieces import counted, place

FIELD_NAMES = {
    "visited_on": "日期",
    "village": "村",
    "household": "对象",
    "place": "地点",
    "needs": "诉求",
    "actions": "措施",
    "companions": "同行",
    "situation": "情况",
    "said": "原话",
    "count": "户数",
}
CHANGEABLE = ("visited_on", "village", "household", "place", "count", "needs", "actions", "companions")

_FURTHER = 6
BRIEF = ("visited_on", "village", "household", "place", "count", "companions")
"""Fields that hold a name, a day or a number, never a question."""


@dataclass(frozen=True)
class Card:
    """A visit just recorded, with all there is to say of it beside its own row."""

    visit: Visit
    heap: Heap
    memory: Memory | None = None
    twin: Record | None = None
    uses: Sequence[Use] = ()
    villages: Sequence[str] = ()
    wrong_day: str | None = None
    days: Sequence[date] = ()
    forwarded_from: str | None = None
    other_town: str | None = None
    unknown_village: str | None = None
    further: Sequence[str] = ()
    late_promise: str | None = None


def number(visit: Visit | Record) -> str:
    """V-0231."""
    return f"V-{visit.id:04d}"


def recorded(card: Card, now: datetime) -> Markup:
    """The card after one sentence: number and object, what was understood, and what is still asked."""
    visit, today = card.visit, day_of(now)
    lines = [Markup("已保存 走访 <b>{}</b>（{}）").format(number(visit), where_and_when(visit, today))]
    lines += _when_told(card, today)
    lines += understood(visit)
    lines += promised(visit, today, fresh=True)
    lines += _enclosed(visit, card.heap)
    lines += remembered(card.memory, today)
    lines.append(Markup("已用于：{}").format(_used(card.uses)))
    lines.append(Markup("10分钟内可撤销；本队与上级指挥部可见"))
    lines += _asked(card, today, now)
    return Markup("\n").join(lines)


def after_recording(card: Card) -> Rows:
    """What is asked first, then what may be done with the record."""
    visit = card.visit
    fact = str(visit.id)
    days = tuple(Button(f"{one.month}月{one.day}日", "visits.day", f"{fact},{one}") for one in card.days)
    if card.wrong_day and card.days:
        days = (Button("是", "visits.day", f"{fact},{card.days[0]}"),)
    change = (Button("改", "visits.field", f"{fact},visited_on"),) if card.wrong_day else ()
    villages = tuple(Button(name, "visits.village", f"{fact},{name}") for name in _told_apart(card.villages)[:6])
    twin = (
        (Button("合并", "visits.merge", f"{fact},{card.twin.id}"), Button("不是同一次", "visits.apart", fact))
        if card.twin
        else ()
    )
    mine = (
        Button("改一改", "visits.change", fact),
        Button("转为问题", "issues.visit", fact),
        Button("撤销", "visits.undo", fact),
    )
    history = (Button("这户情况", "households.open", fact),) if card.memory and card.memory.total else ()
    told = promise_texts.telling(card.memory.promises) if card.memory else ()
    others = tuple(Button(f"补记{name}", "visits.further", f"{fact},{name}") for name in card.further[:_FURTHER])
    asked = tuple(row for row in (*rows(*days, *change), *rows(*villages), *rows(*others), twin, told) if row)
    return (*asked, (*mine, *history))


def _told_apart(villages: Sequence[str]) -> Sequence[str]:
    """Villages of several towns with one name are told apart by their towns."""
    if len(set(villages)) == len(villages):
        return villages
    towns = [f"{one.town}{one.name}" for one in shipped().villages if villages.count(one.name) > 1]
    return [*towns, *(name for name in villages if villages.count(name) == 1)]


def undone(visit: Visit, today: date) -> Markup:
    """The record is gone from every list."""
    return Markup("已撤销 走访 {}（{}）").format(number(visit), where_and_when(visit, today))


def gone(undone_at: datetime | None, merged_into: int | None, today: date) -> str:
    """Said to a press on a record that is no more."""
    if merged_into is not None:
        return f"这条已并入 V-{merged_into:04d}"
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
    changing = tuple(Button(FIELD_NAMES[field], "visits.field", f"{fact},{field}") for field in CHANGEABLE)
    return (*rows(*changing), (Button("取消", "cancel"),))


def ask_field(visit: Visit, field: str) -> Markup:
    """Asks for the new wording of one field, showing what it says now."""
    return Markup("{}现在是“{}”。请发新的内容，或发“取消”").format(
        FIELD_NAMES[field], clipped(told(visit, field), 200) or "空"
    )


def changed(visit: Visit, field: str, now: datetime) -> Markup:
    """The card again, with how often it was changed."""
    today = day_of(now)
    head = Markup("已改 走访 <b>{}</b>（{}）").format(number(visit), where_and_when(visit, today))
    mark = Markup("{}：{}").format(FIELD_NAMES[field], clipped(told(visit, field), 300) or "空")
    return Markup("\n").join([head, mark, *changes(visit, today)])


def added(visit: Visit, now: datetime) -> Markup:
    """What was said right after a visit belongs to it."""
    today = day_of(now)
    head = Markup("已补到 走访 <b>{}</b>（{}）").format(number(visit), where_and_when(visit, today))
    return Markup("\n").join([head, *understood(visit), *promised(visit, today, fresh=True)])


def ask_whether_more(visit: Visit, words: str) -> Markup:
    """It may belong to the visit just told, or not; nothing is stored yet."""
    return Markup("“{}”还没有记。补到 走访 {}（{}）吗？").format(
        clipped(words, 60), number(visit), visit.village or "村未填"
    )


def more_buttons(visit: Visit) -> Rows:
    """It does, or it does not."""
    return ((Button("补上", "visits.add", str(visit.id)), Button("不是", "visits.leave", str(visit.id))),)


def left_out() -> str:
    """The words were not meant for the visit."""
    return "好的，没有补到走访里。要问政策或记别的走访，直接发一句话就行"


def put_right(visit: Visit, fields: Sequence[str], now: datetime) -> Markup:
    """What was said to be wrong says this now, and what it said before."""
    today = day_of(now)
    head = Markup("已改 走访 <b>{}</b>（{}）").format(number(visit), where_and_when(visit, today))
    lines = [_change_of(visit, field) for field in fields]
    return Markup("\n").join([head, *lines, *changes(visit, today)])


def _change_of(visit: Visit, field: str) -> Markup:
    before = next((one.before for one in reversed(visit.changes) if one.field == field), "")
    was = Markup("（原为“{}”）").format(clipped(before, 60)) if before and field != "visited_on" else Markup("")
    return Markup("{}：{}{}").format(FIELD_NAMES[field], clipped(told(visit, field), 200) or "空", was)


def ask_what_is_wrong(visit: Visit, today: date) -> Markup:
    """Something was wrong, and not said what."""
    return Markup("走访 <b>{}</b>（{}）哪里要改？直接说，例如“改成4户”“是埔中村”；整条不要请点〔撤销〕").format(
        number(visit), where_and_when(visit, today)
    )


def wrong_buttons(visit: Visit) -> Rows:
    """A field, or the whole."""
    return ((Button("改一改", "visits.change", str(visit.id)), Button("撤销", "visits.undo", str(visit.id))),)


def undone_before(visit: Visit, today: date) -> Markup:
    """撤销 was typed of what is undone already; nothing else is taken for it."""
    if visit.merge is not None:
        return Markup("{} 已并入 V-{:04d}，没有撤销别的。要撤销其他走访，请点那张卡片上的〔撤销〕").format(
            number(visit), visit.merge.into_id
        )
    when = moment(visit.undone_at, today) if visit.undone_at else ""
    return Markup("走访 {}（{}）已在{}撤销，没有撤销别的。要撤销其他走访，请点那张卡片上的〔撤销〕").format(
        number(visit), where_and_when(visit, today), when
    )


def promise_dated(promise: Promise, today: date) -> Markup:
    """The day by which it was promised is known."""
    return Markup("好的，承诺：{}").format(promise_texts.brief(promise, today))


def promise_without_day() -> str:
    """No day was given."""
    return "好的，这项承诺先不写日期"


def recorded_before(visit: Visit) -> str:
    """The other village of a message was recorded by an earlier press."""
    return f"已补记为 {number(visit)}（{visit.village or '村未填'}）"


def corrected(visit: Visit, now: datetime, *, restored: bool = False) -> Markup:
    """The person edited the message; the record followed, be it out of those undone."""
    today = day_of(now)
    did = "已恢复这条撤销了的走访，并按修改后的原话更新" if restored else "已按修改后的原话更新"
    head = Markup("{} 走访 <b>{}</b>（{}）").format(did, number(visit), where_and_when(visit, today))
    return Markup("\n").join([head, *understood(visit), *promised(visit, today), *changes(visit, today)])


def not_corrected(visit: Visit) -> Markup:
    """The edited words tell of no visit."""
    return Markup("修改后的话不像走访，走访 {} 没有改动；不要这条的话，请点〔撤销〕或〔改一改〕").format(number(visit))


def merged(visit: Visit, number_merged: int, now: datetime) -> Markup:
    """Two records became one."""
    today = day_of(now)
    head = Markup("已合并：V-{:04d} 并入 走访 <b>{}</b>（{}）").format(
        number_merged, number(visit), where_and_when(visit, today)
    )
    heap = Heap([piece for piece in visit.pieces if piece.dropped_at is None])
    return Markup("\n").join([head, *understood(visit), *promised(visit, today), *_enclosed(visit, heap)])


def told_of_merge(visit: Visit, number_merged: int, by: str, today: date) -> Markup:
    """To the author of the record that now stands for both."""
    return Markup("{}把 V-{:04d} 并入了您的 走访 {}（{}）").format(
        by, number_merged, number(visit), where_and_when(visit, today)
    )


def changes(visit: Visit, today: date) -> list[Markup]:
    """11月22日修改1次."""
    if not visit.changes:
        return []
    last = max(change.changed_at for change in visit.changes)
    acts = {(change.changed_at, change.member_id) for change in visit.changes}
    return [Markup("{}修改{}次").format(day(day_of(last), today), len(acts))]


def date_ahead(value: date, today: date) -> str:
    """A visit of a day to come."""
    return f"{day(value, today)}（{weekday(value)}）还没到，走访日期请写今天或以前"


def date_unread(words: str, nearest: date | None, today: date) -> str:
    """A date that cannot be read, or that no calendar has; what can be written instead."""
    if nearest:
        return f"日期“{clipped(words, 20)}”不存在，是{day(nearest, today)}吗？请再发一次日期"
    return f"日期“{clipped(words, 20)}”没看明白，可以写：昨天、上周三、18号、11月18日"


def count_unread(words: str) -> str:
    """No number of households can be read from the words."""
    return f"户数“{clipped(words, 20)}”没看明白，请写数字，例如：3户"


def nothing_to_change() -> str:
    """改一改 or 转为问题 was typed, and no card of the person's stands there."""
    return "10分钟内没有您记的走访；要改或转为问题，请发 /visits 打开记录，点卡片上的按钮"


def nothing_to_undo() -> str:
    """撤销 was typed, and none of the person's visits is young enough."""
    return "10分钟内没有可以撤销的走访；更早的请发 /visits 打开记录，用〔改一改〕更正"


def village_unknown(words: str, town: str, nearest: Sequence[str]) -> Markup:
    """A village this town does not have, with the nearest names."""
    hint = Markup("；是不是：{}").format(listed(nearest)) if nearest else Markup("")
    return Markup("{}没有“{}”{}。请发村名，或发“跳过”").format(town, clipped(words, 20), hint)


def village_skipped() -> str:
    """What is missing stays open; it may be filled in later."""
    return "好的，先空着，以后可用〔改一改〕补上"


def nothing_yet() -> Markup:
    """An empty list says how to fill it."""
    return Markup("还没有走访记录。发一句话就能记，例如：“今天去埔中村，3户反映缺水，已联系水利所”")


def nothing_said() -> str:
    """Every step was skipped."""
    return "每一步都跳过了，没有保存。也可以用一句话记，例如：“今天去埔中村，3户反映缺水”"


def too_long(characters: int, most: int) -> str:
    """A name that is none."""
    return f"这一项有{characters}字，最多{most}字；长的内容请写在“诉求”或“措施”里"


def listing(page: Page, today: date) -> Markup:
    """One page of visits, newest day first."""
    homes = f"，合计{page.households}户" if page.households else ""
    lines = [Markup("走访记录 共{}条 第{}/{}页{}").format(page.total, page.number, page.pages, homes)]
    lines += [_line(visit, today) for visit in page.visits]
    return Markup("\n").join(lines)


def nothing_found(asked: str) -> Markup:
    """A narrowed list without any."""
    return Markup("“{}”没有走访记录").format(clipped(asked, 40))


def listing_buttons(page: Page, code: str = "") -> Rows:
    """A button a visit, then the pages of the same list."""
    opening = tuple(Button(number(visit), "visits.open", str(visit.id)) for visit in page.visits)
    turn = turning("visits.page", page.number, page.pages, code)
    return (*rows(*opening), picture_texts.button(code), *((turn,) if turn else ()))


def card(visit: Visit, now: datetime, issue: Issue | None = None) -> Markup:
    """The whole record, the words as said included, and the problem it became."""
    today = day_of(now)
    head = Markup("走访 <b>{}</b>（{}）").format(number(visit), where_and_when(visit, today))
    tail = Markup("原话：<blockquote expandable>{}</blockquote>").format(visit.said)
    kept = Markup("{} {}录入，走访日期{}").format(
        visit.author.name, moment(visit.recorded_at, today), day(visit.visited_on, today)
    )
    heap = Heap([piece for piece in visit.pieces if piece.dropped_at is None])
    lines = [head, *understood(visit), *promised(visit, today), *_enclosed(visit, heap), kept]
    became = [Markup("问题：{} {}").format(issue_number(issue.number), issue_state(issue))] if issue else []
    return Markup("\n").join([*lines, *became, *changes(visit, today), *_looked(visit, today), tail])


def card_buttons(visit: Visit, *, captain: bool, issue: Issue | None = None) -> Rows:
    """What may be done with an opened record."""
    fact = str(visit.id)
    looks = ((Button("看过", "visits.look", fact), Button("请补充", "visits.more", fact)),) if captain else ()
    history = (Button("这户情况", "households.open", fact),) if visit.home else ()
    open_ones = [one for one in visit.promises if one.id and one.told_at is None and one.dropped_at is None]
    told = promise_texts.telling(open_ones)
    number_of = issue_number(issue.number) if issue else ""
    problem = Button(number_of, "issues.open", str(issue.number)) if issue else Button("转为问题", "issues.visit", fact)
    row = (Button("改一改", "visits.change", fact), problem, *history, Button("‹ 返回", "visits.page", "1"))
    return (*looks, *((told,) if told else ()), row)


def told(visit: Visit, field: str) -> str:
    """What a field says, as words."""
    value = getattr(visit, field)
    if isinstance(value, list):
        return "；".join(value)
    return day(value) if isinstance(value, date) else str(value or "")


def where_and_when(visit: Visit, today: date) -> Markup:
    """埔中村，11月22日; a day that is not known yet says so."""
    when = "日期待定" if visit.day_open else day(visit.visited_on, today)
    return Markup("{}，{}").format(visit.village or "村未填", when)


def understood(visit: Visit) -> list[Markup]:
    """What was made out of the words, a line each."""
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


def promised(visit: Visit, today: date, *, fresh: bool = False) -> list[Markup]:
    """The promises the visit made, a line for all; nothing made just now is overdue."""
    made = [one for one in visit.promises if one.dropped_at is None]
    as_of = day_of(visit.told_at) if fresh else today
    return [Markup("承诺：{}").format("；".join(promise_texts.brief(one, as_of) for one in made))] if made else []


def remembered(memory: Memory | None, today: date) -> list[Markup]:
    """B8 in one line: the last visit to this household, and what is still promised."""
    if memory is None:
        return []
    parts = [f"上次{day(memory.visits[0].visited_on, today)}：{about(memory.visits[0])}"] if memory.visits else []
    parts += [f"还有承诺：{promise_texts.brief(one, today)}" for one in memory.promises[:2]]
    return [Markup("{}").format("；".join(parts))] if parts else []


def about(visit: Visit) -> str:
    """The matter of a visit in a few words."""
    return clipped("；".join(visit.needs) or visit.situation or "；".join(visit.actions) or visit.said, 24)


def _when_told(card: Card, today: date) -> list[Markup]:
    """B6: both dates, where they differ; and whose words they are."""
    visit, recorded_on = card.visit, day_of(card.visit.recorded_at)
    lines = []
    if card.forwarded_from is not None:
        lines.append(
            Markup("转发自{}，日期按原消息{}计").format(card.forwarded_from, day(day_of(visit.told_at), today))
        )
    if not visit.day_open and visit.visited_on != recorded_on:
        lines.append(Markup("走访日期{}，{}录入").format(day(visit.visited_on, today), day(recorded_on, today)))
    return lines


def _asked(card: Card, today: date, now: datetime) -> list[Markup]:
    lines = []
    if card.visit.day_open:
        lines.append(_which_day(card, today))
    if card.visit.village is None:
        lines.append(_which_village(card))
    if card.other_town is not None:
        lines.append(Markup("{}属{}，不是本镇的村；不对请点〔改一改〕").format(card.visit.village, card.other_town))
    if card.further:
        lines.append(
            Markup("还提到{}，这条只记了{}；要记请点〔补记{}〕").format(
                listed(card.further), card.visit.village, card.further[0]
            )
        )
    if card.late_promise is not None:
        lines.append(
            Markup("“{}”答应的日期已经过去，是哪天前？请直接发，例如：下周五；不清楚发“跳过”").format(
                clipped(card.late_promise, 20)
            )
        )
    if card.twin is not None:
        lines.append(_same(card.visit, card.twin, now))
    return lines


def _which_day(card: Card, today: date) -> Markup:
    if card.wrong_day and card.days:
        return Markup("{}不存在，是{}吗？").format(card.wrong_day, day(card.days[0], today))
    if card.wrong_day:
        return Markup("{}不存在，是哪一天去的？").format(card.wrong_day)
    return Markup("是哪一天去的？点下面的日期，或直接发，例如：18号")


def _which_village(card: Card) -> Markup:
    if card.unknown_village:
        return Markup("没找到“{}”，是哪个村？请直接发村名；不清楚发“跳过”").format(clipped(card.unknown_village, 20))
    if card.villages:
        return Markup("是哪个村？点下面的村名，或直接发村名；不清楚发“跳过”")
    return Markup("是哪个村？请直接发村名；不清楚发“跳过”")


def _same(visit: Visit, twin: Record, now: datetime) -> Markup:
    """B10."""
    ago = _ago(int((now - twin.recorded_at).total_seconds() // 60))
    who = "您" if twin.author_id == visit.author_id else twin.author
    return Markup("{}{}也记了同村同事项（{}），合并？").format(ago, who, number(twin))


def _ago(minutes: int) -> str:
    if minutes < 1:
        return "刚才"
    return f"{minutes}分钟前" if minutes < 60 else f"{minutes // 60}小时前" if minutes < 1440 else "前天以来"


def _used(uses: Sequence[Use]) -> str:
    """B18: 走访日记✓ 走访表✓ 服务员·入户走访3/5."""
    duties = [f"{one.role}·{one.duty}{one.counted}/{one.wanted}" for one in uses]
    return " ".join(["走访日记✓", "走访表✓", *duties])


def _enclosed(visit: Visit, heap: Heap) -> list[Markup]:
    lines = [Markup("附件：{}").format(counted(heap))] if counted(heap) else []
    if visit.latitude is not None and visit.longitude is not None:
        lines.append(Markup("位置：{}").format(place(visit.latitude, visit.longitude)))
    return lines


def _looked(visit: Visit, today: date) -> list[Markup]:
    """Who looked, and what is still to be added."""
    seen = [f"{one.member.name}{moment(one.looked_at, today)}看过" for one in visit.looks if one.note is None]
    asked = [
        f"{one.member.name}请补充：{one.note}" + ("（已补充）" if one.answered_at else "")
        for one in visit.looks
        if one.note is not None
    ]
    return [Markup("{}").format(line) for line in (*seen, *asked)]


def _line(visit: Visit, today: date) -> Markup:
    when = "日期待定" if visit.day_open else day(visit.visited_on, today)
    return Markup("{} {} {} {}：{}").format(
        number(visit), when, visit.village or "村未填", escape(visit.author.name), about(visit)
    )
