"""Notices as they reach people: the copy, confirming it, answering it, and what is said of it later."""

from datetime import timedelta

from telegram import Message
from telegram.ext import filters

from handlers import free_talk
from handlers.answers import Amend, Answers, Attached, Edit, Removal, Reply, Telling, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, notices
from services.notices import Asks, Notice, NoticeRefusal, history
from services.understanding import Kind
from texts import notice_refusals as refusal_texts
from texts import notices as texts
from texts import refusals

ANSWER = "notices.answer"
_PATIENCE = timedelta(minutes=30)
_OURS = ("【通知", "【紧急通知", "【提醒】", "【更正】")


class _RepliesToNotice(filters.MessageFilter):
    """Telegram's own reply to a copy of a notice."""

    def filter(self, message: Message) -> bool:
        original = message.reply_to_message
        return original is not None and (original.text or "").startswith(_OURS)


def register(routes: Routes) -> None:
    """The buttons of a copy, answers in words, the list of what one got, and what is owed under notices."""
    routes.press("notices.confirm", confirm)
    routes.press("notices.unconfirm", take_back)
    routes.press("notices.received", choose_received)
    routes.press("notices.reply", ask_answer)
    routes.press("notices.same", keep_answer)
    routes.press("notices.read", read_again)
    routes.opening(texts.RECEIVED_OPENINGS, hear_received)
    routes.topic(ANSWER, hear_answer)
    routes.messages(filters.TEXT & ~filters.COMMAND & filters.ChatType.PRIVATE & _RepliesToNotice(), hear_reply)
    routes.occasion(notices.COPY, say_copy)
    routes.occasion(notices.FILE, say_file)
    routes.occasion(notices.GROUP_COPY, say_group_copy)
    routes.occasion(notices.NUDGE, say_nudge)
    routes.occasion(notices.CORRECTION, say_correction)
    routes.occasion(notices.CORRECTED, say_corrected)
    routes.occasion(notices.RECALL, say_recall)
    routes.refusal(NoticeRefusal, lambda refusal, heard: refusal_texts.refused(refusal, heard.now))


def confirm(heard: Heard) -> Answers:
    """收到, of the words that stood above the button."""
    number, _, edition = heard.fact.partition(",")
    notice = notices.confirm(heard.session, heard.speaker, int(number), int(edition or 1), heard.now)
    return _standing(heard, notice), Toast(refusals.CONFIRMED)


