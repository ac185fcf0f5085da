"""One field of a visit: changed by buttons, or asked for because the day, the village or a promise's day is open."""

from collections.abc import Sequence
from datetime import date

from handlers.answers import Answer, Answers, Edit, Reply, Tell
from handlers.heard import Heard
from handlers.routes import Routes
from handlers.visits import PATIENCE, UNDO_WORDS, YES, ask_missing, bare, take_back
from services import amending, dialogues, promises, visits
from services.understanding import Kind
from services.visits import looking
from texts import looks as look_texts
from texts import refusals
from texts import visits as texts

_SHORTEST_QUESTION = 3
_NOT_A_PLACE = ("visited_on", "count")
"""Fields whose new wording names no village."""


def register(routes: Routes) -> None:
    """Buttons of one field, and the open questions that its new wording answers."""
    routes.press("visits.change", choose_field)
    routes.press("visits.field", ask_for_field)
    routes.press("visits.village", take_village)
    routes.press("visits.day", take_day)
    routes.topic("visits.missing", hear_missing)
    routes.topic("visits.field", hear_field)
    routes.topic("visits.promise", hear_promise_day)
    routes.refusal(
        amending.DateUnread, lambda refusal, heard: texts.date_unread(refusal.said, refusal.nearest, heard.today)
    )
    routes.refusal(amending.CountUnread, lambda refusal, _: texts.count_unread(refusal.said))
    routes.refusal(
        amending.VillageUnknown, lambda refusal, _: texts.village_unknown(refusal.said, refusal.town, refusal.nearest)
    )


def choose_field(heard: Heard) -> Reply:
    """Asks which field is to be changed."""
    visit = visits.find(heard.session, heard.speaker, int(heard.fact), visits.CORRECT)
    return Reply(texts.which_field(visit), texts.fields(visit))


def ask_for_field(heard: Heard) -> Reply:
    """Asks for the new wording; the next plain words answer."""
    number, _, field = heard.fact.partition(",")
    visit = visits.find(heard.session, heard.speaker, int(number), visits.CORRECT)
    facts = {"visit_id": visit.id, "field": field.among(texts.FIELD_NAMES)}
    dialogues.ask(heard.session, heard.speaker.telegram_id, "visits.field", heard.now, PATIENCE, **facts)
    return Reply(texts.ask_field(visit, field))


def hear_field(heard: Heard) -> Answers:
    """The new wording of one field; 撤销 takes the record back, 跳过 leaves the field, a question is a question."""
    facts = heard.asked.facts if heard.asked else {}
    if heard.words in UNDO_WORDS:
        return take_back(heard, int(str(facts["visit_id"])))
    if heard.words in refusals.SKIP_WORDS:
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(refusals.SKIPPED)
    asks = heard.understood.kind is Kind.QUESTION and len(heard.words) > _SHORTEST_QUESTION
    field = str(facts["field"])
    if asks and field in texts.BRIEF:
        return None
    if field in _NOT_A_PLACE and heard.understood.kind is Kind.VISIT and _is_of_another(heard):
        return None
    return _change(heard, int(str(facts["visit_id"])), field, heard.words)


def _is_of_another(heard: Heard) -> bool:
    visit = visits.find(heard.session, heard.speaker, heard.asked_number("visit_id"), visits.CORRECT)
    return _tells_elsewhere(heard, visit)


def take_village(heard: Heard) -> Answers:
    """The village was pressed."""
    number, _, name = heard.fact.partition(",")
    return _in_place(_change(heard, int(number), "village", name))


def take_day(heard: Heard) -> Answers:
    """The day was pressed."""
    number, _, day = heard.fact.partition(",")
    return _in_place(_changed(heard, int(number), "visited_on", day.day()))


