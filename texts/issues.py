"""How problems are said: cards, lists, history, and the word on each step."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from services.clock import day_of
from services.issues import (
    IN_HAND,
    Issue,
    IssueEvent,
    Light,
    Likeness,
    Move,
    Page,
    Shown,
    Source,
    State,
    View,
)
from texts.buttons import Button, Rows, rows, turning
from texts.phrases import clipped, day, deadline, listed, moment, typeset

STATES: dict[State, str] = {
    State.UNCLAIMED: "待认领",
    State.WORKING: "办理中",
    State.ANSWERED: "已答复",
    State.ASKED: "待提出人确认",
    State.REDO: "重办",
    State.LONG_TERM: "需长期推进",
    State.CLOSED: "办结",
    State.PRESUMED: "视为办结（未反馈）",
    State.DECLINED: "不予办理",
    State.MERGED: "已合并",
    State.UNDONE: "已撤销",
}
LIGHTS: dict[Light, str] = {Light.GREEN: "🟢正常", Light.YELLOW: "🟡3个工作日内到期", Light.RED: "🔴超期"}
VIEWS: dict[View, str] = {View.TODO: "等我办", View.OPEN: "在办", View.FREE: "待认领", View.DONE: "已办结"}
STEPS: dict[Move, str] = {
    Move.RAISE: "提出",
    Move.UNDO: "撤销",
    Move.PUBLISH: "转给部门",
    Move.CLAIM: "认领",
    Move.REFUSE: "不属本单位",
    Move.ASSIGN: "指派",
    Move.HAND_BACK: "退回",
    Move.NOTE: "办理进展",
    Move.EXTEND: "改期限",
    Move.ANSWER: "答复",
    Move.TAKE_BACK: "撤回答复",
    Move.ASK: "请提出人确认",
    Move.ASK_AGAIN: "再次请提出人确认",
    Move.AGREE: "提出人确认已解决",
    Move.SOLVE: "办结",
    Move.PARTLY: "部分解决",
    Move.UNSOLVED: "没解决",
    Move.REMARK: "补充还缺什么",
    Move.PRESUME: "视为办结（未反馈）",
    Move.REOPEN: "重办",
    Move.DEFER: "需长期推进",
    Move.RESUME: "恢复办理",
    Move.DECLINE: "不予办理",
    Move.MERGE: "并入另一个问题",
    Move.JOIN: "并入了另一个问题",
    Move.ESCALATE: "无人认领，请指挥部定单位",
    Move.URGE: "催办",
    Move.ORDER: "督办单",
}
_SOURCES = {Source.VISIT: "走访 V-{:04d}", Source.QUESTION: "提问 Q-{:04d}", Source.TALK: "队长有话说", Source.SAID: ""}
_HISTORY = 2000
"""Characters of steps that a card has room for, beside the words and the answer."""


def number(issue_number: int) -> str:
    """#018."""
    return f"#{issue_number:03d}"


def state(issue: Issue) -> str:
    """办理中; a second round says so."""
    name = STATES[State(issue.state)]
    if issue.round == 1:
        return name
    return f"重办 #{issue.round}" if issue.state == State.REDO else f"{name}（重办 #{issue.round}）"


def light(shown: Shown) -> str:
    """The light, always with its word; nothing where no promise runs."""
    return LIGHTS[shown.standing.light] if shown.standing.light else ""


def title(shown: Shown, most: int = 30) -> str:
    """The matter in a few words."""
    return clipped(typeset(shown.words), most)


def where(shown: Shown) -> str:
    """上饶镇埔中村; the town alone where the words name the village."""
    village = shown.issue.village or ""
    return "".join((shown.town or "", "" if village in shown.words else village)) or "全市"


def raised(shown: Shown, like: Likeness | None, absent: Sequence[str], today: date) -> Markup:
    """To who put it: number, term, who will be asked and when; a look-alike is offered.

    `absent` are departments it is for and nobody speaks for yet: who is asked instead is said.
    """
    issue = shown.issue
    lines = [Markup("已登记 问题 <b>{}</b>（{}）：{}").format(number(issue.number), where(shown), title(shown, 200))]
    lines.append(Markup("期限：{}").format(term(shown, today)))
    lines.append(Markup("10分钟内可撤销，之后{}；部门、本队和上级指挥部可见").format(_goes_to(issue, absent)))
    lines += _looks_like(like)
    return Markup("\n").join(lines)


