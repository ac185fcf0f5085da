"""Group chats: the assistant learns that it was taken in or out, and whose the place is."""

from telegram import Message
from telegram.constants import ChatType
from telegram.ext import filters

from handlers.answers import Answers, Reply
from handlers.heard import Heard
from handlers.routes import Routes
from services import groups
from services.groups import NobodysName, Spot
from texts import groups as texts

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_GONE = ("left", "kicked")


def register(routes: Routes) -> None:
    """The command, and what Telegram tells of the group by itself."""
    routes.command("group", bind, in_groups=True)
    routes.refusal(NobodysName, lambda refusal, _: texts.nobodys_name(refusal))
    routes.messages(filters.StatusUpdate.MIGRATE, hear_migration)


def bind(heard: Heard) -> Reply:
    """/group 农业农村局, said in the group or in one of its topics."""
    chat, spot = heard.update.effective_chat, heard.spot
    if chat is None or chat.type not in _GROUPS:
        return Reply(texts.only_in_group())
    if not heard.fact:
        return Reply(texts.ask_purpose())
    place = Spot(spot.chat_id, spot.topic or 0)
    places, title = heard.knowledge.places, chat.title or ""
    return Reply(texts.bound(groups.bind(heard.session, heard.speaker, place, title, heard.fact, places, heard.now)))


def hear_membership(heard: Heard) -> Answers:
    """The assistant was taken in or out; nothing is said."""
    change, chat = heard.update.my_chat_member, heard.update.effective_chat
    if change is None or chat is None or chat.type not in _GROUPS:
        return None
    if change.new_chat_member.status in _GONE:
        groups.leave(heard.session, chat.id, heard.now)
    else:
        groups.learn(heard.session, Spot(chat.id), chat.title or "", heard.now)
    return None


def hear_migration(heard: Heard) -> Answers:
    """The group has another number from now on; of the two messages that say so, the old group's is heeded."""
    message = heard.message
    if isinstance(message, Message) and message.migrate_to_chat_id is not None:
        groups.follow(heard.session, message.chat.id, message.migrate_to_chat_id)
    return None