def hear_missing(heard: Heard) -> Answers:
    """The day or the village was written; 跳过 leaves both open; another sentence, or a digit, is something else."""
    facts = heard.asked.facts if heard.asked else {}
    visit_id = int(str(facts["visit_id"]))
    if heard.words in (*refusals.SKIP_WORDS, *refusals.CANCEL_WORDS):
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(texts.village_skipped())
    if heard.words in UNDO_WORDS:
        return take_back(heard, visit_id)
    visit = visits.find(heard.session, heard.speaker, visit_id, visits.CORRECT)
    nearest = str(facts.get("nearest") or "")
    if visit.day_open and nearest and heard.words in YES:
        return _changed(heard, visit.id, "visited_on", date.fromisoformat(nearest))
    if not _may_fill(heard, visit):
        return None
    return _change(heard, visit.id, _missing_field(heard, visit), heard.words)


def _may_fill(heard: Heard, visit: visits.Visit) -> bool:
    """Words that name another village, household or day than the visit tells are of a visit of their own."""
    note = heard.understood
    if note.household is not None and note.household != visit.household:
        return False
    if _tells_elsewhere(heard, visit) or _tells_of_another_day(heard, visit):
        return False
    return amending.may_fill(heard.words, note, heard.speaker, heard.today, heard.knowledge.places)


def _tells_elsewhere(heard: Heard, visit: visits.Visit) -> bool:
    """今天去了许坑村, while the day of 康东村 is asked for."""
    return visit.village is not None and amending.names_another_village(
        heard.words, visit.village, heard.speaker, heard.knowledge.places
    )


def _tells_of_another_day(heard: Heard, visit: visits.Visit) -> bool:
    """昨天去了许坑村, while the village of today is asked for."""
    told = not visit.day_open and heard.understood.kind is Kind.VISIT
    return told and amending.names_another_day(heard.words, visit.said, heard.today)


def _missing_field(heard: Heard, visit: visits.Visit) -> str:
    """Which of the two the words answer: the day where they name one, else what is missing."""
    if not visit.day_open or (visit.village is None and not heard.understood.dates):
        return "village"
    return "visited_on"


def _change(heard: Heard, visit_id: int, field: str, words: str) -> tuple[Answer, ...]:
    value = amending.reading_of(field, words, heard.speaker, heard.today, heard.knowledge.places)
    return _changed(heard, visit_id, field, value)


def _changed(heard: Heard, visit_id: int, field: str, value: object) -> tuple[Answer, ...]:
    """The card says what was changed and what is still missing; a captain who asked for it hears of it."""
    visit = visits.set_field(heard.session, heard.speaker, visit_id, field, value, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    ask_missing(heard, visit, None)
    reply = Reply(texts.changed(visit, field, heard.now), texts.after_recording(bare(heard, visit)))
    if visit.author_id != heard.speaker.member_id:
        return (reply,)
    return (reply, *tell_captains(heard, visit, field))


def tell_captains(heard: Heard, visit: visits.Visit, field: str) -> Sequence[Tell]:
    """Whoever asked for it hears what the field says now."""
    name, value = texts.FIELD_NAMES[field], texts.told(visit, field)
    return [
        Tell(one.telegram_id, f"visits.answered:{one.look_id}", look_texts.answered(visit, one.note, name, value))
        for one in looking.answered(heard.session, visit, heard.now)
        if one.telegram_id is not None
    ]


def hear_promise_day(heard: Heard) -> Answers:
    """The day by which it was promised; 跳过 leaves it without, and what names no day to come is something else."""
    number = heard.asked_number("promise_id")
    if heard.words in (*refusals.SKIP_WORDS, *refusals.CANCEL_WORDS):
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(texts.promise_without_day())
    if not amending.is_day_alone(heard.words, heard.today):
        return None
    due_on = amending.day_ahead(heard.words, heard.today)
    promise = promises.set_day(heard.session, heard.speaker, number, due_on)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.promise_dated(promise, heard.today))


def _in_place(said: tuple[Answer, ...]) -> Answers:
    first, *rest = said
    return (Edit(first.text, first.buttons), *rest) if isinstance(first, Reply) else said
