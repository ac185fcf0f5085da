"""What `bot.py import` says: every row to mend with its mend, what the list changes, and where the links are."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import singledispatch
from itertools import groupby
from pathlib import Path

from services.access import Role, Scope
from services.importing import (
    Column,
    ColumnTwice,
    Fault,
    NoSuchList,
    Plan,
    Problem,
    Roster,
    SeveralLists,
    Trouble,
    Unreadable,
)
from services.people import PostPlan
from services.privacy import mask
from services.work import WorkError
from texts.phrases import clipped, day, listed
from texts.posts import ROLES

ACTOR = "命令行导入"
LINKS_FILE = "邀请链接.xlsx"
ROLE_NAMES: dict[str, Role] = {name: role for role, name in ROLES.items()}
_PLACES = {Scope.TEAM: "镇（街、场）名", Scope.DISTRICT: "县区名", Scope.DEPARTMENT: "部门名", Scope.CITY: "“潮州市”"}
_MOST_CHANGES = 20


@singledispatch
def refused(refusal: WorkError) -> str:
    """Why the file as a whole cannot be used, and what to do."""
    raise refusal


@refused.register
def _(refusal: Unreadable) -> str:
    sentences = {
        Fault.MISSING: "没有这个文件，请检查路径",
        Fault.PROTECTED: "设了密码，打不开。请在 Excel 里取消密码后另存，再导入",
        Fault.OLD_FORMAT: "是旧的 xls 格式。请在 Excel 里另存为“Excel 工作簿（*.xlsx）”再导入",
        Fault.NOT_XLSX: "不是 xlsx 表格。请用 --template 生成模板，填好后再导入",
        Fault.MACROS: "带有宏。请另存为不带宏的“Excel 工作簿（*.xlsx）”再导入",
        Fault.DAMAGED: "已损坏，读不出来。请在 Excel 里打开修复后另存，或重新要一份",
        Fault.TOO_BIG: "太大（超过10万行，含空行）。请删去多余的行，或分成几个文件导入",
    }
    return f"文件“{refusal.path.name}”{sentences[refusal.fault]}"


@refused.register
def _(refusal: NoSuchList) -> str:
    looked = f"（看过的工作表：{listed(refusal.sheets)}）" if refusal.sheets else "（没有可见的工作表）"
    return f"没有找到人员名单{looked}。表头缺：{listed(refusal.missing)}。请用 --template 生成模板对照"


@refused.register
def _(refusal: SeveralLists) -> str:
    return f"{len(refusal.sheets)}个工作表都有人员名单：{listed(refusal.sheets)}。请合并到一个工作表，再导入"


@refused.register
def _(refusal: ColumnTwice) -> str:
    first, second = refusal.headings
    return f"表头“{first}”和“{second}”是同一项，请只留一列"


def examined(plan: Plan, roster: Roster) -> str:
    """How many rows pass, every row that does not with all its mends, and what would change.

    The first line is 通过258，问题4：, both counted in rows, so that they add up to the list.
    """
    rows = list(by_row(plan.problems))
    lines = [f"通过{plan.passed}，问题{len(rows)}" + ("：" if rows else "")]
    return "\n".join([*lines, *rows, *_summary(plan, roster), *_changes(plan)])


def by_row(problems: Sequence[Problem]) -> Iterator[str]:
    """第17行 镇名“上绕镇”应为“上饶镇”？ with everything that is to be mended in this row."""
    for row, found in groupby(problems, key=lambda problem: problem.row):
        yield f"第{row}行 " + "；".join(_TROUBLES[one.trouble](one) for one in found)


def only_tried() -> str:
    """After --dry-run."""
    return "以上是演练，没有写入"


def not_written() -> str:
    """There are problems and nobody said --skip-bad."""
    return "没有写入。请改好后重新导入；也可以加 --skip-bad，跳过有问题的行"


def written(plan: Plan) -> str:
    """The list is carried out."""
    skipped = f"，跳过有问题的{len({one.row for one in plan.problems})}行" if plan.problems else ""
    return f"已导入：新增{len(plan.new)}人，更新{len(plan.changed)}人{skipped}"


def links_written(path: Path, count: int) -> str:
    """Where the personal links are, and how to treat them."""
    return f"{count}人还没有 Telegram 编号，邀请链接在：{path}\n每条链接只发给本人，一次有效，7天内打开；打开后直接加入"


def template_written(path: Path) -> str:
    """Where the template is."""
    return f"模板已写到：{path}"


def template_there(path: Path) -> str:
    """A file of that name exists; it may be somebody's filled-in list."""
    return f"{path} 已经存在，没有改动它。请换一个文件名，或先移走它"