def raised_buttons(shown: Shown, like: Likeness | None) -> Rows:
    """Follow a look-alike together; hand it on now; take it back."""
    fact = str(shown.issue.number)
    together = (Button("合并跟进", "issues.merge", f"{fact},{like.issue.number}"),) if like else ()
    apart = (Button("单独办理", "issues.apart", fact),) if like else ()
    last = (Button("现在就转", "issues.publish", fact), Button("撤销", "issues.undo", fact))
    return (*(((*together, *apart),) if like else ()), last)


def known(shown: Shown, today: date) -> str:
    """The visit or question is a problem already; short enough for a toast."""
    head = f"已经登记过了：问题 {number(shown.issue.number)} {state(shown.issue)}"
    return f"{head}，期限：{term(shown, today)}。发 /issues {shown.issue.number} 查看"


def offer_note(shown: Shown, words: str) -> Markup:
    """Who holds a problem tells of going there."""
    return Markup("“{}”记为问题 <b>{}</b>（{}）的进展吗？").format(
        clipped(words, 60), number(shown.issue.number), title(shown)
    )


def offer_buttons(issue: Issue) -> Rows:
    """Progress, or nothing."""
    return ((Button("记进展", "issues.offered", str(issue.number)), Button("取消", "cancel")),)


def undone(shown: Shown) -> Markup:
    """Taken back."""
    return Markup("已撤销 问题 {}：{}").format(number(shown.issue.number), title(shown))


def published(shown: Shown) -> Markup:
    """The departments hear of it now."""
    issue = shown.issue
    to = "已请指挥部定单位" if issue.office_at else f"已转给{_asked(issue)}认领"
    return Markup("问题 <b>{}</b> {}：{}").format(number(issue.number), to, title(shown, 100))


def merged(shown: Shown, other: int) -> Markup:
    """Followed together from now on."""
    return Markup("{} 已并入问题 <b>{}</b>（{}），{}：{}。以后的进展都会告诉您").format(
        number(other), number(shown.issue.number), where(shown), state(shown.issue), title(shown)
    )


def card(shown: Shown, today: date) -> Markup:
    """The problem whole: how it stands, whose it is, and what happened."""
    issue = shown.issue
    head = " ".join(part for part in (light(shown), state(issue)) if part)
    lines = [Markup("问题 <b>{}</b> {}").format(number(issue.number), head)]
    lines.append(Markup("{}：{}").format(where(shown), clipped(typeset(shown.words), 400)))
    lines.append(_whose(shown))
    lines += _promise(shown, today)
    lines += _said(shown)
    lines += _history(shown, today)
    return Markup("\n").join(lines)


def card_buttons(shown: Shown, now: datetime) -> Rows:
    """What this reader may do now, the main thing first."""
    fact = str(shown.issue.number)
    early = shown.issue.heard_at > now
    labels = [(label, verb) for move, label, verb in DOINGS if move in shown.moves and (early or move not in _EARLY)]
    pictures = [Button(f"照片{shown.pictures}张", "issues.photos", fact)] if shown.pictures else []
    paper = [Button("督办单", "issues.paper", fact)] if shown.issue.ordered_at and Move.NOTE in shown.moves else []
    doings = [Button(label, verb, fact) for label, verb in labels]
    return (*rows(*doings, *pictures, *paper), (Button("‹ 问题列表", "issues.list", f"1,{View.TODO}"),))


