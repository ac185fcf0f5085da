"""Editions of the knowledge base in the chat: what was changed, by whom, and the way back."""

from handlers.answers import Edit, Reply
from handlers.heard import Heard
from handlers.routes import Routes
from services import editions
from texts import editions as texts


def register(routes: Routes) -> None:
    """Commands and buttons of the editions."""
    routes.command("kb_versions", show)
    routes.press("editions.page", turn_page)
    routes.press("editions.open", open_edition)
    routes.press("editions.restore", restore)
    routes.refusal(editions.KnowledgeRefused, lambda refusal, _: texts.refused(refusal.complaints))
    routes.refusal(editions.NothingChanges, lambda *_: texts.nothing_changes())
    routes.refusal(editions.EditionUnknown, lambda *_: texts.unknown())


def show(heard: Heard) -> Reply:
    """All editions, the newest first."""
    page = editions.page(heard.session, heard.speaker, 1)
    return Reply(texts.listing(page, heard.today), texts.listing_buttons(page))


def turn_page(heard: Heard) -> Edit:
    """Another page in the same message."""
    page = editions.page(heard.session, heard.speaker, int(heard.fact))
    return Edit(texts.listing(page, heard.today), texts.listing_buttons(page))


def open_edition(heard: Heard) -> Edit:
    """One edition with what it changed."""
    edition = editions.find(heard.session, heard.speaker, int(heard.fact))
    newest = editions.latest(heard.session, heard.now).number
    changes = editions.changes_of(heard.session, edition)
    return Edit(texts.whole(edition, changes, heard.today), texts.whole_buttons(edition, newest))


def restore(heard: Heard) -> Edit:
    """恢复到此版."""
    edition = editions.restore(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.restored(edition, heard.today))
