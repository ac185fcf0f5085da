"""What is said about the 五员 duties: the digest, one duty's card, the five blocks."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import singledispatch

from markupsafe import Markup, escape

from knowledge.duties import Proof
from services.access import TeamView
from services.clock import TEAM_ZONE, day_of
from services.duties import Agenda, Block, DutyRefusal, Entry, Item, Occurrence, Period, State, Until, Urgent
from services.duties.on_the_way import Stop
from services.duties.putting_off import PutOff
from services.duties.refusals import (
    AlreadyDone,
    CadenceUnread,
    DayUnread,
    DutyGone,
    ImpossibleDay,
    IsLate,
    NeedsLateReason,
    NeedsReason,
    NotAhead,
    NoTeam,
    NotYetOpen,
    StationedAhead,
    TooLateToUndo,
)  # fmt: skip
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, clock, day, days, deadline, listed, moment, weekday
from texts.promises import brief, telling, to_whom

_SHOWN = 5
ON_CARD, IN_AGENDA = "c", "a"
OTHER_DAY = "other"
EXAMPLE = "清单为示例，请由市里确认后修改"
TRACES = {
    Proof.VISITS: "走访",
    Proof.NOTICES: "确认通知",
    Proof.ISSUES: "提交问题",
    Proof.SETTLED_ISSUES: "办结问题",
}
_UNITS = {Proof.VISITS: "户", Proof.NOTICES: "条", Proof.ISSUES: "件", Proof.SETTLED_ISSUES: "件"}
"""Households and people stand beside each other in one view, so each count says what it counts."""
PERIODS = {Period.NOW: "本期", Period.MONTH: "本月", Period.LAST_MONTH: "上月", Period.QUARTER: "本季"}


def agenda(view: Agenda, now: datetime) -> Markup:
    """At most eight lines: counts, the nearest duties, what is late below, what the dates depend on."""
    if not view.items and not view.below and not view.countdowns and not view.on_the_way and not view.promises:
        return Markup("您今天没有到期的职责，3天内也没有。发 /duties 看{}").format(
            "本队的" if view.of_one_team else "各镇总览"
        )
    if not view.of_one_team:
        return _by_town(view)
    shown = _shown(view, now)
    lines = [_counts(view), *(_line_of_countdown(item, view.today) for item in view.countdowns[:1])]
    lines += [_line(number, item, view) for number, item in enumerate(shown, 1)]
    rest = len(view.items) + len(view.below) - len(shown)
    if rest:
        lines.append(_line_of_rest(rest, view, shown))
    lines += [_line_of_promises(view)] if view.promises else []
    lines += [_line_of_stop(stop) for stop in view.on_the_way[:1]]
    notes = _notes(view)
    return Markup("\n").join([*lines, notes] if notes else lines)


def agenda_buttons(view: Agenda, now: datetime) -> Rows:
    """A row a duty: its name opens it, beside it what can be done at once."""
    numbered = enumerate(_shown(view, now), 1)
    near = tuple(_row(number, item, view, now) for number, item in numbered if item in view.items)
    opening = tuple(Button(one.duty.short, "duties.open", str(one.occurrence.id)) for one in view.countdowns[:1])
    told = telling(view.promises)
    return (*near, *(row for row in (opening, told) if row))


def finished(item: Item) -> str:
    """The toast after 〔完成〕."""
    return f"已完成：{item.duty.short}（10分钟内可撤销）"


def already_done(occurrence: Occurrence, today: date) -> str:
    """A second tap, or a stale button."""
    done_at = occurrence.done_at
    if done_at is None:
        return gone()
    same_day = day_of(done_at) == today
    return f"已经办理过了（{clock(done_at) if same_day else moment(done_at, today)}）"


def undone(item: Item) -> str:
    """The toast after 〔撤销〕."""
    return f"已撤销，{item.duty.short}仍待完成"


def too_late_to_undo() -> str:
    """Ten minutes are over, or somebody else finished it."""
    return "只有办理人在10分钟内可以撤销"


def gone() -> str:
    """The occurrence or its duty is no more."""
    return "这项职责已经调整或取消，请发 /duties 看现在的清单"


@singledispatch
def refused(refusal: DutyRefusal, _today: date) -> str:
    """The sentence of a refusal about duties."""
    raise refusal


@refused.register
def _(_refusal: DutyGone, _today: date) -> str:
    return gone()


@refused.register
def _(_refusal: NoTeam, _today: date) -> str:
    return no_team()


@refused.register
def _(_refusal: TooLateToUndo, _today: date) -> str:
    return too_late_to_undo()


@refused.register
def _(refusal: AlreadyDone, today: date) -> str:
    return already_done(refusal.occurrence, today)


@refused.register
def _(refusal: NotYetOpen, today: date) -> str:
    return not_yet_open(refusal.occurrence, today)


@refused.register
def _(_refusal: IsLate, _today: date) -> str:
    return "这一项已过截止日，请用〔补办完成〕"


@refused.register
def _(refusal: NotAhead, today: date) -> str:
    return not_ahead(refusal.day, today)


@refused.register
def _(refusal: StationedAhead, today: date) -> str:
    return stationed_ahead(refusal.day, today)


@refused.register
def _(refusal: ImpossibleDay, today: date) -> str:
    return impossible_day(refusal, today)


@refused.register
def _(refusal: DayUnread, _today: date) -> str:
    return day_unread(refusal.said)


@refused.register
def _(refusal: NeedsLateReason, today: date) -> str:
    return ask_reason(refusal.done_on, today)


@refused.register
def _(refusal: CadenceUnread, _today: date) -> str:
    said = clipped(refusal.said, 20)
    return f"周期“{said}”没看明白，可以写：每周五17:00、每月25日前、每季度末月20日、每年11月30日前、进驻后40天"


@refused.register
def _(_refusal: NeedsReason, _today: date) -> str:
    return needs_reason()


def not_yet_open(occurrence: Occurrence, today: date) -> str:
    """Before the window."""
    return f"{day(occurrence.opens_on, today)}起才能办这一项"


def card(item: Item, now: datetime) -> Markup:
    """One duty whole: window, state, steps, what counts as done, basis."""
    today, one, duty = day_of(now), item.occurrence, item.duty
    lines = [Markup("<b>{}</b>（{}）").format(duty.name, duty.role.value)]
    lines += [escape(said) for said in (_when(item, today), _window(item, today))]
    lines += [Markup("{} {}").format(mark, said) for mark, said in _steps(item, today)]
    if item.counted is not None and duty.evidence is not None:
        lines.append(
            Markup("{}{}/{}{}，够了自动完成").format(
                TRACES[duty.evidence.of], item.counted, duty.evidence.count, _UNITS[duty.evidence.of]
            )
        )
    lines.append(Markup("完成标准：{}").format(duty.done_when))
    if one.state != State.OPEN:
        lines.append(_done(one, today))
    if duty.example:
        lines.append(escape(EXAMPLE))
    return Markup("\n").join(lines)


def card_buttons(item: Item, now: datetime, *, finishing: bool = True, arranging: bool = False) -> Rows:
    """Finish or undo, the steps, put off, back.

    `finishing`: the reader is of the team; `arranging`: whoever may also say who does it.
    """
    one, fact = item.occurrence, f"{item.occurrence.id},{ON_CARD}"
    back = Button("‹ 返回", "duties.agenda")
    if item.is_done:
        return ((Button("撤销", "duties.undo", fact), back),) if _undoable(one, now) else ((back,),)
    if one.opens_on > day_of(now):
        return ((back,),)
    arrange = (Button("安排", "duties.arrange", str(one.id)),) if arranging else ()
    return (*(_doing(item, day_of(now), fact) if finishing else ()), (*arrange, back))


def _doing(item: Item, today: date, fact: str) -> Rows:
    """The steps, then 〔完成〕 and 〔推迟〕."""
    one = item.occurrence
    ticked = {tick.step for tick in one.steps}
    steps = [
        Button(f"{'☑' if number in ticked else '☐'}{step.name}", "duties.step", f"{one.id},{number}")
        for number, step in enumerate(item.duty.steps)
    ]
    return (*rows(*steps, across=2), (_finishing(item, today, fact), Button("推迟", "duties.wait", str(one.id))))


def blocks(found: Sequence[Block], team: TeamView, period: Period, span: tuple[date, date], today: date) -> Markup:
    """Five lines, one a role, each duty with ✓ or ○."""
    about = PERIODS[period] if period is Period.NOW else f"{PERIODS[period]}，{days(*span, today)}"
    lines = [Markup("五员职责（{}，{}）✓已完成 ○未完成").format(team.town, about)]
    lines += [Markup("<b>{}</b> {}").format(block.role.value, _entries(block.entries, today)) for block in found]
    if any(entry.duty.example for block in found for entry in block.entries):
        lines.append(escape(EXAMPLE))
    return Markup("\n").join(lines)


def blocks_buttons(found: Sequence[Block], team: TeamView, period: Period) -> Rows:
    """The roles open; the other periods are one tap away."""
    roles = tuple(
        Button(block.role.value, "duties.role", f"{block.role.name},{team.town}") for block in found if block.entries
    )
    others = tuple(
        Button(name, "duties.blocks", f"{one.value},{team.town}") for one, name in PERIODS.items() if one is not period
    )
    return (*rows(*roles), others)


def role(block: Block, today: date) -> Markup:
    """One role's duties with their windows."""
    lines = [Markup("<b>{}</b>").format(block.role.value)]
    for entry in block.entries:
        first = entry.items[0]
        lines.append(Markup("{} {}：{}{}").format(_mark(first), first.duty.short, _when(first, today), _people(entry)))
    return Markup("\n").join(lines)


