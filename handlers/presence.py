"""What Telegram tells of the assistant's own place: a person stopped it or came back, a group took it in or out."""

from telegram.constants import ChatType

from handlers import groups
from handlers.answers import Answers
from handlers.heard import Heard
from handlers.routes import Routes
from services import presence

_STOPPED = "kicked"


def register(routes: Routes) -> None:
    """One kind of update."""
    routes.membership(hear)


def hear(heard: Heard) -> Answers:
    """Nothing is said to either."""
    change, chat = heard.update.my_chat_member, heard.update.effective_chat
    if change is None or chat is None or chat.type != ChatType.PRIVATE:
        return groups.hear_membership(heard)
    tell = presence.gone if change.new_chat_member.status == _STOPPED else presence.back
    tell(heard.session, chat.id, heard.now)
    return None