_EARLY = frozenset({Move.UNDO, Move.PUBLISH})
DOINGS: tuple[tuple[Move, str, str], ...] = (
    (Move.CLAIM, "我单位认领", "issues.claim"),
    (Move.REFUSE, "不属我单位", "issues.refuse"),
    (Move.AGREE, "已解决", "issues.solved"),
    (Move.PARTLY, "部分解决", "issues.partly"),
    (Move.UNSOLVED, "没解决", "issues.unsolved"),
    (Move.NOTE, "记进展", "issues.note"),
    (Move.ANSWER, "答复", "issues.answer"),
    (Move.ASK, "现在就发", "issues.ask"),
    (Move.TAKE_BACK, "撤回答复", "issues.takeback"),
    (Move.ASSIGN, "指派", "issues.assign"),
    (Move.EXTEND, "改期限", "issues.extend"),
    (Move.DEFER, "长期推进", "issues.defer"),
    (Move.RESUME, "恢复办理", "issues.resume"),
    (Move.DECLINE, "不予办理", "issues.decline"),
    (Move.HAND_BACK, "退回", "issues.handback"),
    (Move.REOPEN, "重办", "issues.reopen"),
    (Move.PUBLISH, "现在就转", "issues.publish"),
    (Move.UNDO, "撤销", "issues.undo"),
)


def listing(page: Page) -> Markup:
    """One list, the oldest promise first; nobody is compared."""
    total = f"{page.total}件以上" if page.more else f"{page.total}件"
    lines = [Markup("问题·{} {}").format(VIEWS[page.view], total)]
    if page.pages > 1:
        lines[0] += Markup(" 第{}/{}页").format(page.number, page.pages)
    for one in page.shown:
        stands = " ".join(part for part in (light(one), state(one.issue), one.department) if part)
        lines.append(Markup("<b>{}</b> {}").format(number(one.issue.number), stands))
        lines.append(Markup("　{}：{}").format(where(one), title(one)))
    return Markup("\n").join(lines)


def nothing(view: View) -> Markup:
    """An empty list says how problems come into it."""
    if view is View.TODO:
        return Markup("没有等您办的问题。提问题：点走访卡片上的〔转为问题〕，或发“/issue 埔中村450亩旱地缺水”")
    return Markup("“{}”里没有问题").format(VIEWS[view])


def list_unread(said: str) -> Markup:
    """/issues with words that are neither a number nor a list."""
    return Markup("没看明白“{}”。可以这样看：/issues、/issues 18，或 /issues {}").format(
        clipped(said, 20), "、".join(VIEWS.values())
    )


def listing_buttons(page: Page, others: Sequence[View]) -> Rows:
    """A button a problem, the pages, the other lists."""
    opening = (Button(number(one.issue.number), "issues.open", str(one.issue.number)) for one in page.shown)
    turn = turning("issues.list", page.number, page.pages, page.view)
    tabs = tuple(Button(VIEWS[view], "issues.list", f"1,{view}") for view in others if view is not page.view)
    return (*rows(*opening), *((turn,) if turn else ()), tabs)


def done(shown: Shown, move: Move, today: date) -> Markup:
    """To who made a step: it is done, with the number and what comes next."""
    issue = shown.issue
    said = _NEXT["office" if move is Move.REFUSE and issue.office_at else move] if move in _NEXT else _NEXT["else"]
    head = Markup("已办：{} 问题 <b>{}</b>\n").format(STEPS[move], number(issue.number))
    return head + said.format(
        state=state(issue), title=title(shown), term=term(shown, today), department=shown.department or "",
        units=listed(issue.suggested), answer=clipped(typeset(issue.answer or ""), 200),
        day=day(day_of(issue.due_at), today),
    )  # fmt: skip


_TAKEN = Markup("{department}办理，期限：{term}")
_NEXT: dict[str, Markup] = {
    Move.ANSWER: Markup("10分钟后请提出人确认，之前可撤回：{answer}"),
    Move.NOTE: Markup("提出人会看到。10分钟内发来的照片归到这条进展（最多9张）"),
    Move.REFUSE: Markup("已转给{units}"),
    "office": Markup("由指挥部定单位"),
    Move.HAND_BACK: Markup("由指挥部定单位"),
    Move.CLAIM: _TAKEN,
    Move.ASSIGN: _TAKEN,
    Move.EXTEND: _TAKEN,
    Move.RESUME: _TAKEN,
    Move.DEFER: Markup("{day}复核"),
    Move.UNSOLVED: Markup("{state}，期限：{term}"),
    Move.REOPEN: Markup("{state}，期限：{term}"),
    "else": Markup("{state}：{title}"),
}