def role_buttons(block: Block, team: TeamView) -> Rows:
    """One button an occurrence that can be opened, then back."""
    items = [item for entry in block.entries for item in entry.items[:1]]
    opening = tuple(Button(item.duty.short, "duties.open", str(item.occurrence.id)) for item in items)
    return (*rows(*opening), (Button("‹ 返回", "duties.blocks", f"{Period.NOW.value},{team.town}"),))


def _counts(view: Agenda) -> Markup:
    counts = (
        ("今天到期", Urgent.TODAY), ("3天内", Urgent.SOON), ("已超期", Urgent.OVERDUE), ("稍后", Urgent.LATER),
    )  # fmt: skip
    said = [f"{name}{view.count(urgent)}" for name, urgent in counts if view.count(urgent)]
    said += [f"本队超期{len(view.below)}"] if view.below else []
    done = sum(item.is_done for item in view.items)
    said += [f"今天已完成{done}"] if done else []
    return Markup("<b>{}（{}）</b>{}").format(day(view.today, view.today), weekday(view.today), " · ".join(said))


def _line_of_promises(view: Agenda) -> Markup:
    """C18: what was promised joins the one message of the morning."""
    first, many = view.promises[0], len(view.promises)
    more = f"，共{many}项，发 /promises" if many > 1 else ""
    return Markup("承诺快到期：{}：{}{}").format(to_whom(first), clipped(brief(first, view.today), 30), more)


