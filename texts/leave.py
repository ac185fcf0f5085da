"""What is said about leave and cover."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import singledispatch

from markupsafe import Markup

from services.clock import day_of
from services.leave import (
    Absence,
    AlreadyAnswered,
    Asked,
    DayMissing,
    DaysUnread,
    DeputyAway,
    DeputyUnknown,
    InThePast,
    LeaveGone,
    LeaveRefusal,
    Overlaps,
    SpanUnlikely,
)
from texts.buttons import Button, Rows
from texts.phrases import clipped, day, days, listed, moment


def how() -> Markup:
    """Nothing is noted yet; one sentence is enough."""
    return Markup("请假请写日期和代办人，例如：/leave 11月24日至28日 小李代。对方同意后生效，到期自动恢复")


def listing(found: Sequence[Absence], reader: int | None, today: date) -> Markup:
    """Own leave and whom one stands in for."""
    lines = [Markup("请假和代办")]
    lines += [_own(one, today) if one.member_id == reader else _cover(one, today) for one in found]
    return Markup("\n").join(lines)


def listing_buttons(found: Sequence[Absence], reader: int | None, today: date) -> Rows:
    """Own leave can be called off; a question still open can be answered."""
    rows: list[tuple[Button, ...]] = []
    for one in found:
        if one.member_id == reader:
            rows.append((Button(f"销假 {days(one.first_on, one.last_on, today)}", "leave.end", str(one.id)),))
        elif one.accepted_at is None:
            rows.append(_answers(one))
    return tuple(rows)


def asked(question: Asked, now: datetime) -> Markup:
    """To the person going: noted, not yet in force; when the deputy is asked, where that is not now."""
    absence, today = question.absence, day_of(now)
    when = "已去问" if question.at <= now else f"现在不是工作时间，{moment(question.at, today)}去问"
    return Markup("已记下：{}请假，请{}代办。{}，同意后生效").format(_span(absence, today), absence.deputy.name, when)


def asking(absence: Absence, today: date) -> Markup:
    """To the deputy."""
    return Markup("{}{}请假，请您代办这几天的职责，可以吗？同意后，汇总和提醒发给您").format(
        absence.member.name, _span(absence, today)
    )


def asking_buttons(absence: Absence) -> Rows:
    """Yes or no."""
    return (_answers(absence),)


def accepted(absence: Absence, today: date) -> Markup:
    """In the deputy's message."""
    return Markup("您已同意代办{}的职责，{}，到期自动恢复").format(absence.member.name, _span(absence, today))


def accepted_by(absence: Absence, today: date) -> Markup:
    """To the person going."""
    return Markup("{}已同意代办，{}生效").format(absence.deputy.name, _span(absence, today))


def declined(absence: Absence) -> Markup:
    """In the deputy's message."""
    return Markup("已答复{}：不便代办").format(absence.member.name)


def declined_by(absence: Absence, today: date) -> Markup:
    """To the person going: what to do next."""
    return Markup("{}不便代办（{}）。可以另找一位，例如：/leave {} 另一位代").format(
        absence.deputy.name, _span(absence, today), _span(absence, today)
    )


def ended(absence: Absence, today: date) -> Markup:
    """Called off or back early."""
    return Markup("已销假（{}），职责恢复由您本人办理").format(_span(absence, today))


def ended_for(absence: Absence, today: date) -> Markup:
    """To the deputy."""
    return Markup("{}已销假（{}），您不用再代办").format(absence.member.name, _span(absence, today))


@singledispatch
def refused(refusal: LeaveRefusal, _today: date) -> str:
    """The sentence of a refusal about leave."""
    raise refusal


@refused.register
def _(_refusal: DaysUnread, _today: date) -> str:
    return "请假日期没看明白，可以写：/leave 11月24日至28日 小李代"


@refused.register
def _(refusal: DayMissing, today: date) -> str:
    return f"{clipped(refusal.words, 20)}不存在，是{day(refusal.nearest, today)}吗？请再发一次请假日期"


@refused.register
def _(refusal: SpanUnlikely, today: date) -> str:
    if refusal.last_on < refusal.first_on:
        return f"{day(refusal.last_on, today)}在{day(refusal.first_on, today)}之前，起止日期请核对后重发"
    long = (refusal.last_on - refusal.first_on).days + 1
    return f"{days(refusal.first_on, refusal.last_on, today)}共{long}天，请核对日期；超过半年的，请由队长调整职责安排"


@refused.register
def _(refusal: DeputyAway, today: date) -> str:
    one = refusal.absence
    return f"{one.member.name}{_span(one, today)}也请假，请另找一位代办"


@refused.register
def _(refusal: InThePast, today: date) -> str:
    return f"{day(refusal.last_on, today)}已经过去，请写今天或以后的日期"


@refused.register
def _(refusal: DeputyUnknown, _today: date) -> str:
    if not refusal.names:
        return "本队还没有可以代办的人，请先请队长邀请队员加入"
    return f"没看出请谁代办。本队可以代办的有：{listed(refusal.names)}"


@refused.register
def _(refusal: Overlaps, today: date) -> str:
    one = refusal.absence
    return f"{_span(one, today)}已经请过假（{one.deputy.name}代办），如要改，请先用 /leave 销假"


@refused.register
def _(_refusal: LeaveGone, _today: date) -> str:
    return "这次请假已经取消"


@refused.register
def _(refusal: AlreadyAnswered, today: date) -> str:
    one = refusal.absence
    answered = one.accepted_at or one.declined_at
    word = "同意" if one.accepted_at else "答复不便"
    return f"您已在{moment(answered, today)}{word}" if answered else "已经答复过了"


def _answers(absence: Absence) -> tuple[Button, ...]:
    return (Button("同意代办", "leave.accept", str(absence.id)), Button("不便代办", "leave.decline", str(absence.id)))


def _span(absence: Absence, today: date) -> str:
    return days(absence.first_on, absence.last_on, today)


def _own(absence: Absence, today: date) -> Markup:
    state = "已同意" if absence.accepted_at else "等对方同意"
    return Markup("· 您{}请假，{}代办（{}）").format(_span(absence, today), absence.deputy.name, state)


def _cover(absence: Absence, today: date) -> Markup:
    state = "您代办" if absence.accepted_at else "请您代办，等您答复"
    return Markup("· {}{}请假，{}").format(absence.member.name, _span(absence, today), state)
