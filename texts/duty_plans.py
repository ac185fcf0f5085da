"""What is said when a team arranges its duties or adds one."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from services.access import TeamView
from services.duties import Duty, DutyRole, Item, Period, templates
from services.duties.arranging import NewDuty, Preview
from services.duties.dates import Falling
from services.duties.history import Change as Past
from services.duties.templates import Change
from services.people import Colleague
from texts.buttons import Button, Rows, rows
from texts.duties import estimated
from texts.phrases import clipped, clock, day, listed, moment, weekday

TITLE = "新增职责"
SAVE = "保存"
ASK_ROLE = "属于五员里的哪一员？"
ASK_NAME = "这项职责叫什么？例如：组织一次技术培训"
ASK_CADENCE = "多久一次，哪天截止？"
CADENCES = ("每周五17:00", "每月25日前", "每季度末月20日", "进驻后40天")
ASK_RULE = "截止日逢休息日怎么办？不选按“提前”"
RULES = ("提前", "顺延", "不动")
NOT_SAVED = "请点〔保存〕，或用〔上一步〕修改、〔取消〕放弃"
_SHOWN = 5
_ASPECTS = {
    "name": "名称", "role": "所属", "cadence": "周期", "after_stationing": "期限", "at": "截止钟点",
    "window": "可办时段", "due_rule": "逢休息日", "holder": "谁来办", "leads": "提醒日", "done_when": "完成标准",
    "steps": "分步", "evidence": "自动计数",
}  # fmt: skip
_SAID_WHOLE = frozenset({"name", "role", "due_rule", "holder", "done_when"})
_ACTS = {
    "duties.add": "新增", "duties.end": "停用", "duties.revive": "恢复", "duties.hand_over": "交办",
    "duties.leave_out": "设为本队不办：", "duties.take_up": "恢复办理：", "duties.stationing": "进驻日改为",
    "duties.template.added": "清单新增", "duties.template.ended": "清单停用", "duties.template.altered": "清单调整",
}  # fmt: skip
ROLES = tuple(role.value for role in DutyRole)
MOST_NAME = 60


def ask_save(new: NewDuty, found: Preview, today: date) -> Markup:
    """The next times, holidays minded, before anything is saved; what they only rest on a guess for is said."""
    head = Markup("{}（{}）").format(new.name, new.role)
    if not found.times:
        return Markup("{}\n各队填了进驻日以后开始计算。保存吗？").format(head)
    lines = [Markup("· {}").format(_when(one, today)) for one in found.times]
    lines += [escape(estimated(found.estimated))] if found.estimated else []
    return Markup("\n").join([Markup("{}，接下来的截止时间：").format(head), *lines, Markup("保存吗？")])


def saved(duty: Duty) -> Markup:
    """It counts from now on; where it can be changed."""
    whose = "全市各队" if duty.team_id is None else "本队"
    return Markup("已新增职责：{}（{}，{}）。发 /duties 查看").format(duty.name, duty.role.value, whose)


def unnamed() -> str:
    """A name that is none."""
    return f"名称请写2—{MOST_NAME}个字"


def not_a_role() -> str:
    """Not one of the five."""
    return f"请选：{'、'.join(ROLES)}"


def about(name: str) -> str:
    """A draft, briefly."""
    return clipped(name, 12) if name else "还没写名称"


def arranging(item: Item) -> Markup:
    """Who shall do it, or whether the team does it at all."""
    return Markup("“{}”由谁办？也可以设为本队不办；改动都会留痕").format(item.duty.name)


def arranging_buttons(item: Item, people: Sequence[Colleague], *, ends: bool, rules: bool) -> Rows:
    """One button a person; a duty that everybody has can only be left out.

    `ends`: it was made in the chat and may be ended; `rules`: the reader speaks for the city.
    """
    fact = str(item.occurrence.id)
    whole = item.occurrence.member_id is None
    names = tuple(Button(one.name, "duties.hand", f"{fact},{one.member_id}") for one in people) if whole else ()
    ruling = tuple(
        Button(f"改为{one}", "duties.rule", f"{item.duty.id},{number}")
        for number, one in enumerate(RULES)
        if rules and one != item.duty.due_rule
    )
    ending = (Button("停用", "duties.end", item.duty.id),) if ends else ()
    leaving = (Button("本队不办", "duties.leave_out", fact), *ending, Button("‹ 返回", "duties.open", fact))
    return (*rows(*names), *((ruling,) if ruling else ()), leaving)


def ended(duty: Duty) -> Markup:
    """Said in the pressed message; it can be taken back there."""
    whose = "全市各队" if duty.team_id is None else "本队"
    return Markup("已停用：{}（{}）。办过的记录都保留，没到期的不再提醒").format(duty.name, whose)


def ended_buttons(duty: Duty) -> Rows:
    """Taken up again by one tap."""
    return ((Button(f"恢复“{duty.short}”", "duties.revive", duty.id),),)


def ruled(duty: Duty) -> Markup:
    """From now on, for every team."""
    return Markup("已改：{}，截止日逢休息日{}（全市各队）。还没到期的一分钟内按新的算，并告诉各队队长一次").format(
        duty.name, duty.due_rule.value
    )


def template_changed(changes: Sequence[Change]) -> Markup:
    """To a captain, once: what the list says now that it did not say before."""
    lines = [_changed(one) for one in changes[:_SHOWN]]
    rest = len(changes) - len(lines)
    lines += [Markup("· 还有{}项").format(rest)] if rest else []
    return Markup("\n").join(
        [Markup("五员职责清单有调整："), *lines, Markup("只影响还没到期的，办过的不变。发 /duties 查看")]
    )


def history(found: Sequence[Past], team: TeamView, today: date) -> Markup:
    """Who changed what of the team's duties, the newest first."""
    if not found:
        return Markup("{}的职责安排还没有改动过").format(team.town)
    lines = [Markup("· {} {}：{}").format(moment(one.at, today), one.actor, _past(one)) for one in found]
    return Markup("\n").join([Markup("<b>职责改动记录（{}）</b>").format(team.town), *lines])


