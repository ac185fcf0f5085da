"""What is said after a visit was told: more of it, or that it was wrong."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from handlers import policy
from handlers.answers import Answers, Edit, Reply, Telling, Toast
from handlers.facts import Fact
from handlers.heard import Heard
from handlers.issues import raise_from_visit
from handlers.routes import Routes
from handlers.visit_fields import choose_field, tell_captains
from handlers.visits import PATIENCE, SUPERSEDED, YES, ask_missing, bare, last_of, take_back
from handlers.visits import hear_visit as record_visit
from services import access, dialogues, visits
from services.access import Action
from services.understanding.plain import plain
from services.visits import adding, mending, slips
from services.visits.belonging import Fit, is_told
from texts import refusals
from texts import visits as texts

_ADD_WORDS = (*YES, "补上")
_BUTTONS: dict[str, Callable[[Heard], Answers]] = {
    "改一改": choose_field,
    "改一下": choose_field,
    "转为问题": raise_from_visit,
    "转成问题": raise_from_visit,
}
_SLIPS_WITHIN = timedelta(minutes=30)
_LIGHTLY_WITHIN = timedelta(minutes=5)
"""How long 日期是昨天 means the last visit, without a word of a mistake."""


def register(routes: Routes) -> None:
    """The question whether some words belong to the visit before them."""
    routes.topic("visits.more", hear_whether_more)
    routes.press("visits.add", add_more)
    routes.press("visits.leave", leave_out)


def hear_more(heard: Heard) -> Reply | None:
    """What is said right after a visit, and surely tells more of it, belongs to it; None for all else."""
    found = _more(heard)
    if found is None or found.fit is not Fit.SURE:
        return None
    return _added(heard, found.visit.id, heard.words, heard.source, heard.said_at)


def hear_told(heard: Heard) -> Reply | None:
    """补充：他家房子是危房, though the words alone would be looked up; None where they ask, or no visit was told."""
    told = is_told(heard.words) and not heard.edited
    return (hear_more(heard) or ask_about_more(heard)) if told else None


def hear_visit(heard: Heard) -> Telling:
    """A visit is recorded, unless the words only tell more of the one before it: 第二户的老人摔了腿，送去了卫生院."""
    more = (hear_more(heard) or ask_about_more(heard)) if _may_be_more(heard) else None
    return more or record_visit(heard)


def _may_be_more(heard: Heard) -> bool:
    return not heard.edited and adding.is_more(heard.words, heard.understood)


def ask_about_more(heard: Heard) -> Reply | None:
    """What may tell more of the visit just told is asked about, and nothing is stored; None where it cannot."""
    found = _more(heard)
    if found is None or (not found.read and policy.knows(heard)):
        return None
    visit = found.visit
    facts = {"visit_id": visit.id, "words": heard.words, "source": heard.source, "at": heard.said_at.isoformat()}
    dialogues.ask(heard.session, heard.speaker.telegram_id, "visits.more", heard.now, PATIENCE, **facts)
    return Reply(texts.ask_whether_more(visit, heard.words), texts.more_buttons(visit))


def _more(heard: Heard) -> adding.Target | None:
    return adding.target(heard.session, heard.speaker, heard.words, heard.said_at, heard.knowledge.places)


def hear_whether_more(heard: Heard) -> Answers:
    """是 or 补上 adds the words, 不是 leaves them; all else is something new."""
    if heard.words in _ADD_WORDS:
        return _add_asked(heard)
    if heard.words in (*refusals.SKIP_WORDS, *refusals.CANCEL_WORDS, "不是", "否", "不用"):
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(texts.left_out())
    return None


def add_more(heard: Heard) -> Answers:
    """补上: the words that were asked about belong to the visit."""
    added = _add_asked(heard)
    return Edit(added.text, added.buttons) if isinstance(added, Reply) else Toast(refusals.STALE)


def leave_out(heard: Heard) -> Edit:
    """不是: nothing was stored, and nothing is."""
    if heard.asked and heard.asked.topic == "visits.more":
        dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.left_out())


def _add_asked(heard: Heard) -> Reply | None:
    if heard.asked is None or heard.asked.topic != "visits.more":
        return None
    facts = {name: str(value) for name, value in heard.asked.facts.items()}
    dialogues.close(heard.session, heard.speaker.telegram_id)
    at = datetime.fromisoformat(facts["at"])
    return _added(heard, int(facts["visit_id"]), facts["words"], facts["source"], at)


def _added(heard: Heard, visit_id: int, words: str, source: str, said_at: datetime) -> Reply:
    places = heard.knowledge.places
    visit = adding.add(heard.session, heard.speaker, visit_id, words, source, said_at, places, heard.now)
    ask_missing(heard, visit, None)
    return Reply(texts.added(visit, heard.now), texts.after_recording(bare(heard, visit)))


def hear_button(heard: Heard) -> Answers:
    """改一改 and 转为问题, typed, do what the buttons of the last card do; None for all else."""
    press = _BUTTONS.get(plain(heard.words).strip(" 。"))
    return _as_pressed(heard, press) if press else None


def _as_pressed(heard: Heard, press: Callable[[Heard], Answers]) -> Answers:
    if heard.edited or not access.allows(heard.speaker, Action.RECORD_VISIT, heard.speaker.team):
        return None
    visit = last_of(heard)
    if visit is None:
        return Reply(texts.nothing_to_change())
    heard.fact = Fact(str(visit.id))
    return press(heard)


def hear_slip(heard: Heard) -> Answers:
    """刚才说错了，是许坑村: the last visit is put right or taken back; None where the words speak of no slip."""
    if heard.edited or not access.allows(heard.speaker, Action.RECORD_VISIT, heard.speaker.team):
        return None
    slip = slips.slip_of(heard.words, heard.speaker, heard.today, heard.knowledge.places)
    within = _LIGHTLY_WITHIN if slip and slip.lightly else _SLIPS_WITHIN
    last = visits.last_touched(heard.session, heard.speaker, heard.now - within) if slip else None
    if slip is None or last is None:
        return None
    if last.undone_at is not None:
        return Reply(texts.undone_before(last, heard.today)) if slip.away else None
    if slip.away and slip.day in (None, last.visited_on):
        return take_back(heard, last.id)
    visit = visits.find(heard.session, heard.speaker, last.id, visits.CORRECT)
    fields = mending.mend(heard.session, heard.speaker, visit, slip, heard.now)
    if not fields:
        asks = slip.sure or slip.away
        return Reply(texts.ask_what_is_wrong(visit, heard.today), texts.wrong_buttons(visit)) if asks else None
    return _put_right(heard, visit, fields)


def _put_right(heard: Heard, visit: visits.Visit, fields: Sequence[str]) -> Answers:
    if heard.asked and heard.asked.topic in SUPERSEDED:
        dialogues.close(heard.session, heard.speaker.telegram_id)
    ask_missing(heard, visit, None)
    reply = Reply(texts.put_right(visit, fields, heard.now), texts.after_recording(bare(heard, visit)))
    return (reply, *tell_captains(heard, visit, fields[0]))
