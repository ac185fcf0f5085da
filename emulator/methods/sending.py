"""sendMessage, and what all sending has in common."""

from emulator.chats import Chat
from emulator.jsontext import Json, as_integer, as_object
from emulator.keyboards import read_markup
from emulator.messages import Message
from emulator.params import Params
from emulator.reach import reachable_chat, thread_of
from emulator.refusals import bad_request
from emulator.shapes import message_shape
from emulator.words import Words, read_text
from emulator.world import World


def send_message(world: World, params: Params) -> Json:
    """The bot says something."""
    words = read_text(params)
    preview = params.decoded("link_preview_options", "link preview options")
    extra: Json = {"link_preview_options": preview} if preview else {}
    return message_shape(world, put(world, params, words, {}, extra))


def put(world: World, params: Params, words: Words, content: Json, extra: Json | None = None) -> Message:
    """One message by the bot stands in the chat the call names; refusals, pace and reply are seen to here."""
    markup = read_markup(params)
    chat = reachable_chat(world, params)
    thread = thread_of(world, params, chat)
    reply_to = replied(world, params, chat)
    world.limits.take(chat.id, group=not chat.private, now=world.elapsed())
    return bubble(world, params, chat, words, content, markup, thread, reply_to, extra)


def bubble(
    world: World,
    params: Params,
    chat: Chat,
    words: Words,
    content: Json,
    markup: Json | None,
    thread: int | None,
    reply_to: int | None,
    extra: Json | None = None,
    album: str | None = None,
) -> Message:
    """The message itself; everything about it has been checked."""
    message = Message(chat.id, 0, world.bot.id, int(world.now()), words.text, list(words.entities), content, markup)
    message.thread, message.reply_to, message.album = thread, reply_to, album
    message.extra = dict(extra or {})
    if params.flag("protect_content"):
        message.extra["has_protected_content"] = True
    return world.say(chat, message)


def replied(world: World, params: Params, chat: Chat) -> int | None:
    """The message this one answers; None where none is named, or it is gone and that was allowed."""
    asked = as_object(params.decoded("reply_parameters", "reply parameters"))
    reply_to = as_integer(asked.get("message_id")) or params.integer("reply_to_message_id")
    if not reply_to:
        return None
    if world.message(chat.id, reply_to) is not None:
        return reply_to
    if asked.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
