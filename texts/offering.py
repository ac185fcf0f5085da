"""How an entry is offered as a card in any chat (A14)."""

from datetime import date

from markupsafe import Markup

from knowledge.base import Entry, KnowledgeBase
from texts.phrases import clipped
from texts.policy import card


def title(entry: Entry) -> str:
    """The head of the card in the list."""
    return clipped(entry.question, 60)


def description(entry: Entry) -> str:
    """The line under it."""
    return clipped(entry.answer, 80)


def text(entry: Entry, base: KnowledgeBase, today: date) -> Markup:
    """What is said when the card is chosen: the whole answer, for no town in particular."""
    return card(entry, base, None, today)
