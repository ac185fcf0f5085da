"""The word on each step of a problem, to those who should know."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from services.issues import IssueEvent, Move, Shown
from texts import issues
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, listed, typeset


def told(shown: Shown, event: IssueEvent, today: date) -> Markup:
    """The word on one step, to somebody who should know."""
    move = Move(event.move)
    if move in (Move.ASK, Move.ASK_AGAIN):
        return asking(shown, event)
    head = Markup("【{}】问题 <b>{}</b> {}").format(
        _heading(shown, event, today), issues.number(event.number), issues.light(shown)
    )
    lines = [head, Markup("{}：{}").format(issues.where(shown), issues.title(shown, 200))]
    lines += _told_words(event)
    if shown.standing.light:
        lines.append(Markup("期限：{}").format(issues.term(shown, today)))
    return Markup("\n").join(lines)


def asking(shown: Shown, event: IssueEvent) -> Markup:
    """E8: the answer, and the question whether it is one."""
    again = "" if event.move == Move.ASK else "（再问一次，不回复将按“视为办结（未反馈）”处理）"
    by = shown.department or "部门"
    return Markup("您提的“{}”（{}）{}已答复：\n{}\n解决了吗？{}").format(
        issues.title(shown, 40), issues.number(event.number), by, clipped(typeset(shown.issue.answer or ""), 500), again
    )


def told_together(pairs: Sequence[tuple[Shown, IssueEvent]], today: date) -> Markup:
    """Several steps that waited for the same person, as one message."""
    lines = [Markup("问题有{}处新进展：").format(len(pairs))]
    for shown, event in pairs[:_TOGETHER]:
        head = " ".join(part for part in (issues.light(shown), _heading(shown, event, today)) if part)
        lines.append(Markup("<b>{}</b> {}：{}").format(issues.number(event.number), head, issues.title(shown, 24)))
    if len(pairs) > _TOGETHER:
        lines.append(Markup("还有{}处，发 /issues 看全部").format(len(pairs) - _TOGETHER))
    return Markup("\n").join(lines)


def together_buttons(pairs: Sequence[tuple[Shown, IssueEvent]]) -> Rows:
    """A button a problem."""
    numbers = list(dict.fromkeys(event.number for _, event in pairs))[:_TOGETHER]
    return rows(*(Button(issues.number(one), "issues.open", str(one)) for one in numbers))


def told_buttons(shown: Shown, event: IssueEvent) -> Rows:
    """What can be done right there, and the whole problem."""
    fact = str(event.number)
    wanted = _AT_HAND.get(Move(event.move), frozenset())
    doings = [Button(label, verb, fact) for move, label, verb in issues.DOINGS if move in wanted & shown.moves]
    return (*rows(*doings), (Button("详情", "issues.open", fact),))


_TOGETHER = 6
_TAKING = frozenset({Move.CLAIM, Move.REFUSE, Move.ASSIGN})
_JUDGING = frozenset({Move.AGREE, Move.PARTLY, Move.UNSOLVED})
_DOING = frozenset({Move.NOTE, Move.ANSWER})
_AT_HAND: dict[Move, frozenset[Move]] = {
    Move.RAISE: _TAKING,
    Move.REFUSE: _TAKING,
    Move.ESCALATE: _TAKING,
    Move.HAND_BACK: _TAKING,
    Move.ASK: _JUDGING,
    Move.ASK_AGAIN: _JUDGING,
    Move.ASSIGN: _DOING | {Move.HAND_BACK},
    Move.PARTLY: _DOING,
    Move.UNSOLVED: _DOING,
    Move.REOPEN: _DOING,
    Move.RESUME: _DOING,
    Move.URGE: _DOING,
    Move.ORDER: _DOING,
    Move.DECLINE: frozenset({Move.REOPEN}),
    Move.PRESUME: frozenset({Move.REOPEN}),
}


_HEADINGS: dict[Move, str] = {
    Move.RAISE: "待认领",
    Move.CLAIM: "{by}已认领",
    Move.REFUSE: "待认领，{by}认为不属本单位",
    Move.ASSIGN: "已指派{about}",
    Move.HAND_BACK: "请定单位，{about}退回",
    Move.NOTE: "{by}办理进展",
    Move.EXTEND: "期限改为{about}",
    Move.SOLVE: "办结",
    Move.UNSOLVED: "{about}",
    Move.REOPEN: "{about}",
    Move.DEFER: "需长期推进，{about}复核",
    Move.MERGE: "合并跟进，并入{about}",
    Move.JOIN: "合并跟进，并入了{about}",
    Move.ESCALATE: "请定单位，2个工作日无人认领",
    Move.URGE: "催办，5个工作日没有进展",
    Move.ORDER: "督办，超期3个工作日",
}


def _heading(shown: Shown, event: IssueEvent, today: date) -> str:
    move = Move(event.move)
    if move is Move.REFUSE and shown.issue.office_at is not None:
        return "请定单位，已有单位认为不属本单位"
    if move is Move.RAISE and shown.issue.office_at is not None:
        return f"由指挥部定单位，{listed(shown.issue.suggested)}还没有人加入"
    said = _HEADINGS.get(move, issues.STEPS[move])
    return said.format(by=event.department or issues.doer(event), about=issues.about(event, today))


def _told_words(event: IssueEvent) -> list[Markup]:
    """What was said with the step; the problem's own words stand above."""
    if not event.note or event.move == Move.RAISE:
        return []
    return [Markup("{}：{}").format(issues.doer(event), clipped(typeset(event.note), 400))]
