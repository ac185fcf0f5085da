"""How 意见箱 speaks: to those who write, and to those who answer."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from services.access import Speaker
from services.clock import day_of
from services.feedback import LONGEST, Feedback, LetterAnswered
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, moment
from texts.policy import folded


def number(row: Feedback) -> str:
    """F-0012."""
    return f"F-{row.id:04d}"


def signature(speaker: Speaker) -> str:
    """The name a signed letter bears."""
    return f"{speaker.name}（{speaker.team.town}）" if speaker.team else speaker.name


def ask_words(waiting: Sequence[Feedback]) -> Markup:
    """What to do; those who answer see what waits for them first."""
    ask = Markup("想说什么请直接发，{}字以内；可以署名，也可以不署名。不写了发“取消”").format(LONGEST)
    if not waiting:
        return ask
    lines = [Markup("待答复的意见，最早的在前：")]
    lines += [Markup("<b>{}</b> {}").format(number(one), clipped(one.words, 40)) for one in waiting]
    return Markup("\n").join([*lines, ask])


def waiting_buttons(waiting: Sequence[Feedback]) -> Rows:
    """A button a letter."""
    return rows(*(Button(f"答复{number(one)}", "feedback.take", str(one.id)) for one in waiting))


def how_to_sign(row: Feedback) -> Markup:
    """Signed or not, and what that means."""
    return Markup(
        "“{}”\n署名交，还是不署名交？\n不署名的，办理人看不到您的名字和镇；系统只为把答复发给您记住这个聊天"
    ).format(clipped(row.words, 200))


def sign_buttons(row: Feedback) -> Rows:
    """The two ways, and none."""
    fact = str(row.id)
    return (
        (Button("署名", "feedback.signed", fact), Button("不署名", "feedback.unsigned", fact)),
        (Button("取消", "cancel"),),
    )


def sent(row: Feedback) -> Markup:
    """It lies with those who answer."""
    how = Markup("署名：{}").format(row.signature) if row.signature else Markup("不署名")
    return Markup("已交意见箱 <b>{}</b>（{}），指挥部或管理员答复后发给您：“{}”").format(
        number(row), how, clipped(row.words, 200)
    )


def card(row: Feedback) -> Markup:
    """To those who answer."""
    return Markup("【意见箱】<b>{}</b> {}：\n{}").format(number(row), row.signature or "不署名", folded(row.words))


def card_buttons(row: Feedback) -> Rows:
    """The one thing to do."""
    return ((Button("答复", "feedback.take", str(row.id)),),)


def ask_answer(row: Feedback) -> Markup:
    """Asks for the answer."""
    return Markup("请发对 <b>{}</b> 的答复：“{}”\n发了就会转给本人。不写了发“取消”").format(
        number(row), clipped(row.words, 120)
    )


def answer_sent(row: Feedback) -> Markup:
    """To the one who answered."""
    return Markup("已答复 <b>{}</b>：{}").format(number(row), clipped(row.answer or "", 200))


def answered(row: Feedback, by: str) -> Markup:
    """To the writer."""
    return Markup("您在意见箱提的“{}”（{}）有答复：\n{}\n答复人：{}").format(
        clipped(row.words, 60), number(row), folded(row.answer or ""), by
    )


def answered_before(refusal: LetterAnswered, now: datetime) -> str:
    """A colleague was faster."""
    return f"这条已在{moment(refusal.at, day_of(now))}由{refusal.by}答复"


def too_long(characters: int) -> str:
    """Beyond what a letter holds."""
    return f"这段话有{characters}字，请缩短到{LONGEST}字以内再发一次"


def gone() -> str:
    """Sent already, or not theirs."""
    return "这条意见已经交了，或者不在了"
