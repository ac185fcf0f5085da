"""Composing a notice in the chat: its words and files, what it asks for, the look at it, and the sending."""

from telegram import Message

from handlers import notice_audience, notice_previews
from handlers.answers import Answers, Attached, Edit, Reply, Toast
from handlers.heard import Heard
from handlers.notice_audience import PATIENCE
from handlers.routes import Routes
from services import access, dialogues, notices
from services.access import Action
from services.notices import Asks, FileKind, Incoming, Notice
from texts import notice_drafts as texts
from texts import notices as copies

WORDS, REWORD, FILES = "notices.words", "notices.reword", "notices.files"


def register(routes: Routes) -> None:
    """The command, the buttons of the preview, and the words and files that are waited for."""
    routes.command("notice", start)
    routes.topic(WORDS, hear_words)
    routes.topic(REWORD, hear_reword)
    routes.topic(notice_audience.TOPIC, hear_audience)
    routes.press("notices.begin", begin)
    routes.press("notices.preview", preview)
    routes.press("notices.show", show_me)
    routes.press("notices.asks", choose_asks)
    routes.press("notices.ask", take_asks)
    routes.press("notices.reword", ask_reword)
    routes.press("notices.files", ask_files)
    routes.press("notices.protect", protect)
    routes.press("notices.send", send)
    routes.press("notices.sure", send_for_sure)
    routes.press("notices.drop", drop)


def start(heard: Heard) -> Answers:
    """/notice with words drafts them, without asks for them."""
    access.require(heard.speaker, Action.SEND_NOTICE)
    if heard.fact:
        notices.require_fit(heard.fact)
        return notice_audience.ask(heard, notices.draft(heard.session, heard.speaker, heard.fact, heard.now))
    listen(heard, WORDS)
    return Reply(texts.ask_words())


def begin(heard: Heard) -> Answers:
    """〔发通知〕 under what was simply sent."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    if notice.text:
        return notice_audience.ask_again(heard)
    listen(heard, WORDS, notice_id=notice.id)
    return Edit(texts.ask_text(notice), texts.drop_button(notice.id))


def hear_words(heard: Heard) -> Answers:
    """The words of the notice, with the file they stand under."""
    notices.require_fit(heard.words)
    facts = heard.asked.facts if heard.asked else {}
    if "notice_id" in facts:
        notice = notices.reword(heard.session, heard.speaker, int(str(facts["notice_id"])), heard.words)
    else:
        notice = notices.draft(heard.session, heard.speaker, heard.words, heard.now)
    file = file_in(heard)
    if file is not None:
        notices.attach(heard.session, heard.speaker, notice.id, file)
    return notice_audience.ask(heard, notice)


def hear_audience(heard: Heard) -> Answers:
    """Whom it is for, in words; 立即发 said under the preview does what its button does."""
    if heard.words not in texts.SEND_WORDS:
        return notice_audience.hear_words(heard)
    facts = heard.asked.facts if heard.asked else {}
    return _send(heard, int(str(facts["notice_id"])))


def file_in(heard: Heard) -> Incoming | None:
    """The photo (its largest size) or document of the message."""
    message = heard.message
    if not isinstance(message, Message):
        return None
    if message.photo:
        return Incoming(FileKind.PHOTO, message.photo[-1].file_id, None, message.media_group_id)
    if message.document is not None:
        return Incoming(
            FileKind.DOCUMENT, message.document.file_id, message.document.file_name, message.media_group_id
        )  # fmt: skip
    return None


def take_file(heard: Heard, file: Incoming, notice_id: int | None) -> Answers:
    """A file for the notice under way, or the beginning of one; an album is answered once."""
    if notice_id is None:
        notice = notices.draft(heard.session, heard.speaker, "", heard.now)
        notices.attach(heard.session, heard.speaker, notice.id, file)
        listen(heard, WORDS, notice_id=notice.id)
        return Reply(texts.ask_text(notice))
    notice = notices.own_draft(heard.session, heard.speaker, notice_id)
    count = notices.attach(heard.session, heard.speaker, notice.id, file)
    return Reply(texts.file_taken(notice, count), texts.see_button(notice.id) if notice.text else ())


def preview(heard: Heard) -> Edit:
    """看预览."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    if not notice.audience:
        return notice_audience.ask_again(heard)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return notice_previews.edit(heard, notice)


