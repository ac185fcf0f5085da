"""What those who get a notice read: the copy, its buttons, what came of pressing them."""

import re
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from services.notices import Asks, Notice, Receipt
from services.notices.history import Got
from texts.buttons import Button, Rows, rows
from texts.phrases import clipped, moment

CONFIRM, ANSWER, TAKE_BACK, SAME = "收到", "回复", "撤回确认", "回复不变"
ASKS = {Asks.NOTE: "仅需知晓", Asks.CONFIRM: "请确认", Asks.REPLY: "请回复内容"}
# 收到 in the ways people type it, and beside it only thanks or that one will do it: 收到一笔捐款 confirms nothing.
RECEIVED_OPENINGS = (
    "收到", "收悉", "知悉", "确认收到", "已", "都收到", "通知收到", "通知已", "好", "嗯", "行", "ok", "OK", "明白",
)  # fmt: skip
_WILL = (
    r"(?:我们?|我队|本队|我单位|咱们?)?(?:也|都|这就|一定|必|必须|必定|保证|确保|坚决)?(?:会|将)?"
    r"(?:按时|准时|按期|如期|按要求|按照要求|按通知要求|遵照|及时|马上|立即|立刻|抓紧|尽快|认真|严格|坚决|积极|全力|一定)?(?:去|来)?"
    r"(?:参加|参会|出席|到会|到场|到位|到|贯彻落实|落实|执行|照办|办理|办|处理|完成|安排|部署|准备|传达|上报|报送|配合)(?:好|到位)?"
)
_COURTESY = (
    r"好的?|好嘞|嗯+|行|可以|没问题|ok|(?:非常|十分)?(?:感谢|谢谢|多谢)(?:您|领导|通知|提醒|各位)?|(?:您|领导|大家)?辛苦了?"
    r"|(?:都|已经?)?(?:明白|了解|知道|知悉|清楚|记住|记下)|遵命|一定|按时|准时|领导好?|您好|你好"
)
_RECEIVED = re.compile(
    r"(?:(?:好的?|好嘞|嗯+|行|ok|明白|谢谢)了?)?[，,、。！!~～ ]*(?:通知|确认)?[，, ]*(?:已经?|都|均)?"
    r"(?:收到|收悉|知悉|已阅|阅悉)(?:通知|确认)?(?:了|啦|哈|哦|呢)?"
    rf"(?:[，,、。！!；;~～… \n]*(?:{_COURTESY}|{_WILL})(?:了|啦|哈|的)?){{0,3}}[。！!.~～… 👌🙏👍🫡💪]*",
    re.IGNORECASE,
)
NOT_CONFIRMED = "已撤回确认"
_LONGEST_RECEIVED = 30
_FOLDED_FROM = 600
_OPEN_PART = 240


def says_received(words: str) -> bool:
    """Whether these words say 收到, and nothing else but courtesy or that it will be done."""
    return len(words) <= _LONGEST_RECEIVED and _RECEIVED.fullmatch(words) is not None


def number(notice: Notice) -> str:
    """N-0012."""
    return f"N-{notice.id:04d}"


def copy_text(notice: Notice, author: str, today: date) -> Markup:
    """What everybody gets, with how to answer where words are asked for."""
    copy = _content(notice, author, today)
    if not _wants_words(notice):
        return copy
    return Markup("{}\n（请回复内容：点〔回复〕，或直接回复这条消息）").format(copy)


def _content(notice: Notice, author: str, today: date) -> Markup:
    """The publisher is always shown (D12), a correction said, what is long folded (D10)."""
    lines = [_head(notice, author)]
    if notice.urgent:
        lines.append(Markup("紧急原因：{}").format(notice.urgent))
    if notice.corrected_at is not None:
        again = (
            "，请重新确认" if notice.asks == Asks.CONFIRM else "，请再看一遍您的回复" if _wants_words(notice) else ""
        )
        lines.append(Markup("已于{}更正{}").format(moment(notice.corrected_at, today), again))
    lines.append(folded(notice.text))
    return Markup("\n").join(lines)


def folded(text: str) -> Markup:
    """The first lines, and what is left of a long text in a quote that opens."""
    if len(text) <= _FOLDED_FROM:
        return Markup("{}").format(text)
    cut = text.rfind("\n", 80, _OPEN_PART) + 1 or text.rfind("。", 80, _OPEN_PART) + 1 or _OPEN_PART
    return Markup("{}\n<blockquote expandable>{}</blockquote>").format(text[:cut].rstrip(), text[cut:].lstrip())


def copy_buttons(notice: Notice) -> Rows:
    """收到, or the answer; nothing where it is only to be known."""
    if notice.asks == Asks.NOTE:
        return ()
    if notice.asks == Asks.REPLY:
        return ((Button(ANSWER, "notices.reply", str(notice.id)),),)
    return ((Button(CONFIRM, "notices.confirm", f"{notice.id},{notice.edition}"),),)


def standing_text(notice: Notice, author: str, receipt: Receipt | None, today: date) -> Markup:
    """The copy with what this person did with it."""
    copy = copy_text(notice, author, today)
    if receipt is None or receipt.confirmed_at is None:
        before = _answer_before(notice, receipt)
        return Markup("{}\n\n您原来的回复：{}").format(copy, before) if before else copy
    when = moment(receipt.confirmed_at, today)
    if notice.asks == Asks.REPLY:
        closed = "" if notice.closed_at else "，再回复一次即可修改"
        return Markup("{}\n\n您的回复（{}{}）：{}").format(copy, when, closed, receipt.answer or "")
    return Markup("{}\n\n已确认 {}").format(copy, when)


