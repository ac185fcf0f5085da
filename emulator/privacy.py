"""What the bot hears of a group it does not administer (Telegram's privacy mode)."""

from emulator.chats import Chat
from emulator.entities import utf16_slice
from emulator.messages import Message
from emulator.world import World

_SERVICE = frozenset({"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"})


def is_heard(world: World, chat: Chat, message: Message) -> bool:
    """Everything in private and as administrator; else commands, mentions, replies to it, what came by it, notices."""
    if chat.left:
        return False
    if chat.private or chat.admin or not _SERVICE.isdisjoint(message.content):
        return True
    return "via_bot" in message.extra or _answers_the_bot(world, message) or _addresses_the_bot(world, message)


def _answers_the_bot(world: World, message: Message) -> bool:
    original = world.message(message.chat, message.reply_to)
    return original is not None and original.sender == world.bot.id


def _addresses_the_bot(world: World, message: Message) -> bool:
    name = f"@{world.bot.username}".lower()
    for entity in message.entities:
        offset, length = entity["offset"], entity["length"]
        if not isinstance(offset, int) or not isinstance(length, int):
            continue
        said = utf16_slice(message.text, offset, length).lower()
        if entity["type"] == "mention" and said == name:
            return True
        if entity["type"] == "bot_command" and ("@" not in said or said.endswith(name)):
            return True
    return False