def show_me(heard: Heard) -> Answers:
    """The notice as others will see it, to its author alone."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    text = copies.copy_text(notice, heard.speaker.name, heard.today)
    files = [
        Attached("", protected=notice.protected, kind=one.kind, file_id=one.file_id)
        for one in notices.files(heard.session, notice.id)
    ]
    return [Reply(text, copies.copy_buttons(notice), protected=notice.protected), *files]


def choose_asks(heard: Heard) -> Edit:
    """改要求."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    return Edit(texts.ask_asks(), texts.asks_buttons(notice))


def take_asks(heard: Heard) -> Edit:
    """仅需知晓, 请确认 or 请回复内容."""
    number, _, asks = heard.fact.partition(",")
    return notice_previews.edit(heard, notices.ask_for(heard.session, heard.speaker, int(number), asks.one_of(Asks)))


def ask_reword(heard: Heard) -> Edit:
    """改内容."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    listen(heard, REWORD, notice_id=notice.id)
    return Edit(texts.ask_reword(), texts.see_button(notice.id))


def hear_reword(heard: Heard) -> Reply:
    """The words anew."""
    notices.require_fit(heard.words)
    facts = heard.asked.facts if heard.asked else {}
    notice = notices.reword(heard.session, heard.speaker, int(str(facts["notice_id"])), heard.words)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return notice_previews.reply(heard, notice)


def ask_files(heard: Heard) -> Edit:
    """加附件."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    listen(heard, FILES, notice_id=notice.id)
    return Edit(texts.ask_files(notice, len(notices.files(heard.session, notice.id))), texts.see_button(notice.id))


def protect(heard: Heard) -> Edit:
    """禁止转发, or 允许转发 again."""
    return notice_previews.edit(heard, notices.protect(heard.session, heard.speaker, int(heard.fact)))


def send(heard: Heard) -> Answers:
    """At once for a few; outside working hours only with a reason; above twenty people a second tap."""
    return _send(heard, int(heard.fact))


def send_for_sure(heard: Heard) -> Answers:
    """Everybody is owed their copy; the author gets the card that counts."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    return hold_at_night(heard, notice) or _sent(heard, notice)


def hold_at_night(heard: Heard, notice: Notice) -> Edit | None:
    """The next working moment instead, or a reason; None while people may be disturbed."""
    open_at = notices.quiet_until(heard.session, notice, heard.knowledge.hours, heard.now)
    if open_at is None:
        return None
    buttons = texts.quiet_buttons(notice, open_at, heard.today)
    return Edit(texts.quiet(heard.now, open_at, heard.today), buttons)


def ask_if_many(heard: Heard, notice: Notice) -> Answers:
    """Above twenty people a second tap."""
    count = notices.count(heard.session, heard.speaker, notices.audience_of(notice), heard.now)
    if count.people > notices.MANY:
        return Edit(texts.sure(count), texts.sure_buttons(notice.id))
    return _sent(heard, notice)


def drop(heard: Heard) -> Edit:
    """The draft is withdrawn unsent."""
    notices.drop(heard.session, heard.speaker, int(heard.fact), heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.dropped())


def listen(heard: Heard, topic: str, **facts: object) -> None:
    """The next words, or files, belong to this."""
    dialogues.ask(heard.session, heard.speaker.telegram_id, topic, heard.now, PATIENCE, **facts)


def _send(heard: Heard, notice_id: int) -> Answers:
    notice = notices.own_draft(heard.session, heard.speaker, notice_id)
    notices.require_complete(notice)
    return hold_at_night(heard, notice) or ask_if_many(heard, notice)


def _sent(heard: Heard, notice: Notice) -> Answers:
    notices.send(heard.session, heard.speaker, notice.id, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.sent(notice, heard.speaker.name, heard.today)), Toast(texts.SENT)
