"""/status: how the assistant is doing."""

from handlers.answers import Reply
from handlers.heard import Heard
from handlers.routes import Routes
from services import status
from texts import status as texts


def register(routes: Routes) -> None:
    """The command."""
    routes.command("status", show)


def show(heard: Heard) -> Reply:
    """The figures of this moment, and what is missing."""
    process, asking = heard.process, heard.update.update_id
    found = status.look(heard.session, heard.speaker, heard.knowledge, process.folder, asking, heard.now)
    return Reply(texts.status(found, process.started_at, heard.now))