def cannot_write(path: Path) -> str:
    """The folder refuses, or the disk is full; nothing was imported."""
    return f"写不了文件：{path}。没有写入任何人，请换一个位置再试"


def database_refuses(error: Exception) -> str:
    """The database is away, full or locked."""
    return f"数据库用不了（{type(error).__name__}），没有写入任何人。请用 bot.py check 查看原因，再试一次"


def nothing_given() -> str:
    """Neither a file nor --template."""
    return "请给出要导入的 xlsx 文件，或用 --template 生成模板"


def link_address(word: str, username: str | None) -> str:
    """What the person opens, or what they send to the assistant where its name is not known."""
    return f"https://t.me/{username}?start={word}" if username else f"/start {word}"


def _summary(plan: Plan, roster: Roster) -> list[str]:
    if not plan.passed and not plan.problems:
        return ["名单里没有人"]
    unchanged = len(plan.listed) - len(plan.new) - len(plan.changed)
    facts = [f"新增{len(plan.new)}人，更新{len(plan.changed)}人，不变{unchanged}人"]
    facts += [f"重复的{plan.merged}行已合并"] if plan.merged else []
    facts += [f"{len(plan.stationed)}个镇（街、场）有进驻日"] if plan.stationed else []
    facts += [f"示例{roster.examples}行没有算"] if roster.examples else []
    unused = [f"没有用到的列：{listed([clipped(one, 12) for one in roster.unused[:10]])}"] if roster.unused else []
    return ["；".join(facts), *unused]


def _changes(plan: Plan) -> list[str]:
    """Changes of role and of a town's 进驻日 are worth a look before they are made."""
    moved = [one for one in plan.changed if set(one.before) != set(one.after)]
    lines = [f"第{one.row}行 {one.name}：{_posts(one.before)} → {_posts(one.after)}" for one in moved[:_MOST_CHANGES]]
    rest = [f"另有{len(moved) - _MOST_CHANGES}人职务有变"] if len(moved) > _MOST_CHANGES else []
    days = [
        f"{town}的进驻日由{day(before)}改为{day(plan.stationed[town])}"
        for town, before in plan.stationed_before.items()
        if plan.stationed.get(town, before) != before
    ]
    return [*(["职务有变："] if moved else []), *lines, *rest, *days]


def _posts(plans: Sequence[PostPlan]) -> str:
    return listed([f"{plan.scope_name}{ROLES[plan.role]}" for plan in plans]) or "无"


def _said(one: Problem) -> str:
    """What the cell says, short, and without an ID number that slipped into it."""
    return clipped(mask(one.said).text, 24)


def _maybe(one: Problem, name: str, otherwise: str) -> str:
    """上绕镇 → 应为“上饶镇”？, or what may be written where nothing is near."""
    return f"{name}“{_said(one)}”" + (f"应为“{one.hints[0]}”？" if one.hints else otherwise)


def _missing(one: Problem) -> str:
    if one.column is Column.ROLE:
        return f"缺职务，可写：{listed(list(ROLE_NAMES))}"
    if not one.hints:
        return f"缺{one.column}"
    return f"缺{one.column}，{ROLES[Role(one.hints[0])]}要写明（合并的单元格请拆开，每行都填）"


def _scope_unfit(one: Problem) -> str:
    role, *scopes = one.hints
    wanted = "或".join(_PLACES[Scope(scope)] for scope in scopes)
    return f"职务“{ROLES[Role(role)]}”要写{wanted}，不能写“{_said(one)}”"


