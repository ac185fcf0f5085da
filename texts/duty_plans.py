"""What is said when a team arranges its duties or adds one."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from services.duties import Duty, DutyRole, Item
from services.duties.arranging import NewDuty
from services.duties.dates import Falling
from services.people import Colleague
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, clock, day, weekday

TITLE = "新增职责"
SAVE = "保存"
ASK_ROLE = "属于五员里的哪一员？"
ASK_NAME = "这项职责叫什么？例如：组织一次技术培训"
ASK_CADENCE = "多久一次，哪天截止？"
CADENCES = ("每周五17:00", "每月25日前", "每季度末月20日", "进驻后40天")
ASK_RULE = "截止日逢休息日怎么办？不选按“提前”"
RULES = ("提前", "顺延", "不动")
NOT_SAVED = "请点〔保存〕，或用〔上一步〕修改、〔取消〕放弃"
ROLES = tuple(role.value for role in DutyRole)
MOST_NAME = 60


def ask_save(new: NewDuty, found: Sequence[Falling], today: date) -> Markup:
    """The next times, holidays minded, before anything is saved."""
    head = Markup("{}（{}）").format(new.name, new.role)
    if not found:
        return Markup("{}\n各队填了进驻日以后开始计算。保存吗？").format(head)
    lines = [Markup("· {}").format(_when(one, today)) for one in found]
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


def arranging_buttons(item: Item, people: Sequence[Colleague]) -> Rows:
    """One button a person; a duty that everybody has can only be left out."""
    fact = str(item.occurrence.id)
    whole = item.occurrence.member_id is None
    names = tuple(Button(one.name, "duties.hand", f"{fact},{one.member_id}") for one in people) if whole else ()
    return (
        *rows(*names),
        (Button("本队不办", "duties.leave_out", fact), Button("‹ 返回", "duties.open", fact)),
    )


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
