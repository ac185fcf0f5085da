"""What is said about promises to villagers."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from services.promises import Promise
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, day, moment

TELL = "已告知本人"


def brief(promise: Promise, today: date) -> str:
    """帮他问补贴（11月30日前，已过期2天）."""
    what = clipped(promise.what, 40)
    if promise.told_on is not None:
        return f"{what}（{day(promise.told_on, today)}已告知本人）"
    if promise.due_on is None:
        return what
    late = f"，已过期{(today - promise.due_on).days}天" if promise.due_on < today else ""
    return f"{what}（{day(promise.due_on, today)}前{late}）"


def to_whom(promise: Promise) -> str:
    """张大爷（埔中村）; the village alone where nobody was named."""
    if promise.household and promise.village:
        return f"{promise.household}（{promise.village}）"
    return promise.household or promise.village or "没有写对象"


def telling(promises: Sequence[Promise]) -> tuple[Button, ...]:
    """〔已告知本人〕 for one open promise; several lead to the list."""
    if not promises:
        return ()
    if len(promises) == 1:
        return (Button(TELL, "promises.tell", str(promises[0].id)),)
    return (Button(f"承诺{len(promises)}项", "promises.list"),)


def listing(promises: Sequence[Promise], today: date) -> Markup:
    """The open promises, the nearest first."""
    if not promises:
        return Markup("没有未了结的承诺。走访时说“答应月底前帮他问补贴”，就会记下来")
    lines = [Markup("未了结的承诺 {}项").format(len(promises))]
    lines += [
        Markup("{}. {}：{} {}").format(index, to_whom(one), brief(one, today), one.member.name)
        for index, one in enumerate(promises[:_SHOWN], 1)
    ]
    lines.append(Markup("办好并告诉了本人，再点对应的数字"))
    return Markup("\n").join(lines)


def listing_buttons(promises: Sequence[Promise]) -> Rows:
    """A number each: the person has been told."""
    telling = tuple(
        Button(f"{index} {TELL}", "promises.tell", str(one.id)) for index, one in enumerate(promises[:_SHOWN], 1)
    )
    return rows(*telling, across=2)


def told(promise: Promise, today: date) -> Markup:
    """It is kept, and the person knows."""
    return Markup("已了结承诺：{}：{}").format(to_whom(promise), brief(promise, today))


def told_buttons(promise: Promise) -> Rows:
    """Taken back within ten minutes."""
    return ((Button("撤销", "promises.untell", str(promise.id)),),)


def untold(promise: Promise, today: date) -> Markup:
    """It is open again."""
    return Markup("已撤销，承诺仍未了结：{}：{}").format(to_whom(promise), brief(promise, today))


def which(promises: Sequence[Promise], today: date) -> Markup:
    """Several may be meant."""
    lines = [Markup("是哪一项承诺办好了？")]
    lines += [
        Markup("{}. {}：{}").format(index, to_whom(one), brief(one, today))
        for index, one in enumerate(promises[:_SHOWN], 1)
    ]
    return Markup("\n").join(lines)


def nothing_promised() -> Markup:
    """Somebody says a promise is kept, and none is open."""
    return Markup("没有找到未了结的承诺，没有改动。要记成走访的话，请写上日期和村，例如：“今天去埔中村，已告知…”")


def due(promises: Sequence[Promise], today: date) -> Markup:
    """The morning's word: what is due by the next working day, and what is late."""
    lines = [Markup("您答应的事快到期了：")]
    lines += [
        Markup("{}. {}：{}").format(index, to_whom(one), brief(one, today))
        for index, one in enumerate(promises[:_SHOWN], 1)
    ]
    lines.append(Markup("办好并告诉了本人，再点〔已告知本人〕"))
    return Markup("\n").join(lines)


def closed(told_at: datetime | None, today: date) -> str:
    """A press on a promise that is kept, or fell away."""
    return f"这项承诺已在{moment(told_at, today)}告知本人" if told_at else "这项承诺已不在了"


_SHOWN = 6