def _line_of_stop(stop: Stop) -> Markup:
    """C12: what can be done along the way."""
    named = listed([clipped(one, 10) for one in stop.what[:3]])
    return Markup("去{}可顺带办{}件：{}").format(stop.village, len(stop.what), named)


def _by_town(view: Agenda) -> Markup:
    """For whoever stands above the teams: a line a town, no names, the town whose news is the latest first."""
    head = Markup("<b>{}（{}）</b>超期3个工作日以上{}项").format(
        day(view.today, view.today), weekday(view.today), len(view.below)
    )
    towns: dict[str, list[str]] = {}
    for item in view.below:
        towns.setdefault(item.occurrence.team.town, []).append(item.duty.short)
    lines = [_line_of_town(town, names) for town, names in list(towns.items())[:_SHOWN]]
    rest = len(towns) - len(lines)
    more = [Markup("还有{}个镇，可用 /duties 加镇名查看").format(rest)] if rest else []
    return Markup("\n").join([head, *lines, *more])


def _line_of_town(town: str, names: Sequence[str]) -> Markup:
    distinct = list(dict.fromkeys(names))
    return Markup("· {}{}项：{}{}").format(town, len(names), listed(distinct[:4]), "等" if len(distinct) > 4 else "")


def _shown(view: Agenda, now: datetime) -> list[Item]:
    """What still can be in time comes first, but leaves a line to what is late; what is over comes last.

    What was just finished keeps its place, so that a second tap on the same spot meets the same duty.
    """
    beside = bool(view.countdowns) + bool(view.promises) + bool(view.on_the_way) + (_notes(view) is not None)
    space = _SHOWN - max(0, beside - 1)
    room = space - min(len(view.below), 2)
    over = [item for item in view.items if item.is_done and not _undoable(item.occurrence, now)]
    live = [item for item in view.items if item not in over]
    soon = [item for item in live if item.urgent(view.today) in (Urgent.TODAY, Urgent.SOON)]
    late = [item for item in live if item.urgent(view.today) is Urgent.OVERDUE]
    later = [item for item in live if item.urgent(view.today) is Urgent.LATER]
    own = [*soon[: room - bool(late)], *late, *later, *over][:room]
    return [*own, *view.below[: space - len(own)]]


