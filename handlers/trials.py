"""/kbtest: an editor tries a question on the matcher."""

from handlers.answers import Reply
from handlers.heard import Heard
from handlers.routes import Routes
from services import trials
from texts import trials as texts


def register(routes: Routes) -> None:
    """One command."""
    routes.command("kbtest", attempt)


def attempt(heard: Heard) -> Reply:
    """What the matcher makes of the question after the command."""
    match = trials.attempt(heard.speaker, heard.knowledge, heard.fact, heard.today)
    return Reply(texts.shown(heard.fact, match) if heard.fact else texts.ask_question())
