"""What the guided visit asks, and how its answers read as one text."""

from collections.abc import Mapping
from datetime import date

from texts.phrases import day

TITLE = "走访"
ASK_VILLAGE = "去了哪个村？也可以直接发一句话，例如：“今天去埔中村，3户反映缺水”"
ASK_WHOM = "走访了谁？发姓名、称呼、户编号，或者单位、地点"
ASK_SITUATION = "看到、听到的情况怎样？"
ASK_NEEDS = "有什么诉求？几件用分号隔开"
ASK_ACTIONS = "当场做了什么，答应了什么？几件用分号隔开"
NOTHING = "没有"
NOTHING_WORDS = (NOTHING, "无", "暂无", "没")

_LABELS = {"village": "村", "whom": "对象", "situation": "情况", "needs": "诉求", "actions": "措施"}


def about(village: str, opened_on: date, today: date) -> str:
    """埔中村，11月21日."""
    return f"{village or '村未填'}，{day(opened_on, today)}"


def as_told(answers: Mapping[str, object]) -> str:
    """The answers line by line, as the record keeps the words; empty where every step was skipped."""
    lines = [f"{label}：{_said(answers.get(name))}" for name, label in _LABELS.items() if _said(answers.get(name))]
    return "\n".join(lines)


def as_sentence(answers: Mapping[str, object]) -> str:
    """The answers as somebody would say them in one breath."""
    parts = [f"今天走访{_said(answers.get('village'))}{_said(answers.get('whom'))}"]
    parts += [_said(answers.get(name)) for name in ("situation", "needs", "actions")]
    return "，".join(part for part in parts if part)


def _said(value: object) -> str:
    return "；".join(str(one) for one in value) if isinstance(value, list) else str(value or "")