def _line_of_rest(rest: int, view: Agenda, shown: Sequence[Item]) -> Markup:
    """What did not fit; how much of it is late."""
    late = view.count(Urgent.OVERDUE) + len(view.below)
    late -= sum(not one.is_done and one.urgent(view.today) is Urgent.OVERDUE for one in shown)
    of_it = f"（已超期{late}项）" if late else ""
    return Markup("还有{}项{}，发 /duties 看全部").format(rest, of_it)


def _line(number: int, item: Item, view: Agenda) -> Markup:
    said = "已完成" if item.is_done else _when(item, view.today)
    return Markup("{}. {}{}：{}").format(number, "✓" if item.is_done else "", _named(item), said)


def _line_of_countdown(item: Item, today: date) -> Markup:
    return Markup("{}：{}{}").format(item.duty.short, _when(item, today), _next_step(item, today))


def _named(item: Item) -> str:
    progress = "" if item.is_done else _progress(item).strip("（）")
    whose = f"，{item.owner}" if item.owner else ""
    return f"{item.duty.short}{progress}（{item.duty.role.value}{whose}）"


def _when(item: Item, today: date) -> str:
    one = item.occurrence
    said = [deadline(one.due_at, today, item.working_days_left)]
    said += [_whole_countdown(item, today)] if item.duty.after_stationing else []
    if one.state == State.OPEN and one.quiet_until and one.quiet_until > today:
        said.append(f"推迟到{day(one.quiet_until, today)}再提醒")
    if one.due_on != one.nominal_on and not item.duty.after_stationing:
        said.append(f"原定{day(one.nominal_on, today)}，{_moved(one)}至{day(one.due_on, today)}")
    return "，".join(said)


def _moved(one: Occurrence) -> str:
    return "顺延" if one.due_on > one.nominal_on else "提前"


def _whole_countdown(item: Item, today: date) -> str:
    """C4 for a countdown: its last day by the count, and where a day off moved it."""
    one, whole = item.occurrence, item.duty.after_stationing
    said = _countdown(item, today)
    if one.due_on == one.nominal_on:
        return said
    return f"{said}（第{whole}天是{day(one.nominal_on, today)}，逢休息日{_moved(one)}至{day(one.due_on, today)}）"


def _countdown(item: Item, today: date) -> str:
    """第33天/40天: counted from 进驻日."""
    whole = item.duty.after_stationing or 0
    return f"第{whole - (item.occurrence.nominal_on - today).days}天/{whole}天"


def _window(item: Item, today: date) -> str:
    """C3: a window, not just a date."""
    one = item.occurrence
    span = f"{days(one.opens_on, one.due_on, today)}内完成即可"
    if item.is_done or today > one.due_on:
        return span
    return f"{span}，今天就能办" if today >= one.opens_on else f"{span}，{day(one.opens_on, today)}起可以办"


def _steps(item: Item, today: date) -> list[tuple[str, str]]:
    """☑ with who and when, ☐ with its own date where it has one."""
    ticked = {tick.step: tick for tick in item.occurrence.steps}
    said = []
    for number, step in enumerate(item.duty.steps):
        tick = ticked.get(number)
        if tick:
            said.append(("☑", f"{step.name}（{tick.member.name} {_short_moment(tick.ticked_at)}）"))
        else:
            said.append(("☐", step.name + _step_day(item.step_days[number], today)))
    return said


def _step_day(due_on: date | None, today: date) -> str:
    """（11月27日前）, neutral where it is over."""
    if due_on is None:
        return ""
    late = f"，已过期{(today - due_on).days}天" if due_on < today else ""
    return f"（{day(due_on, today)}前{late}）"


def _next_step(item: Item, today: date) -> str:
    """What comes next of a duty whose steps have days of their own."""
    ticked = {tick.step for tick in item.occurrence.steps}
    for number, step in enumerate(item.duty.steps):
        due_on = item.step_days[number]
        if number not in ticked and due_on is not None:
            return f"，下一步{step.name}（{day(due_on, today)}前）"
    return ""