def history_buttons(team: TeamView) -> Rows:
    """Back to the five."""
    return ((Button("‹ 返回", "duties.blocks", f"{Period.NOW.value},{team.town}"),),)


def history_button(team: TeamView) -> Button:
    """Under the five."""
    return Button("改动记录", "duties.history", team.town)


def _changed(one: Change) -> Markup:
    if one.act == templates.ADDED:
        return Markup("· 新增：{}").format(one.name)
    if one.act == templates.ENDED:
        return Markup("· 停用：{}").format(one.name)
    return Markup("· {}：{}").format(one.name, listed([_aspect(name, *values) for name, values in one.aspects.items()]))


def _aspect(name: str, before: object, after: object) -> str:
    word = _ASPECTS.get(name, "说明")
    if name in _SAID_WHOLE:
        return f"{word}由“{before}”改为“{after}”"
    return f"{word}有改动"


def _past(one: Past) -> str:
    where = "（全市）" if one.everywhere else ""
    return f"{_ACTS.get(one.act, '改了')}{_what(one)}{where}"


def _what(one: Past) -> str:
    if one.act == "duties.stationing":
        return f"{one.after or ''}"
    if one.act == "duties.hand_over":
        return f"“{one.duty}”给{one.after}"
    said = listed([_aspect(name, *values) for name, values in one.aspects.items()])
    return f"“{one.duty}”{'，' if said else ''}{said}"


def handed(item: Item, name: str) -> str:
    """From now on."""
    return f"已安排：{item.duty.short}由{name}办"


def left_out(item: Item) -> str:
    """The team does not do it."""
    return f"已设为本队不办：{item.duty.short}。可在 /duties 恢复"


def taken_up(duty: Duty) -> str:
    """The team does it again."""
    return f"已恢复：{duty.short}"


def take_up_buttons(duties: Sequence[Duty]) -> Rows:
    """What the team left out can be taken up again."""
    return rows(*(Button(f"恢复“{duty.short}”", "duties.take_up", duty.id) for duty in duties), across=2)


def _when(one: Falling, today: date) -> str:
    said = f"{day(one.due_on, today)}（{weekday(one.due_on)}）{clock(one.due_at)}"
    if one.due_on == one.nominal_on:
        return said
    moved = "顺延" if one.due_on > one.nominal_on else "提前"
    return f"{said}，原定{day(one.nominal_on, today)}，{moved}"
