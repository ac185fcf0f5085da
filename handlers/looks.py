"""The captain's look at a visit, in the chat: 看过, or 请补充 with one line."""

from datetime import timedelta

from handlers.answers import Answers, Reply, Tell, Toast
from handlers.heard import Heard
from handlers.routes import Routes
from handlers.visits import shown
from services import attention, dialogues, visits
from services.visits import looking
from texts import looks as texts

_PATIENCE = timedelta(minutes=30)


def register(routes: Routes) -> None:
    """The buttons under a visit, and the one line."""
    routes.press("visits.look", look)
    routes.press("visits.more", ask_note)
    routes.topic("visits.note", hear_note)


def look(heard: Heard) -> Answers:
    """看过."""
    visit = looking.look(heard.session, heard.speaker, int(heard.fact), heard.now)
    return shown(heard, visit), Toast(texts.seen(visit))


def ask_note(heard: Heard) -> Reply:
    """请补充: asks for the line."""
    visit = looking.to_look_at(heard.session, heard.speaker, int(heard.fact))
    dialogues.ask(heard.session, heard.speaker.telegram_id, "visits.note", heard.now, _PATIENCE, visit_id=visit.id)
    return Reply(texts.ask_note(visit))


def hear_note(heard: Heard) -> Answers:
    """The line goes to the author."""
    facts = heard.asked.facts if heard.asked else {}
    visit = looking.ask_for_more(
        heard.session, heard.speaker, int(str(facts["visit_id"])), heard.words, heard.now
    )  # fmt: skip
    dialogues.close(heard.session, heard.speaker.telegram_id)
    chat = visits.chat_of_author(heard.session, visit)
    told = texts.to_author(visit, heard.speaker.name, heard.words, heard.today)
    buttons = texts.to_author_buttons(visit)
    tells = [Tell(chat, f"visits.more:{heard.source}", told, buttons, rests=True)] if chat else []
    opens_at = attention.next_open(heard.session, heard.knowledge.hours, heard.now)
    return (Reply(texts.sent(visit, opens_at, heard.now)), *tells)
