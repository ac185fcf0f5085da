"""The Bot API's own shapes of chats and messages, put together from what is remembered."""

from emulator.chats import Chat
from emulator.jsontext import Json
from emulator.messages import Message
from emulator.world import World


def user_shape(world: World, user_id: int) -> Json:
    """The User who sent something; an unknown one keeps at least the id."""
    if user_id == world.bot.id:
        return world.bot.as_user()
    person = world.store.people.get(user_id)
    return person.as_user() if person else {"id": user_id, "is_bot": False, "first_name": str(user_id)}


def chat_shape(world: World, chat: Chat) -> Json:
    """The Chat as it stands in messages."""
    if not chat.private:
        return chat.as_group()
    person = world.store.people[chat.id]
    return {"id": chat.id, "type": "private", "first_name": person.name}


def message_shape(world: World, message: Message, *, nested: bool = False) -> Json:
    """The Message; the one it replies to stands inside it, but not that one's own (`nested`)."""
    chat = world.store.chats[message.chat]
    shape: Json = {
        "message_id": message.message_id,
        "from": user_shape(world, message.sender),
        "chat": chat_shape(world, chat),
        "date": message.date,
    }
    _add_place(world, shape, message, nested=nested)
    _add_words(shape, message)
    shape |= message.content | message.extra
    if message.markup and "inline_keyboard" in message.markup:
        shape["reply_markup"] = message.markup
    return shape


def _add_place(world: World, shape: Json, message: Message, *, nested: bool) -> None:
    if message.edit_date is not None:
        shape["edit_date"] = message.edit_date
    if message.album is not None:
        shape["media_group_id"] = message.album
    if message.thread is not None:
        shape["message_thread_id"] = message.thread
        shape["is_topic_message"] = True
    if message.reply_to is not None and not nested:
        original = world.message(message.chat, message.reply_to)
        if original is not None:
            shape["reply_to_message"] = message_shape(world, original, nested=True)


def _add_words(shape: Json, message: Message) -> None:
    if not message.text:
        return
    words, entities = ("caption", "caption_entities") if message.captioned else ("text", "entities")
    shape[words] = message.text
    if message.entities:
        shape[entities] = message.entities
