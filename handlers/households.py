"""One household's history in the chat (B8)."""

from handlers.answers import Answers, Reply, Toast
from handlers.heard import Heard
from handlers.routes import Routes
from services import memory, visits
from texts import households as texts
from texts import refusals


def register(routes: Routes) -> None:
    """The button under a visit."""
    routes.press("households.open", open_household)


def open_household(heard: Heard) -> Answers:
    """The history of the household of this visit."""
    visit = visits.find(heard.session, heard.speaker, int(heard.fact))
    if visit.home is None:
        return Toast(refusals.STALE)
    known = memory.recall(heard.session, heard.speaker, visit.home, visit.village)
    return Reply(texts.memory(known, heard.today), texts.memory_buttons(known))


def hear_name(heard: Heard) -> Reply | None:
    """Words that name a household the team knows (去张大爷家) are answered with its history; None for all others."""
    village = heard.villages[0] if heard.villages else None
    known = memory.spoken_of(heard.session, heard.speaker, heard.words, village)
    return Reply(texts.memory(known, heard.today), texts.memory_buttons(known)) if known else None
