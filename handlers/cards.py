"""Inline mode: `@助手 一镇一策` in any chat offers cards of public entries."""

from handlers.answers import Card, Cards
from handlers.heard import Heard
from handlers.routes import Routes
from services import offering
from texts import offering as texts


def register(routes: Routes) -> None:
    """The one thing that is typed."""
    routes.inline(offer)


def offer(heard: Heard) -> Cards:
    """The entries nearest to what was typed so far."""
    query = heard.update.inline_query
    base = heard.knowledge.base
    entries = offering.offered(heard.knowledge, query.query if query else "", heard.today)
    return Cards([
        Card(one.id, texts.title(one), texts.description(one), texts.text(one, base, heard.today)) for one in entries
    ])  # fmt: skip
