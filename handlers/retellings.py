"""The word to those who were told an answer that has changed since."""

from handlers.answers import Reply
from handlers.due import Due
from handlers.routes import Routes
from services import retellings
from texts import retellings as texts


def register(routes: Routes) -> None:
    """The occasion alone: nobody asks for it."""
    routes.occasion(retellings.RETELLING, say)


def say(due: Due) -> Reply:
    """What the answers say now."""
    knowledge, team = due.knowledge, due.speaker.team
    changes = retellings.retold(due.session, due.speaker, due.subject, knowledge.base)
    town = knowledge.places.town(team.town) if team else None
    return Reply(texts.told(changes, knowledge.base, town, due.today), texts.buttons(changes))
