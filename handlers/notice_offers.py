"""What somebody who may send notices simply sends: a long text, a photo or a file may be meant for everybody."""

import re

from handlers import notice_audience, notice_drafts
from handlers.answers import Answers, Reply
from handlers.heard import Heard
from services import access, notices
from services.access import Action
from services.understanding import Kind
from texts import notice_drafts as texts

LEAST_CHARACTERS = 15
_SURE_FROM = 30
_OPENINGS = re.compile(r"^(?:各|请(?!问|教)|关于|通知|兹|为[了进做切]|根据|按照|经研究|定于|【|转发)")


def offer_words(heard: Heard) -> Reply | None:
    """A long text that is neither question nor visit, or that begins as notices do, may be one; None where it is not.

    Nobody who records visits is asked: their long texts are visits.
    """
    if heard.edited or not _may_offer(heard) or not _sounds_like_notice(heard):
        return None
    notices.require_fit(heard.words)
    notice = notices.draft(heard.session, heard.speaker, heard.words, heard.now)
    return Reply(texts.offer(notice), texts.offer_buttons(notice))


def offer_file(heard: Heard) -> Answers:
    """A photo or file goes to the notice under way, else it is offered to become one; None where it is neither.

    The pictures of an album come one by one: the first is answered, the others go along in silence.
    """
    file = notice_drafts.file_in(heard)
    if file is None or heard.edited or not access.allows(heard.speaker, Action.SEND_NOTICE):
        return None
    known = notices.of_album(heard.session, heard.speaker, file.album) if file.album else None
    if known is not None:
        notices.attach(heard.session, heard.speaker, known.id, file)
        return ()
    if heard.asked is not None and heard.asked.topic in _TAKING:
        number = heard.asked.facts.get("notice_id")
        return notice_drafts.take_file(heard, file, int(str(number)) if number else None)
    if not _may_offer(heard) or (heard.words and heard.understood.kind is Kind.QUESTION):
        return None
    notice = notices.draft(heard.session, heard.speaker, heard.words, heard.now)
    notices.attach(heard.session, heard.speaker, notice.id, file)
    return Reply(texts.offer(notice), texts.offer_buttons(notice))


_TAKING = (notice_drafts.WORDS, notice_drafts.FILES, notice_audience.TOPIC)


def _may_offer(heard: Heard) -> bool:
    speaker = heard.speaker
    records = access.allows(speaker, Action.RECORD_VISIT, speaker.team)
    return access.allows(speaker, Action.SEND_NOTICE) and not records


def _sounds_like_notice(heard: Heard) -> bool:
    words = heard.words
    if len(words) >= _SURE_FROM and _OPENINGS.match(words) and not words.endswith(("？", "?")):
        return True
    return len(words) >= LEAST_CHARACTERS and heard.understood.kind not in (Kind.QUESTION, Kind.VISIT, Kind.COMMAND)
