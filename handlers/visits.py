"""Visits in the chat: one sentence in, one card back, and what can be done with it."""

from datetime import timedelta

from telegram import Message

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.heard import Heard
from handlers.routes import Routes
from services import amending, dialogues, pieces, visits
from services.understanding import Kind, Understanding
from texts import refusals
from texts import visits as texts

_PATIENCE = timedelta(minutes=30)
LONGEST_VILLAGE = 10


def register(routes: Routes) -> None:
    """Commands, buttons and open questions of the visits."""
    routes.command("visits", show_visits)
    routes.press("visits.undo", undo)
    routes.press("visits.change", choose_field)
    routes.press("visits.field", ask_for_field)
    routes.press("visits.village", take_village)
    routes.press("visits.open", open_visit)
    routes.press("visits.page", turn_page)
    routes.topic("visits.village", hear_village)
    routes.topic("visits.field", hear_field)


def hear_visit(heard: Heard) -> Reply:
    """One sentence about a visit becomes a row and a confirmation; a missing village is asked in the same reply."""
    note = heard.understood
    visit = visits.record(heard.session, heard.speaker, note, heard.source, heard.said_at, heard.now)
    return said_back(heard, visit, note)


def said_back(heard: Heard, visit: visits.Visit, note: Understanding) -> Reply:
    """The card of a visit just recorded, with what arrived for it before and what is still to be asked."""
    album = heard.message.media_group_id if isinstance(heard.message, Message) else None
    heap = pieces.gather(heard.session, visit, heard.speaker.telegram_id, album)
    if visit.village is None:
        dialogues.ask(
            heard.session, heard.speaker.telegram_id, "visits.village", heard.now, _PATIENCE, visit_id=visit.id
        )
    candidates = [village.name for village in note.village_candidates]
    return Reply(texts.recorded(visit, candidates, heap, heard.now), texts.after_recording(visit, candidates))


def hear_edit(heard: Heard) -> Reply | None:
    """The person changed the message a visit came from: the record follows; None when it came from elsewhere."""
    visit = visits.correct(heard.session, heard.speaker, heard.source, heard.understood, heard.now)
    return Reply(texts.corrected(visit, heard.now), texts.after_recording(visit, ())) if visit else None


def show_visits(heard: Heard) -> Reply:
    """The first page of what this person may see."""
    page = visits.page(heard.session, heard.speaker, 1)
    if not page.total:
        return Reply(texts.nothing_yet())
    return Reply(texts.listing(page, heard.today), texts.listing_buttons(page))


def turn_page(heard: Heard) -> Edit:
    """Another page in the same message."""
    page = visits.page(heard.session, heard.speaker, int(heard.fact.partition(",")[0]))
    return Edit(texts.listing(page, heard.today), texts.listing_buttons(page))


def open_visit(heard: Heard) -> Edit:
    """One record whole, in the same message."""
    visit = visits.find(heard.session, heard.speaker, int(heard.fact))
    return Edit(texts.card(visit, heard.now), texts.card_buttons(visit))


def undo(heard: Heard) -> Answers:
    """The record is taken back and the card says so."""
    visit = visits.undo(heard.session, heard.speaker, int(heard.fact), heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.undone(visit, heard.today)), Toast(texts.undone(visit, heard.today).striptags())


def choose_field(heard: Heard) -> Reply:
    """Asks which field is to be changed."""
    visit = visits.find(heard.session, heard.speaker, int(heard.fact), visits.CORRECT)
    return Reply(texts.which_field(visit), texts.fields(visit))


def ask_for_field(heard: Heard) -> Reply:
    """Asks for the new wording; the next plain words answer."""
    number, _, field = heard.fact.partition(",")
    visit = visits.find(heard.session, heard.speaker, int(number), visits.CORRECT)
    facts = {"visit_id": visit.id, "field": field}
    dialogues.ask(heard.session, heard.speaker.telegram_id, "visits.field", heard.now, _PATIENCE, **facts)
    return Reply(texts.ask_field(visit, field))


def hear_field(heard: Heard) -> Reply:
    """The new wording of one field."""
    facts = heard.asked.facts if heard.asked else {}
    if heard.words in refusals.CANCEL_WORDS:
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(refusals.CANCELLED)
    return _change(heard, int(str(facts["visit_id"])), str(facts["field"]), heard.words)


def take_village(heard: Heard) -> Answers:
    """The village was pressed."""
    number, _, name = heard.fact.partition(",")
    reply = _change(heard, int(number), "village", name)
    return Edit(reply.text, reply.buttons)


def hear_village(heard: Heard) -> Answers:
    """The village was written; 跳过 leaves it empty; a whole new sentence is a visit of its own."""
    facts = heard.asked.facts if heard.asked else {}
    if heard.words in (*refusals.SKIP_WORDS, *refusals.CANCEL_WORDS):
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(texts.village_skipped())
    if heard.understood.kind in (Kind.VISIT, Kind.QUESTION) and len(heard.words) > LONGEST_VILLAGE:
        return None
    return _change(heard, int(str(facts["visit_id"])), "village", heard.words)


def _change(heard: Heard, visit_id: int, field: str, words: str) -> Reply:
    value = amending.reading_of(field, words, heard.speaker, heard.today, heard.knowledge.places)
    visit = visits.set_field(heard.session, heard.speaker, visit_id, field, value, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.changed(visit, field, heard.now), texts.after_recording(visit, ()))
