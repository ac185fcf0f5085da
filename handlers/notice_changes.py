"""A notice that was sent is corrected or recalled in the chat; both are asked about first."""

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.heard import Heard
from handlers.notice_drafts import listen
from handlers.routes import Routes
from services import dialogues, notices
from texts import notice_cards as texts
from texts import refusals

CORRECT, CORRECTED = "notices.correct", "notices.corrected"


def register(routes: Routes) -> None:
    """更正 and 撤回, each with its yes and no."""
    routes.press("notices.correct", ask_correction)
    routes.press("notices.corrected", correct)
    routes.press("notices.recall", ask_recall)
    routes.press("notices.recalled", recall)
    routes.press("notices.keep", keep)
    routes.topic(CORRECT, hear_correction)
    routes.topic(CORRECTED, hear_correction)


def ask_correction(heard: Heard) -> Reply:
    """更正: the corrected words are waited for."""
    notice = notices.require_changeable(heard.session, heard.speaker, int(heard.fact))
    listen(heard, CORRECT, notice_id=notice.id)
    return Reply(texts.ask_correction(notice))


def hear_correction(heard: Heard) -> Reply:
    """The corrected words, shown with what they will do; said again before the tap, the last ones count."""
    facts = heard.asked.facts if heard.asked else {}
    progress = notices.progress(heard.session, heard.speaker, int(str(facts["notice_id"])))
    notices.require_correction(progress.notice, heard.words)
    listen(heard, CORRECTED, notice_id=progress.notice.id, words=heard.words)
    return Reply(texts.correction(progress.notice, heard.words, progress), texts.correction_buttons(progress.notice))


def correct(heard: Heard) -> Answers:
    """确认更正."""
    facts = heard.asked.facts if heard.asked and heard.asked.topic == CORRECTED else {}
    if facts.get("notice_id") != int(heard.fact):
        return Toast(refusals.STALE)
    words, hours = str(facts["words"]), heard.knowledge.hours
    notice = notices.correct(heard.session, heard.speaker, int(heard.fact), words, hours, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.corrected(notice))


def ask_recall(heard: Heard) -> Reply:
    """撤回: what it does and cannot do."""
    progress = notices.progress(heard.session, heard.speaker, int(heard.fact))
    notices.require_recallable(progress.notice, heard.now)
    return Reply(texts.ask_recall(progress.notice, progress), texts.recall_buttons(progress.notice))


def recall(heard: Heard) -> Edit:
    """确认撤回."""
    return Edit(texts.recalled(notices.recall(heard.session, heard.speaker, int(heard.fact), heard.now)))


def keep(heard: Heard) -> Edit:
    """Neither."""
    if heard.asked is not None and heard.asked.topic in (CORRECT, CORRECTED):
        dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.kept())
