"""What every guided dialogue says beside its own questions."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from texts.buttons import Button, Rows, rows
from texts.phrases import moment

BACK, SKIP, CANCEL = "上一步", "跳过", "取消"
BACK_WORDS = (BACK, "返回")
LONGEST_OFFER = 10  # characters: with form, draft and step it stays within Telegram's 64 bytes


def asking(title: str, number: int, count: int, question: Markup | str, offers: Sequence[str]) -> Markup:
    """One step: where it stands, the question, and the answers that may also be given as a number."""
    head = Markup("{} 第{}步/共{}步").format(title, number, count)
    numbers = Markup("1—{}").format(len(offers)) if len(offers) > 1 else Markup("1")
    hint = Markup("可点按钮或发数字{}，也可直接打字").format(numbers) if offers else Markup("")
    return Markup("\n").join([line for line in (head, Markup("{}").format(question), hint) if line])


def buttons(form: str, draft_id: int, number: int, offers: Sequence[str], *, optional: bool) -> Rows:
    """The answers offered, then 〔上一步〕〔跳过〕〔取消〕 as far as they lead anywhere."""
    fact = f"{draft_id},{number}"
    picks = tuple(Button(label, f"{form}.pick", f"{fact},{label}") for label in offers)
    steering = [Button(BACK, f"{form}.back", fact)] if number > 1 else []
    steering += [Button(SKIP, f"{form}.skip", fact)] if optional else []
    steering.append(Button(CANCEL, f"{form}.cancel", str(draft_id)))
    return (*rows(*picks), tuple(steering))


def unfinished(title: str, about: str) -> Markup:
    """B3: a draft from before; `about` says what is in it."""
    return Markup("您有1条未完成{}（{}），接着填还是删除？").format(title, about)


def unfinished_buttons(form: str, draft_id: int) -> Rows:
    """Go on, or throw it away and begin anew."""
    fact = str(draft_id)
    return ((Button("继续", f"{form}.resume", fact), Button("删除", f"{form}.drop", fact)),)


def dropped(title: str, about: str) -> Markup:
    """The draft is gone."""
    return Markup("已删除未完成{}（{}）").format(title, about)


def cancelled(title: str) -> Markup:
    """Nothing of the dialogue is kept."""
    return Markup("已取消{}，没有保存").format(title)


def ended(ended_at: datetime | None, today: date) -> str:
    """A button of a dialogue that is over."""
    return f"这一步已在{moment(ended_at, today)}结束" if ended_at else "这个按钮已经过时，请重新发起"


def passed(number: int, count: int) -> str:
    """A button of a step that was answered already."""
    return f"这一步已经答过，现在是第{number}步/共{count}步"


def needed() -> str:
    """跳过 where it cannot be."""
    return "这一步不能跳过；不想填了请发“取消”"


def finished(title: str) -> Markup:
    """The last step was answered by a button; the result follows."""
    return Markup("{}已填完").format(title)
