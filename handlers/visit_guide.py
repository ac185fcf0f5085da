"""The guided visit (B2): 村 → 对象 → 情况 → 诉求 → 措施, for those who prefer being asked."""

import re
from collections.abc import Sequence

from handlers import policy
from handlers.answers import Answers, Telling
from handlers.forms import Guide, NotAnAnswer, Question, Sheet
from handlers.heard import Heard
from handlers.routes import Routes
from handlers.visits import Told, hear_visit, say_back
from services import amending, visits
from services.clock import day_of
from services.understanding import Kind, Understanding, read
from services.visits import beside
from texts import menu
from texts import visit_guide as texts

_OFFERED = 6
_SENTENCE = 10
_QUESTION = 4
_SEPARATOR = re.compile(r"[;；\n]+")


def register(routes: Routes) -> None:
    """The command and the steps."""
    routes.command("visit", start)
    routes.key(menu.VISIT, start)
    GUIDE.join(routes)


def start(heard: Heard) -> Telling:
    """/visit with a sentence records it; without one the steps begin, or an unfinished draft is offered."""
    if heard.fact:
        heard.words = heard.fact
        return hear_visit(heard)
    return GUIDE.start(heard)


def _ask_village(_sheet: Sheet) -> str:
    return texts.ASK_VILLAGE


def _offer_villages(sheet: Sheet) -> Sequence[str]:
    """Where the team was last, then the first of the town."""
    heard = sheet.heard
    recent = visits.recent_villages(heard.session, heard.speaker, _OFFERED)
    town = heard.speaker.team.town if heard.speaker.team else ""
    known = [village.name for village in heard.knowledge.places.villages_of(town)]
    return list(dict.fromkeys([*recent, *known]))[:_OFFERED]


def _read_village(sheet: Sheet, words: str) -> object:
    heard = sheet.heard
    if len(words) > _SENTENCE and heard.understood.kind is Kind.QUESTION:
        raise NotAnAnswer
    return amending.reading_of("village", words, heard.speaker, heard.today, heard.knowledge.places)


def _ask_whom(_sheet: Sheet) -> str:
    return texts.ASK_WHOM


def _offer_whom(sheet: Sheet) -> Sequence[str]:
    heard = sheet.heard
    return visits.recent_households(heard.session, heard.speaker, sheet.said("village"), 3)


def _ask_situation(_sheet: Sheet) -> str:
    return texts.ASK_SITUATION


def _ask_needs(_sheet: Sheet) -> str:
    return texts.ASK_NEEDS


def _ask_actions(_sheet: Sheet) -> str:
    return texts.ASK_ACTIONS


def _offer_none(_sheet: Sheet) -> Sequence[str]:
    return (texts.NOTHING,)


def _listed(_sheet: Sheet, words: str) -> object:
    """Parts between semicolons and line ends; 没有 is none."""
    if words in texts.NOTHING_WORDS:
        return []
    return [part.strip() for part in _SEPARATOR.split(words) if part.strip()]


def _require(heard: Heard) -> None:
    visits.require_recording(heard.speaker)


def _about(sheet: Sheet) -> str:
    return texts.about(sheet.said("village"), day_of(sheet.standing.opened_at), sheet.heard.today)


def _instead(sheet: Sheet) -> Telling:
    """A whole sentence at the first step is the visit itself."""
    heard = sheet.heard
    first = sheet.standing.number == 1
    if first and len(heard.words) > _SENTENCE and heard.understood.kind is Kind.VISIT:
        return hear_visit(heard)
    return None


def _aside(sheet: Sheet) -> Answers:
    """A policy question of the person's own is answered, and the step asked again; what a villager asked is told."""
    heard, words = sheet.heard, sheet.heard.words
    asks = len(words) >= _QUESTION and beside.is_ours(words, heard.read)
    if not asks or not policy.knows_of(heard, words):
        return None
    return policy.answer_beside(heard, words)


def _finish(sheet: Sheet) -> Answers:
    """What was answered becomes a visit of the day on which it was begun."""
    heard, answers = sheet.heard, sheet.standing.answers
    told = texts.as_told(answers)
    if not told:
        raise visits.NothingSaid
    source = f"form:{sheet.standing.id}"
    note = _noted(sheet, told)
    situation = sheet.said("situation") or None
    visit = visits.record(
        heard.session, heard.speaker, note, source, sheet.standing.opened_at, heard.now, situation
    )  # fmt: skip
    heard.session.flush()
    return say_back([Told(heard, visit, note)])[0]


def _noted(sheet: Sheet, told: str) -> Understanding:
    """The answers as a note; promises, companions and numbers are read from the words."""
    heard, answers = sheet.heard, sheet.standing.answers
    day = day_of(sheet.standing.opened_at)
    town = heard.speaker.team.town if heard.speaker.team else None
    whole = read(texts.as_sentence(answers), day, town, heard.knowledge.places)
    whom = sheet.said("whom")
    place = whole.place if whom and whole.place and not whole.household else None
    return Understanding(
        said=told,
        kind=Kind.VISIT,
        visited_on=day,
        village=sheet.said("village") or None,
        household=None if place or not whom else whom,
        place=place,
        needs=_texts(answers.get("needs")),
        actions=_texts(answers.get("actions")),
        promises=whole.promises,
        companions=whole.companions,
        count=whole.count,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


GUIDE = Guide(
    name="visits.form",
    title=texts.TITLE,
    questions=(
        Question("village", ask=_ask_village, read=_read_village, offer=_offer_villages),
        Question("whom", ask=_ask_whom, offer=_offer_whom),
        Question("situation", ask=_ask_situation),
        Question("needs", ask=_ask_needs, read=_listed, offer=_offer_none),
        Question("actions", ask=_ask_actions, read=_listed, offer=_offer_none),
    ),
    require=_require,
    finish=_finish,
    about=_about,
    instead=_instead,
    aside=_aside,
)