def standing_buttons(notice: Notice, receipt: Receipt | None) -> Rows:
    """What can be done now: confirm, take that back, answer, answer anew."""
    if receipt is None or receipt.confirmed_at is None:
        same = (Button(SAME, "notices.same", str(notice.id)),) if _answer_before(notice, receipt) else ()
        return tuple((*row, *same) for row in copy_buttons(notice))
    if notice.asks == Asks.REPLY:
        return () if notice.closed_at else ((Button("修改回复", "notices.reply", str(notice.id)),),)
    return ((Button(TAKE_BACK, "notices.unconfirm", str(notice.id)),),)


def group_text(notice: Notice, author: str, today: date) -> Markup:
    """The copy in a group: nobody confirms there, and nobody is named (D5)."""
    copy = _content(notice, author, today)
    if notice.asks == Asks.NOTE:
        return copy
    what = "回复" if notice.asks == Asks.REPLY else "确认"
    return Markup("{}\n\n收到通知的同志请在与助手的私聊里{}").format(copy, what)


def nudge_text(notice: Notice, author: str, today: date) -> Markup:
    """The notice again, saying that it is a reminder."""
    what = "回复" if notice.asks == Asks.REPLY else "确认"
    return Markup("【提醒】以下通知请{}\n{}").format(what, copy_text(notice, author, today))


def corrected_word(notice: Notice, author: str) -> Markup:
    """An edit makes no sound, so it is said once."""
    again = "，请重新确认" if notice.asks == Asks.CONFIRM else ""
    return Markup("【更正】{}更正了通知 {}，原来那条已改为新的内容{}").format(author, number(notice), again)


def ask_answer(notice: Notice) -> Markup:
    """The next words are the answer."""
    return Markup("请发对通知 {}“{}”的回复；不想回复了发“取消”").format(number(notice), clipped(notice.text, 30))


def answered(notice: Notice, words: str) -> Markup:
    """The answer is kept."""
    return Markup("已记下对通知 {} 的回复：{}。结束收集前可以再回复修改").format(number(notice), clipped(words, 60))


def confirmed(notice: Notice) -> Markup:
    """收到 was typed: which notice it was taken for."""
    return Markup("已确认通知 {}“{}”").format(number(notice), clipped(notice.text, 30))


def confirmed_buttons(notice: Notice) -> Rows:
    """Not meant after all."""
    return ((Button(TAKE_BACK, "notices.unconfirm", str(notice.id)),),)


def which_received(waiting: Sequence[Notice]) -> Markup:
    """收到 was typed, and it may be for several."""
    lines = [Markup("{}：{}").format(number(one), clipped(one.text, 24)) for one in waiting]
    return Markup("\n").join([Markup("有{}条通知等您确认，收到的是哪一条？").format(len(waiting)), *lines])


def which_buttons(waiting: Sequence[Notice]) -> Rows:
    """One button a notice; one that asks for words asks for them."""
    return rows(*(_which(one) for one in waiting))


def wants_words(notice: Notice) -> Markup:
    """收到 is no answer to a notice that asks for words."""
    return Markup("通知 {}“{}”要请您回复内容，请点〔{}〕").format(number(notice), clipped(notice.text, 30), ANSWER)


def nothing_waits() -> str:
    """收到 was typed, and no notice waits for it."""
    return "好的。现在没有等您确认的通知"


def got_list(found: Sequence[Got], today: date) -> Markup:
    """The last notices of somebody who gets them."""
    if not found:
        return Markup("还没有收到过通知")
    lines = [
        Markup("{} {}：{}（{}）").format(
            number(one.notice), one.author, clipped(one.notice.text, 24), _state(one, today)
        )
        for one in found
    ]  # fmt: skip
    return Markup("\n").join([Markup("最近收到的通知（未确认的在前）："), *lines])


def got_buttons(found: Sequence[Got]) -> Rows:
    """One button a notice."""
    return rows(*(Button(number(one.notice), "notices.read", str(one.notice.id)) for one in found))


def _head(notice: Notice, author: str) -> Markup:
    kind = "紧急通知" if notice.urgent else "通知"
    return Markup("【{}】{}").format(f"{kind}·更正" if notice.corrected_at else kind, author)


def _answer_before(notice: Notice, receipt: Receipt | None) -> str:
    """The answer that counts no more, since the words were corrected; empty where there is none."""
    return (receipt.answer or "") if receipt is not None and _wants_words(notice) else ""


def _which(notice: Notice) -> Button:
    if notice.asks == Asks.REPLY:
        return Button(f"{ANSWER} {number(notice)}", "notices.reply", str(notice.id))
    return Button(f"{CONFIRM} {number(notice)}", "notices.received", f"{notice.id},{notice.edition}")


def _wants_words(notice: Notice) -> bool:
    return notice.asks == Asks.REPLY and notice.closed_at is None


def _state(one: Got, today: date) -> str:
    if one.receipt.confirmed_at is not None:
        return f"已{'回复' if one.notice.asks == Asks.REPLY else '确认'} {moment(one.receipt.confirmed_at, today)}"
    return {Asks.NOTE: "仅需知晓", Asks.CONFIRM: "待确认", Asks.REPLY: "待回复"}[Asks(one.notice.asks)]