def _done(one: Occurrence, today: date) -> Markup:
    who = one.doer.name if one.doer else "按记录自动"
    done_on = day(one.done_on, today) if one.done_on else ""
    late = (one.done_on - one.due_on).days if one.done_on and one.state == State.LATE else 0
    tail = f"，逾期{late}天完成" if late else ""
    reason = f"，原因：{one.reason}" if one.reason else ""
    return Markup("✓ {}{}完成{}{}").format(who, done_on, tail, reason)


def _row(number: int, item: Item, view: Agenda, now: datetime) -> tuple[Button, ...]:
    fact = f"{item.occurrence.id},{IN_AGENDA}"
    mark = "✓" if item.is_done else ""
    opening = Button(f"{mark}{number} {item.duty.short}", "duties.open", str(item.occurrence.id))
    if not item.is_done:
        return (opening, _finishing(item, view.today, fact))
    if not _undoable(item.occurrence, now):
        return (opening,)
    return (opening, Button("完成", "duties.done", fact), Button("撤销", "duties.undo", fact))


def _finishing(item: Item, today: date, fact: str) -> Button:
    if item.urgent(today) is Urgent.OVERDUE:
        return Button("补办完成", "duties.late", fact)
    return Button("完成", "duties.done", fact)


def _undoable(one: Occurrence, now: datetime) -> bool:
    return one.done_by is not None and one.done_at is not None and (now - one.done_at).total_seconds() <= 600


def _entries(entries: Sequence[Entry], today: date) -> str:
    if not entries:
        return "本期没有要办的"
    return " ".join(_entry(entry, today) for entry in entries)


def _entry(entry: Entry, today: date) -> str:
    if len(entry.items) > 1:
        sign = "✓" if entry.done == len(entry.items) else "○"
        return f"{sign}{entry.duty.short}{entry.done}/{len(entry.items)}{_each(entry)}"
    return f"{_mark(entry.items[0])}{entry.duty.short}{_tail(entry.items[0], today)}"


def _each(entry: Entry) -> str:
    """What is counted: people where each has it once, else how often it falls due in the period."""
    holders = {item.occurrence.member_id for item in entry.items}
    return "人" if None not in holders and len(holders) == len(entry.items) else "次"


def _people(entry: Entry) -> str:
    """Who of several has done it and who has not."""
    if len(entry.items) == 1:
        return _progress(entry.items[0])
    who = [f"{_mark(item)}{item.occurrence.holder.name if item.occurrence.holder else ''}" for item in entry.items]
    return f"（{' '.join(who)}）"


def _progress(item: Item) -> str:
    if item.duty.evidence is None or item.counted is None or item.duty.evidence.count == 1:
        return ""
    return f"（{item.counted}/{item.duty.evidence.count}{_UNITS[item.duty.evidence.of]}）"


def _mark(item: Item) -> str:
    return "✓" if item.is_done else "○"


def _tail(item: Item, today: date) -> str:
    if item.is_done:
        return ""
    if item.urgent(today) is Urgent.OVERDUE:
        return f"（已过期{(today - item.occurrence.due_on).days}天）"
    return _countdown(item, today) if item.duty.after_stationing else ""


def _notes(view: Agenda) -> Markup | None:
    said = [f"服务中断期间到期{view.while_away}项"] if view.while_away else []
    said += [estimated(view.estimated)] if view.estimated else []
    return Markup("；").join(said) if said else None


def estimated(years: Sequence[int]) -> str:
    """C4: a date that depends on a year whose table is not there says so."""
    return f"{listed([f'{year}年' for year in years])}放假安排尚未导入，暂按周一至周五计算"


def _short_moment(value: datetime) -> str:
    local = value.astimezone(TEAM_ZONE)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def back_to_agenda() -> Rows:
    """Under what was answered in place."""
    return ((Button("‹ 返回", "duties.agenda"),),)


def ask_late(item: Item, today: date) -> Markup:
    """C8: the real day first; day and reason may come in one sentence."""
    duty, occurrence = item.duty, item.occurrence
    overdue = (today - occurrence.due_on).days
    return Markup(
        "{}已过期{}天，仍可补办。实际哪天完成的？可以连原因一起说，例如：“{}完成，下村耽误了”"
    ).format(duty.short, overdue, day(occurrence.due_on, today))  # fmt: skip


