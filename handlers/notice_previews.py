"""The preview of a notice under way: everything its author decides by."""

from handlers.answers import Edit, Reply
from handlers.heard import Heard
from services import groups, notices
from services.access import Action
from services.duties.book import book
from services.notices import Notice, burden
from texts import notice_drafts as texts
from texts.notice_drafts import Preview


def preview_of(heard: Heard, notice: Notice) -> Preview:
    """The draft with whom it reaches and what it costs them."""
    session, audience = heard.session, notices.audience_of(notice)
    count = notices.count(session, heard.speaker, audience, heard.now)
    files = notices.files(session, notice.id)
    moment = notice.send_at or heard.now
    return Preview(
        notice, heard.speaker.name, audience, count, files,
        burden.burden(notice.text, len(files), notice.asks, count.people),
        burden.doubts(notice.text),
        burden.days_past(notice.text, heard.today),
        {duty.id: duty.short for duty in book(session, heard.knowledge.duties)},
        groups.known(session, heard.speaker, Action.SEND_NOTICE),
        notices.quiet_until(session, notice, heard.knowledge.hours, moment) if notice.send_at is None else None,
        heard.today,
    )  # fmt: skip


def reply(heard: Heard, notice: Notice) -> Reply:
    """The preview as a new message."""
    shown = preview_of(heard, notice)
    return Reply(texts.preview(shown), texts.preview_buttons(shown))


def edit(heard: Heard, notice: Notice) -> Edit:
    """The preview in place of what was pressed."""
    shown = reply(heard, notice)
    return Edit(shown.text, shown.buttons)
