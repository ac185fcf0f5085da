"""Which chat a call is about, and whether the bot may speak there."""

from emulator.chats import Chat
from emulator.messages import Message
from emulator.params import Params
from emulator.refusals import bad_request, forbidden
from emulator.world import World


def known_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call names. Refuses none and an unknown one."""
    if not params.has(name):
        raise bad_request("chat_id is empty")
    chat_id = params.integer(name)
    chat = world.store.chats.get(chat_id) if chat_id is not None else None
    if chat is None:
        raise bad_request("chat not found")
    return chat


def reachable_chat(world: World, params: Params) -> Chat:
    """The chat, if the bot may act there: not a stranger's, not blocked, not left, not upgraded."""
    chat = known_chat(world, params)
    if chat.private:
        _check_person(world, chat)
    elif chat.migrated_to is not None:
        upgraded = "group chat was upgraded to a supergroup chat"
        raise bad_request(upgraded, migrate_to_chat_id=chat.migrated_to)
    elif chat.left:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def _check_person(world: World, chat: Chat) -> None:
    person = world.store.people[chat.id]
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    if person.blocked:
        raise forbidden("bot was blocked by the user")


def named_message(world: World, params: Params, chat: Chat, missing: str) -> Message:
    """The message a call names in the chat. Refuses with Telegram's sentence about what is `missing`."""
    if not params.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = world.message(chat.id, params.integer("message_id"))
    if message is None:
        raise bad_request(f"{missing} not found")
    return message


def thread_of(world: World, params: Params, chat: Chat) -> int | None:
    """The topic a message goes to; None for the general one. Refuses unknown topics, and closed ones to non-admins."""
    thread = params.integer("message_thread_id")
    if not thread:
        return None
    topic = world.store.topics.get((chat.id, thread))
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not chat.admin:
        raise bad_request("TOPIC_CLOSED")
    return thread