def late_days(item: Item) -> Rows:
    """The likely days as buttons."""
    fact = str(item.occurrence.id)
    days_ago = (("今天", 0), ("昨天", 1), ("前天", 2))
    return (
        tuple(Button(name, "duties.late_day", f"{fact},{ago}") for name, ago in days_ago),
        (Button("取消", "cancel"),),
    )


def ask_reason(done_on: date, today: date) -> Markup:
    """One line is enough."""
    return Markup("记下了，{}完成。请用一句话说明晚了的原因").format(day(done_on, today))


def finished_late(item: Item, today: date) -> Markup:
    """Said after 〔补办完成〕; neutral, with the days."""
    return Markup("已补办：{}（{}）\n{}").format(item.duty.name, item.duty.role.value, _done(item.occurrence, today))


def impossible_day(refusal: ImpossibleDay, today: date) -> str:
    """Still to come, or before the window."""
    if refusal.day > today:
        return f"{day(refusal.day, today)}（{weekday(refusal.day)}）还没到，请写今天或以前的日期"
    return f"这一项{day(refusal.opens_on, today)}才开始，请写那天以后的日期"


def day_unread(words: str) -> str:
    """A date that cannot be read."""
    return f"日期“{words[:20]}”没看明白，可以写：昨天、上周三、18号、11月18日"


def ask_until(item: Item, today: date) -> Markup:
    """C6: the reminder is put off, the due day stays."""
    return Markup("{}，{}。推迟到什么时候再提醒？截止日不变").format(
        item.duty.short, deadline(item.occurrence.due_at, today, item.working_days_left)
    )


def until_buttons(item: Item) -> Rows:
    """The usual times, and any other day."""
    fact = str(item.occurrence.id)
    choices = (("今天下午", Until.AFTERNOON), ("明早", Until.MORNING), ("下周一", Until.MONDAY), ("选日期", OTHER_DAY))
    buttons = tuple(Button(name, "duties.until", f"{fact},{when}") for name, when in choices)
    return (buttons[:2], buttons[2:], (Button("‹ 返回", "duties.open", fact),))


def ask_day() -> str:
    """〔选日期〕."""
    return "请发日期，例如：周三、11月30日"


def put_off(done: PutOff, today: date) -> Markup:
    """When it comes back, and that the due day stays."""
    due_on = done.item.occurrence.due_on
    return Markup("好的，{}到{}再提醒；截止日{}不变").format(
        done.item.duty.short, moment(done.at, today), day(due_on, today)
    )


def needs_reason() -> str:
    """From the third time on."""
    return "这一项已经推迟过2次。请用一句话说明原因，再帮您推迟"


def not_ahead(value: date, today: date) -> str:
    """A day that is over."""
    return f"{day(value, today)}已经过去，请写今天以后的日期"


def ask_stationing(team: TeamView) -> Markup:
    """C2: asked once of a captain."""
    return Markup("{}工作队的进驻日还没有填。填了以后，会按进驻日提醒“一镇一策”（40天）。只问这一次").format(team.town)


def stationing_buttons() -> Rows:
    """Fill it in now; /stationed works at any time."""
    return ((Button("填进驻日", "duties.stationing"),),)


def ask_stationing_day(known: date | None, today: date) -> Markup:
    """What it says now, and how to write another."""
    now_says = Markup("现在是{}。").format(day(known, today)) if known else Markup("")
    return Markup("{}请发进驻日，例如：10月25日").format(now_says)


def stationed(team: TeamView, value: date, passed: int, today: date) -> Markup:
    """The countdown has begun."""
    return Markup("已记下：{}工作队{}进驻，今天是第{}天").format(team.town, day(value, today), passed)


def stationed_ahead(value: date, today: date) -> str:
    """A day still to come."""
    return f"{day(value, today)}还没到，进驻日请写今天或以前"


def no_team() -> str:
    """Somebody without a team."""
    return "您没有编入工作队，职责按工作队列出。可以这样看：/duties 上饶镇"


def returned(item: Item, today: date) -> Markup:
    """What was put off to this hour."""
    return Markup("您推迟到现在的：{}（{}）\n{}").format(item.duty.name, item.duty.role.value, _when(item, today))