def said_before() -> str:
    """A second identical tap."""
    return "已经记下了"


def _asked(issue: Issue) -> str:
    return listed(issue.suggested) if 0 < len(issue.suggested) <= 3 else "各部门"


def _goes_to(issue: Issue, absent: Sequence[str]) -> str:
    lacking = f"{listed(absent)}还没有人加入，" if absent else ""
    if issue.office_at is not None:
        return f"{lacking}先交指挥部定单位"
    return f"{lacking and f'{lacking}先'}转给{_asked(issue)}认领"


def _looks_like(like: Likeness | None) -> list[Markup]:
    if like is None:
        return []
    town = f"（{like.town}）" if like.town else ""
    return [Markup("与 {}{}相似{}%，合并跟进？").format(number(like.issue.number), town, like.percent)]


def term(shown: Shown, today: date) -> str:
    """12月14日（周一）18:00前，还有15个工作日."""
    return deadline(shown.issue.due_at, today, shown.standing.days_left)


def _whose(shown: Shown) -> Markup:
    raisers = "不署名" if shown.issue.unsigned else listed(shown.raisers)
    source = _SOURCES[Source(shown.issue.source)].format(shown.issue.source_id or 0)
    parts = [f"提出人：{raisers}", f"来自{source}" if source else "", _holder(shown)]
    return Markup("{}").format("；".join(part for part in parts if part))


def _holder(shown: Shown) -> str:
    if shown.department:
        return f"办理单位：{shown.department}"
    if shown.issue.office_at is not None:
        return "请指挥部定单位"
    return f"建议单位：{listed(shown.issue.suggested[:3])}" if shown.issue.suggested else ""


def _promise(shown: Shown, today: date) -> list[Markup]:
    if shown.issue.state == State.LONG_TERM:
        return [Markup("{}复核").format(day(day_of(shown.issue.due_at), today))]
    if shown.issue.merged_into is not None:
        return [Markup("已并入问题 {}，请看那一条").format(number(shown.issue.merged_into))]
    return [Markup("期限：{}").format(term(shown, today))] if shown.standing.light else []


def _said(shown: Shown) -> list[Markup]:
    issue, lines = shown.issue, []
    if issue.answer:
        lines.append(Markup("答复：{}").format(clipped(typeset(issue.answer), 400)))
    if issue.remains and issue.state in IN_HAND:
        lines.append(Markup("还缺：{}").format(clipped(typeset(issue.remains), 200)))
    return lines


def _history(shown: Shown, today: date) -> list[Markup]:
    steps: list[Markup] = []
    for event in reversed(shown.events):
        steps.insert(0, step(event, today))
        if sum(map(len, steps)) > _HISTORY:
            break
    if not steps:
        return []
    left_out = len(shown.events) - len(steps)
    if left_out:
        steps.insert(0, Markup("（更早的{}步没有列出）").format(left_out))
    return [Markup("<blockquote expandable>{}</blockquote>").format(Markup("\n").join(steps))]


def step(event: IssueEvent, today: date) -> Markup:
    """11月23日09:10 水利局老水 认领."""
    words = f"：{clipped(typeset(event.note), 60)}" if event.note and event.move != Move.RAISE else ""
    named = f"（{about(event, today)}）" if event.about else ""
    return Markup("{} {} {}{}{}").format(moment(event.at, today), doer(event), STEPS[Move(event.move)], named, words)


def doer(event: IssueEvent) -> str:
    """农业农村局老许; who put the problem unsigned is not named, and the clock is the assistant."""
    said = "".join(part for part in (event.department, event.actor) if part)
    return said or ("提出人（不署名）" if event.actor_id else "助手")


def about(event: IssueEvent, today: date) -> str:
    """What a step was about: a unit, a day, another number, which round."""
    said = event.about or ""
    if event.move in (Move.MERGE, Move.JOIN):
        return number(int(said))
    if event.move in (Move.UNSOLVED, Move.REOPEN):
        return f"重办 #{said}"
    return day(date.fromisoformat(said), today) if event.move in (Move.EXTEND, Move.DEFER) else said
