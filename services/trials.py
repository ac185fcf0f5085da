"""The matcher on trial: what it would make of a question, shown to editors, kept nowhere."""

from datetime import date

from knowledge.matching import Match
from services import access
from services.access import Action, Speaker
from services.knowing import Knowledge

CANDIDATES = 3


def attempt(speaker: Speaker, knowledge: Knowledge, question: str, today: date) -> Match:
    """What somebody without a town would be told, with the three nearest entries."""
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    return knowledge.matcher.match(question, today=today, top=CANDIDATES)
