"""What has become of the questions of a session, in one line (E15)."""

from services.talks.problems import Outcome, Tally

OUTCOMES: dict[Outcome, str] = {
    Outcome.SOLVED: "办结",
    Outcome.PRESUMED: "视为办结（未反馈）",
    Outcome.PARTLY: "部分解决",
    Outcome.OVERDUE: "超期",
    Outcome.LONG_TERM: "需长期推进",
    Outcome.DECLINED: "不予办理",
    Outcome.OPEN: "在办",
}


def counted(tally: Tally) -> str:
    """12件：办结9，部分解决2，超期1; what there is none of is left out, 办结 aside."""
    if not tally.total:
        return "没有转部门的问题"
    shown = [
        f"{name}{tally.counts.get(outcome, 0)}"
        for outcome, name in OUTCOMES.items()
        if tally.counts.get(outcome) or outcome is Outcome.SOLVED
    ]
    return f"{tally.total}件：{'，'.join(shown)}"


def read_out(tally: Tally) -> str:
    """How the next session opens."""
    return f"上期（第{tally.talk_id}期）问题{counted(tally)}"
