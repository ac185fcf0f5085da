"""What somebody who may send notices simply sends: a long text, a photo or a file may be meant for everybody."""

import re

from handlers import notice_audience, notice_drafts
from handlers.answers import Answers, Reply
from handlers.facts import Fact
from handlers.heard import Heard
from services import access, notices
from services.access import Action
from services.understanding import Kind
from texts import notice_drafts as texts

LEAST_CHARACTERS = 15
_SURE_FROM = 30
_OPENINGS = re.compile(r"^(?:各|请(?!问|教)|关于|通知|兹|为[了进做切]|根据|按照|经研究|定于|【|转发)")
_CALLS = re.compile(r"^(?:各[^，。,：:]{1,10}[，,：:]|全体[^，。,：:]{0,8}[，,：:]|请各|【?(?:紧急)?通知】?[：:])")
"""How even a short notice begins: 各队注意：…"""
_EVERYBODY = (
    r"(?=大家|大伙|各[位队镇县区工单部]|所有|全体|全[市县区镇队]|[队组]长|队员|同志们|工作队|第一书记|[县区镇]里的?队)"
)
_SOFTLY = r"(?:一下|一声|下|声)?(?:给)?[，,：:\s]*"
_ASKED_FOR = re.compile(
    r"^(?:请|麻烦|劳烦|你|您|我想|我要|能不能|能否|可以)*(?:帮我们?|帮忙|替我们?|给我|帮)(?:再|先|马上|尽快)*"
    rf"(?:(?:通知|告诉|提醒|转告|转达|群发|跟|和){_SOFTLY}{_EVERYBODY}|发(?:布|一?[个条则份])?(?:通知|公告|消息){_SOFTLY})"
    r"|^(?:我?[想要])?发(?:布|一?[个条则份])?(?:通知|公告)(?:$|[，,：:]\s*)"
)
"""帮我通知一下大家明天9点开会: said to the assistant; what follows is the notice."""
_TOLD_ALL = re.compile(rf"^(?:通知|告诉|提醒|转告|转达)(?:一下|一声|下)?{_EVERYBODY}")


def offer_words(heard: Heard) -> Answers:
    """What is asked to be sent, a long text that is neither question nor visit, or one that begins as notices do.

    None where it is no notice. Nobody who records visits is offered anything unasked: their long texts are visits.
    """
    if heard.edited:
        return None
    asked = _ASKED_FOR.match(heard.words)
    if asked is not None and not _asks(heard.words):
        access.require(heard.speaker, Action.SEND_NOTICE)
        return _offer(heard, heard.words[asked.end() :].strip())
    return _offer(heard, heard.words) if _may_offer(heard) and _sounds_like_notice(heard) else None


def _offer(heard: Heard, words: str) -> Answers:
    """Without words yet they are asked for, as by /notice."""
    if not words:
        heard.fact = Fact()
        return notice_drafts.start(heard)
    notices.require_fit(words)
    notice = notices.draft(heard.session, heard.speaker, words, heard.now)
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
    if not _asks(words) and (_CALLS.match(words) or _TOLD_ALL.match(words)):
        return True
    if len(words) >= _SURE_FROM and _OPENINGS.match(words) and not _asks(words):
        return True
    return len(words) >= LEAST_CHARACTERS and heard.understood.kind not in (Kind.QUESTION, Kind.VISIT, Kind.COMMAND)


def _asks(words: str) -> bool:
    return words.endswith(("？", "?", "吗"))
