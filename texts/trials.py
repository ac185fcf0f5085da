"""How a question on trial is shown (A12)."""

from markupsafe import Markup

from knowledge.matching import Candidate, Match
from texts.phrases import clipped

_DECISIONS = {"answer": "直接回答第1个", "choose": "没有把握，列出来让人选", "none": "没有答案，可请人答复"}


def ask_question() -> Markup:
    """How the command is used."""
    return Markup("请在命令后面写问题，例如：/kbtest 低保户能贷款吗")


def shown(question: str, match: Match) -> Markup:
    """The decision and the threshold, then the nearest entries with score and wording."""
    lines = [Markup("试问“{}”").format(clipped(question, 60))]
    lines.append(
        Markup("结果：<b>{}</b>（{}分以上才直接回答）").format(_DECISIONS[match.decision], _score(match.threshold))
    )
    if match.read_as:
        lines.append(Markup("按“{}”读").format(match.read_as))
    lines += [_candidate(place, one) for place, one in enumerate(match.candidates, 1)]
    return Markup("\n").join(lines)


def _candidate(place: int, one: Candidate) -> Markup:
    return Markup("{}. {}分 {}\n　条目 <code>{}</code>，最近的问法“{}”").format(
        place, _score(one.score), one.entry.question, one.entry.id, clipped(one.wording, 40)
    )


def _score(score: float) -> str:
    return f"{score * 100:.0f}"
