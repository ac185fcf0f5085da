"""When a notice goes out, in the chat: at a moment that was said, at the next working one, or at once with a reason."""

from datetime import datetime

from handlers import notice_drafts, notice_previews
from handlers.answers import Answers, Edit, Reply, Toast
from handlers.heard import Heard
from handlers.notice_drafts import listen
from handlers.routes import Routes
from services import dialogues, notices
from services.clock import day_of
from services.notices import Notice, burden, moments
from texts import notice_drafts as texts

TIME, REASON = "notices.time", "notices.reason"


def register(routes: Routes) -> None:
    """The buttons around time, the moment in words, the reason."""
    routes.press("notices.time", ask_time)
    routes.press("notices.at", take_moment)
    routes.press("notices.unschedule", unschedule)
    routes.press("notices.urgent", ask_reason)
    routes.topic(TIME, hear_time)
    routes.topic(REASON, hear_reason)


def ask_time(heard: Heard) -> Edit:
    """定时."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    listen(heard, TIME, notice_id=notice.id)
    return Edit(texts.ask_time(notice, heard.today), texts.time_buttons(notice))


def hear_time(heard: Heard) -> Reply:
    """The moment in words; one outside working hours is asked about."""
    notice, moment = _notice(heard), moments.read(heard.words, heard.now)
    open_at = notices.quiet_until(heard.session, notice, heard.knowledge.hours, moment)
    if open_at is None:
        return _scheduled(heard, notice.id, moment)
    listen(heard, TIME, notice_id=notice.id, wanted=moment.isoformat())
    return Reply(texts.quiet(moment, open_at, heard.today), texts.quiet_buttons(notice, open_at, heard.today))


def take_moment(heard: Heard) -> Edit:
    """The next working moment, as offered."""
    number, _, seconds = heard.fact.partition(",")
    said = _scheduled(heard, int(number), seconds.moment())
    return Edit(said.text, said.buttons)


def unschedule(heard: Heard) -> Answers:
    """撤下定时."""
    notice = notices.unschedule(heard.session, heard.speaker, int(heard.fact))
    return notice_previews.edit(heard, notice), Toast(str(texts.unscheduled(notice)))


def ask_reason(heard: Heard) -> Edit:
    """紧急 needs one; the moment that was wanted stays."""
    notice = notices.own_draft(heard.session, heard.speaker, int(heard.fact))
    standing = heard.asked.facts if heard.asked and heard.asked.topic == TIME else {}
    wanted = {"wanted": standing["wanted"]} if "wanted" in standing else {}
    listen(heard, REASON, notice_id=notice.id, **wanted)
    return Edit(texts.ask_reason(), texts.drop_button(notice.id))


def hear_reason(heard: Heard) -> Answers:
    """Urgent from now on: at the moment that was wanted, or ready to be sent."""
    facts = heard.asked.facts if heard.asked else {}
    notice = notices.mark_urgent(heard.session, heard.speaker, _notice(heard).id, heard.words)
    if "wanted" in facts:
        return _scheduled(heard, notice.id, datetime.fromisoformat(str(facts["wanted"])))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return notice_drafts.ask_if_many(heard, notice)


def _notice(heard: Heard) -> Notice:
    facts = heard.asked.facts if heard.asked else {}
    return notices.own_draft(heard.session, heard.speaker, int(str(facts["notice_id"])))


def _scheduled(heard: Heard, notice_id: int, moment: datetime) -> Reply:
    notice = notices.schedule(heard.session, heard.speaker, notice_id, moment, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    count = notices.count(heard.session, heard.speaker, notices.audience_of(notice), heard.now)
    past = burden.days_past(notice.text, day_of(moment))
    return Reply(texts.scheduled(notice, count, past, heard.today), texts.scheduled_buttons(notice))
