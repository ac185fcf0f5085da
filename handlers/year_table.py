"""A year's days off, entered in the chat: paste, look, confirm."""

from datetime import timedelta

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, workdays, year_table
from services.year_table import TableRefusal
from texts import refusals
from texts import year_table as texts

_TOPIC = "year_table"
_PATIENCE = timedelta(hours=1)


def register(routes: Routes) -> None:
    """The command, the pasted table and its confirmation."""
    routes.command("holidays", ask)
    routes.topic(_TOPIC, hear, cancels=True)
    routes.press("year_table.enter", enter)
    routes.refusal(TableRefusal, lambda refusal, _: texts.refused(refusal))


def ask(heard: Heard) -> Reply:
    """Asks for the notice's text; what stands behind the command is read at once."""
    year_table.require_right(heard.speaker)
    if heard.fact:
        return _preview(heard, heard.fact)
    dialogues.ask(heard.session, heard.speaker.telegram_id, _TOPIC, heard.now, _PATIENCE)
    return Reply(texts.asking(workdays.last_known_year(heard.session)))


def hear(heard: Heard) -> Reply:
    """The pasted notice, shown as it was understood."""
    return _preview(heard, heard.words)


def enter(heard: Heard) -> Answers:
    """From now on it counts."""
    words = heard.asked.facts.get("words") if heard.asked and heard.asked.topic == _TOPIC else None
    if not isinstance(words, str):
        return Toast(refusals.STALE)
    table = year_table.read(words)
    year_table.enter(heard.session, heard.speaker, table, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Edit(texts.entered(table)), Toast(texts.entered(table))


def _preview(heard: Heard, words: str) -> Reply:
    table = year_table.read(words)
    dialogues.ask(heard.session, heard.speaker.telegram_id, _TOPIC, heard.now, _PATIENCE, words=words)
    return Reply(texts.preview(table), texts.preview_buttons())
