"""pinChatMessage and its kin. Unlike Telegram's, a pin leaves no service message here: it would be in the way."""

from emulator.chats import Chat
from emulator.messages import Message
from emulator.params import Params
from emulator.reach import named_message, reachable_chat
from emulator.refusals import bad_request
from emulator.world import World


def pin_chat_message(world: World, params: Params) -> bool:
    """The message stands at the top of the chat."""
    chat = _own_chat(world, params)
    message = named_message(world, params, chat, "message to pin")
    _pinned(
        world, chat, message, [*(number for number in chat.pinned if number != message.message_id), message.message_id]
    )
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    """The message, or without one named the newest pinned one, stands there no more."""
    chat = _own_chat(world, params)
    number = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else None)
    message = world.message(chat.id, number)
    if message is None:
        raise bad_request("message to unpin not found")
    _pinned(world, chat, message, [other for other in chat.pinned if other != number])
    return True


def unpin_all_chat_messages(world: World, params: Params) -> bool:
    """Nothing is pinned any more."""
    chat = _own_chat(world, params)
    pinned, chat.pinned = chat.pinned, []
    world.store.save_chat(chat)
    for number in pinned:
        if (message := world.message(chat.id, number)) is not None:
            world.changed(message)
    return True


def _own_chat(world: World, params: Params) -> Chat:
    chat = reachable_chat(world, params)
    if not chat.private and not chat.admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def _pinned(world: World, chat: Chat, message: Message, pinned: list[int]) -> None:
    chat.pinned = pinned
    world.store.save_chat(chat)
    world.changed(message)