def _day_not_real(one: Problem) -> str:
    year, month, _ = (int(part) for part in one.hints)
    if not 1 <= month <= 12:
        return f"进驻日“{_said(one)}”不存在，没有{month}月"
    last = (date(year + month // 12, month % 12 + 1, 1) - date.resolution).day
    return f"进驻日“{_said(one)}”不存在，{month}月最后一天是{last}日"


def _stationed_differs(one: Problem) -> str:
    town, row, first = one.hints
    return f"{town}的进驻日与第{row}行（{day(date.fromisoformat(first))}）不同，一个镇只有一个进驻日"


_TROUBLES: dict[Trouble, Callable[[Problem], str]] = {
    Trouble.MISSING: _missing,
    Trouble.FORMULA: lambda one: f"{one.column}是公式，请复制后选择性粘贴为“值”",
    Trouble.NAME_UNFIT: lambda one: f"姓名“{_said(one)}”应为2至20个汉字",
    Trouble.ROLE_UNKNOWN: lambda one: _maybe(one, "职务", f"不在名单里，可写：{listed(list(ROLE_NAMES))}"),
    Trouble.TOWN_UNKNOWN: lambda one: _maybe(one, "镇名", "不在潮州的镇（街、场）里，请写全称，如“上饶镇”"),
    Trouble.TOWN_WITHOUT_TEAM: lambda one: f"“{_said(one)}”没有驻镇工作队，请核对",
    Trouble.TOWN_ELSEWHERE: lambda one: f"{one.hints[0]}属于{one.hints[1]}，不属于“{_said(one)}”，请核对",
    Trouble.DISTRICT_UNKNOWN: lambda one: _maybe(one, "县区", "不是潮州的县区，请写湘桥区、潮安区或饶平县"),
    Trouble.SCOPE_UNFIT: _scope_unfit,
    Trouble.DEPARTMENT_UNFIT: lambda one: f"部门“{_said(one)}”请写2至30个字的部门名，如“农业农村局”",
    Trouble.PHONE_UNFIT: lambda one: f"手机“{_said(one)}”应为11位手机号，或带区号的座机如 0768-2261234",
    Trouble.TELEGRAM_UNFIT: lambda one: f"Telegram编号“{_said(one)}”应为一串数字；不知道请留空，会生成邀请链接",
    Trouble.DAY_UNREAD: lambda one: f"进驻日“{_said(one)}”看不明白，请写成 2026-11-22",
    Trouble.DAY_NOT_REAL: _day_not_real,
    Trouble.DAY_FAR: lambda one: f"进驻日“{_said(one)}”不在{one.hints[0]}年至{one.hints[1]}年之间，请核对",
    Trouble.DAY_WITHOUT_TEAM: lambda _: "进驻日只填在镇（街、场）的人员上，请删去",
    Trouble.DIFFERS_FROM_ROW: lambda one: (
        f"与第{one.hints[0]}行是同一人，{one.column}却不同；同一人请写一致，不同的人请在姓名后加字区分"
    ),
    Trouble.TELEGRAM_TWICE: lambda one: f"Telegram编号与第{one.hints[0]}行的{one.hints[1]}相同，请核对",
    Trouble.STATIONED_DIFFERS: _stationed_differs,
    Trouble.TELEGRAM_TAKEN: lambda one: f"Telegram编号{one.said}已登记为{one.hints[0]}，请核对",
    Trouble.TELEGRAM_DIFFERS: lambda one: f"Telegram编号{one.said}与已登记的{one.hints[0]}不同，请核对，或留空保持不变",
    Trouble.IN_OTHER_TEAM: lambda one: (
        f"{one.hints[0]}已在{one.hints[1]}，不能再编入{one.said}；不是同一人请核对编号和手机"
    ),
    Trouble.NAMESAKES: lambda one: f"这个镇或单位已登记不止一位{one.said}，请填手机或Telegram编号以区分",
}
