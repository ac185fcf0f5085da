"""The table of moves as a page: docs/issues.md is what `make transitions` prints from services/issues/moves.py."""

import sys

from services.issues import TABLE, Move, Party, Rule, State
from texts.issue_words import PARTIES
from texts.issues import STATES, STEPS

_ABOUT = """# 问题怎么走

这一页由 `make transitions` 从 `services/issues/moves.py` 的走法表印出，请不要直接改。
每一步都留下一条不能改的记录：谁、什么时候、从哪里到哪里、说了什么。

- 期限：没有另外约定的，15个工作日。3个工作日内到期是🟡，过了是🔴；已答复的不再计时。
- 待认领2个工作日没人认领，由指挥部定单位；两次不属本单位也是。
- 办理中5个工作日没有进展，催办；超期3个工作日，督办单。
- 答复10分钟后请提出人确认；5个工作日没有回复再问一次，再过5个工作日视为办结（未反馈）。
- 有几位提出人的，都说已解决才办结；一位说没解决就重办。
"""


def page() -> str:
    """The whole page in Markdown: a row a move."""
    head = ["这一步", "从", "到", "谁可以", "要写明"]
    rows = [[STEPS[move], *_cells(move, TABLE[move])] for move in Move]
    lines = [_line(head), _line(["---"] * len(head)), *(_line(row) for row in rows)]
    return "\n".join([_ABOUT, *lines, ""])


def _cells(move: Move, rule: Rule) -> list[str]:
    leaves = "、".join(STATES[state] for state in State if state in rule.leaves)
    enters = STATES[rule.enters] if rule.enters else "不变"
    who = "、".join(PARTIES[party] for party in Party if party in rule.who)
    return [leaves or "（新）", enters, who, "要" if rule.reason or move is Move.REFUSE else ""]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