def take_back(heard: Heard) -> Answers:
    """撤回确认."""
    notice = notices.take_back(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _standing(heard, notice), Toast(texts.NOT_CONFIRMED)


def ask_answer(heard: Heard) -> Answers:
    """回复: the next words are the answer."""
    notice = notices.answerable(heard.session, heard.speaker, int(heard.fact))
    dialogues.ask(heard.session, heard.speaker.telegram_id, ANSWER, heard.now, _PATIENCE, notice_id=notice.id)
    return Reply(texts.ask_answer(notice))


def keep_answer(heard: Heard) -> Answers:
    """回复不变: what was answered to the words before a correction stands for the new ones too."""
    notice = notices.repeat(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _standing(heard, notice), Toast(refusals.CONFIRMED)


def hear_answer(heard: Heard) -> Answers:
    """The answer that was asked for; a reply to another notice answers that one."""
    facts = heard.asked.facts if heard.asked else {}
    meant = _replied_to(heard)
    number = meant.id if meant is not None else int(str(facts["notice_id"]))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return _answered(heard, number)


def hear_reply(heard: Heard) -> Telling:
    """A reply to a copy answers it, or confirms it; whatever else it says is heard as always."""
    notice = _replied_to(heard)
    if notice is not None and _is_answer(heard, notice):
        return _answered(heard, notice.id)
    if notice is not None and texts.says_received(heard.words):
        notices.confirm(heard.session, heard.speaker, notice.id, notice.edition, heard.now)
        return _in_place(heard, notice, Reply(refusals.CONFIRMED))
    return free_talk.hear_words(heard)


def hear_received(heard: Heard) -> Answers:
    """收到 without replying to a copy: confirms the one that waits, or asks which; None for all else."""
    if not _says_received(heard):
        return None
    waiting = notices.waiting_for(heard.session, heard.speaker)
    if not waiting:
        return Reply(texts.nothing_waits()) if heard.asked is None else None
    if len(waiting) > 1:
        return Reply(texts.which_received(waiting), texts.which_buttons(waiting))
    [one] = waiting
    if one.asks == Asks.REPLY:
        return Reply(texts.wants_words(one), texts.copy_buttons(one))
    notices.confirm(heard.session, heard.speaker, one.id, one.edition, heard.now)
    return _in_place(heard, one, Reply(texts.confirmed(one), texts.confirmed_buttons(one)))


def choose_received(heard: Heard) -> Answers:
    """Which of several was meant; its copy shows it too."""
    number, _, edition = heard.fact.partition(",")
    notice = notices.confirm(heard.session, heard.speaker, int(number), int(edition), heard.now)
    message, shown = notices.copied_to(heard.session, notice.id, heard.speaker), _standing(heard, notice)
    said = Edit(texts.confirmed(notice), texts.confirmed_buttons(notice)), Toast(refusals.CONFIRMED)
    return (Amend(message, shown.text, shown.buttons), *said) if message else said


def list_notices(heard: Heard) -> Reply:
    """What the person got, what waits for them first."""
    found = history.got(heard.session, heard.speaker)
    return Reply(texts.got_list(found, heard.today), texts.got_buttons(found))


def read_again(heard: Heard) -> Reply:
    """One of them, as it stands now."""
    notice = notices.received(heard.session, heard.speaker, int(heard.fact))
    said = _standing(heard, notice)
    return Reply(said.text, said.buttons, protected=notice.protected)


def say_copy(due: Due) -> Reply | None:
    """Somebody's copy, unless the notice was recalled or they have confirmed meanwhile."""
    notice = notices.still_waits(due.session, due.speaker.member_id, int(due.subject))
    if notice is None:
        return None
    author = notices.author_name(due.session, notice)
    return Reply(
        texts.copy_text(notice, author, due.today), texts.copy_buttons(notice), protected=notice.protected
    )  # fmt: skip


def say_file(due: Due) -> Reply | None:
    """What goes along, behind the words."""
    notice, file = _standing_notice(due), notices.file_of(due.session, due.key)
    if notice is None or file is None:
        return None
    topic = notices.topic_of(due.session, due.key)
    return Attached("", protected=notice.protected, topic=topic, kind=file.kind, file_id=file.file_id)


def say_group_copy(due: Due) -> Reply | None:
    """The copy in a group chat."""
    notice = _standing_notice(due)
    if notice is None:
        return None
    text = texts.group_text(notice, notices.author_name(due.session, notice), due.today)
    return Reply(text, protected=notice.protected, topic=notices.topic_of(due.session, due.key))


def say_nudge(due: Due) -> Reply | None:
    """The notice again, unless they have confirmed meanwhile."""
    notice = notices.still_waits(due.session, due.speaker.member_id, int(due.subject))
    if notice is None or notice.closed_at is not None:
        return None
    author = notices.author_name(due.session, notice)
    return Reply(
        texts.nudge_text(notice, author, due.today), texts.copy_buttons(notice), protected=notice.protected
    )  # fmt: skip


def say_correction(due: Due) -> Amend | None:
    """A copy that stands says the corrected words from now on."""
    notice, copy = _standing_notice(due), notices.changed_delivery(due.session, due.key)
    if notice is None or copy is None or copy.message_id is None:
        return None
    author = notices.author_name(due.session, notice)
    if copy.occasion == notices.GROUP_COPY:
        return Amend(copy.message_id, texts.group_text(notice, author, due.today))
    receipt = notices.receipt_of(due.session, due.speaker.member_id, notice.id)
    text = texts.standing_text(notice, author, receipt, due.today)
    return Amend(copy.message_id, text, texts.standing_buttons(notice, receipt))


def say_corrected(due: Due) -> Reply | None:
    """An edit makes no sound, so it is said once, as a reply to the copy."""
    notice, copy = _standing_notice(due), notices.changed_delivery(due.session, due.key)
    if notice is None or copy is None:
        return None
    author = notices.author_name(due.session, notice)
    return Reply(texts.corrected_word(notice, author), about=copy.message_id)


def say_recall(due: Due) -> Amend | None:
    """A message of a recalled notice is deleted."""
    copy = notices.changed_delivery(due.session, due.key)
    return Removal(copy.message_id) if copy is not None and copy.message_id is not None else None


def _standing_notice(due: Due) -> Notice | None:
    notice = due.session.get(Notice, int(due.subject))
    return notice if notice is not None and notice.recalled_at is None else None


def _replied_to(heard: Heard) -> Notice | None:
    original = heard.message.reply_to_message if isinstance(heard.message, Message) else None
    return notices.replied_to(heard.session, heard.speaker, original.message_id) if original else None


def _is_answer(heard: Heard, notice: Notice) -> bool:
    """Words in reply to a collection; once it is closed, only those that make no other sense (and are refused)."""
    collects = notice.asks == Asks.REPLY and notice.recalled_at is None
    return collects and (notice.closed_at is None or heard.understood.kind not in (Kind.VISIT, Kind.QUESTION))


def _says_received(heard: Heard) -> bool:
    """By somebody who gets notices, in their own chat, and neither as a reply nor as the answer asked for."""
    plain = heard.private and not heard.edited and not heard.speaker.is_stranger
    replies = isinstance(heard.message, Message) and heard.message.reply_to_message is not None
    answers = heard.asked is not None and heard.asked.topic == ANSWER
    return plain and not replies and not answers and texts.says_received(heard.words)


def _answered(heard: Heard, notice_id: int) -> Answers:
    notice = notices.answer(heard.session, heard.speaker, notice_id, heard.words, heard.now)
    return _in_place(heard, notice, Reply(texts.answered(notice, heard.words)))


def _in_place(heard: Heard, notice: Notice, said: Reply) -> Answers:
    """The copy in the person's chat shows what they did, and they are told."""
    message, shown = notices.copied_to(heard.session, notice.id, heard.speaker), _standing(heard, notice)
    return (Amend(message, shown.text, shown.buttons), said) if message else said


def _standing(heard: Heard, notice: Notice) -> Edit:
    receipt = notices.receipt_of(heard.session, heard.speaker.member_id, notice.id)
    author = notices.author_name(heard.session, notice)
    return Edit(texts.standing_text(notice, author, receipt, heard.today), texts.standing_buttons(notice, receipt))
