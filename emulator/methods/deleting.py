"""deleteMessage and deleteMessages."""

from emulator.chats import Chat
from emulator.jsontext import as_integer
from emulator.messages import Message
from emulator.params import Params
from emulator.reach import named_message, reachable_chat
from emulator.refusals import bad_request
from emulator.world import World

DELETABLE_FOR = 48 * 3600
"""Seconds; core.telegram.org/bots/api#deletemessage."""
MOST_AT_ONCE = 100


def delete_message(world: World, params: Params) -> bool:
    """The message is gone for everybody."""
    chat = reachable_chat(world, params)
    message = named_message(world, params, chat, "message to delete")
    if not _may_delete(world, chat, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(world, message)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """All of the named messages are gone; those that cannot be found are passed over."""
    chat = reachable_chat(world, params)
    ids = [as_integer(number) for number in params.listed("message_ids", "message identifiers")]
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        raise bad_request(
            "message identifiers are not specified" if not ids else "too many message identifiers specified"
        )
    messages = [message for number in ids if (message := world.message(chat.id, number)) is not None]
    if not all(_may_delete(world, chat, message) for message in messages):
        raise bad_request("message can't be deleted for everyone")
    for message in messages:
        _delete(world, message)
    return True


def _may_delete(world: World, chat: Chat, message: Message) -> bool:
    """Within two days: its own everywhere, others' in private and as administrator."""
    if world.now() - message.date >= DELETABLE_FOR:
        return False
    return message.sender == world.bot.id or chat.private or chat.admin


def _delete(world: World, message: Message) -> None:
    message.deleted = True
    message.text, message.entities, message.content, message.markup = "", [], {}, None
    world.changed(message)
