"""What a group of departments sees of a problem; no names of people, no list of who has not answered."""

from datetime import date

from markupsafe import Markup

from services.issues import Shown, State
from texts import issues
from texts.buttons import Button, Rows
from texts.phrases import clipped, typeset

IN_PRIVATE = "理由请在和助手的私聊里说，已发给您"
_TOPIC_LENGTH = 60


def topic_name(number: int, words: str) -> str:
    """#018 450亩旱地缺水."""
    return clipped(f"{issues.number(number)} {typeset(words)}", _TOPIC_LENGTH)


def card(shown: Shown, today: date) -> Markup:
    """The problem as it stands; edited in place, so it says a day rather than a light that would grow old."""
    issue = shown.issue
    lines = [Markup("问题 <b>{}</b> {}").format(issues.number(issue.number), issues.state(issue))]
    lines.append(Markup("{}：{}").format(issues.where(shown), issues.title(shown, 300)))
    if shown.department:
        lines.append(Markup("办理单位：{}").format(shown.department))
    if shown.standing.light:
        lines.append(Markup("期限：{}").format(issues.term(shown, today)))
    return Markup("\n").join(lines)


def card_buttons(shown: Shown) -> Rows:
    """Who takes it."""
    if shown.issue.state != State.UNCLAIMED:
        return ()
    fact = str(shown.issue.number)
    return ((Button("我单位认领", "issues.claim", fact), Button("不属我单位", "issues.refuse", fact)),)


def lacking(title: str) -> Markup:
    """To who bound the group, once: what the assistant cannot do there."""
    return Markup(
        "群“{}”开了话题，但助手不能管理话题，问题卡片都发在一处。请群主把助手设为管理员并允许管理话题"
    ).format(title)
