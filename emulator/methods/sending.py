"""sendMessage and sendLocation, and what all sending has in common."""

from dataclasses import dataclass

from emulator.chats import Chat
from emulator.contents import place_content
from emulator.jsontext import Json, as_integer, as_object
from emulator.keyboards import read_markup
from emulator.messages import Message
from emulator.params import Params
from emulator.reach import reachable_chat, thread_of
from emulator.refusals import bad_request
from emulator.shapes import message_shape
from emulator.words import Words, read_text
from emulator.world import World


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: the chat, its topic, the message it answers. All of it has been found to exist."""

    chat: Chat
    thread: int | None
    reply_to: int | None


def send_message(world: World, params: Params) -> Json:
    """The bot says something."""
    words, markup = read_text(params), read_markup(params)
    preview = params.decoded("link_preview_options", "link preview options")
    extra: Json = {"link_preview_options": preview} if preview else {}
    return message_shape(world, put(world, params, place_of(world, params), words, {}, markup, extra))


def send_location(world: World, params: Params) -> Json:
    """The bot shows a point on the map."""
    latitude, longitude = _coordinate(params, "latitude", 90), _coordinate(params, "longitude", 180)
    content = place_content(latitude, longitude)
    markup = read_markup(params)
    return message_shape(world, put(world, params, place_of(world, params), Words(), content, markup))


def _coordinate(params: Params, name: str, limit: float) -> float:
    if not params.has(name):
        raise bad_request(f"{name} is empty")
    try:
        value = float(params.text(name))
    except ValueError:
        raise bad_request(f"can't parse {name}") from None
    if not -limit <= value <= limit:
        raise bad_request("wrong location specified")
    return value


def place_of(world: World, params: Params) -> Place:
    """Where the call wants to speak. Refuses where the bot may not, or the topic or the answered message is missing."""
    chat = reachable_chat(world, params)
    return Place(chat, thread_of(world, params, chat), _replied(world, params, chat))


def _replied(world: World, params: Params, chat: Chat) -> int | None:
    asked = as_object(params.decoded("reply_parameters", "reply parameters"))
    reply_to = as_integer(asked.get("message_id")) or params.integer("reply_to_message_id")
    if not reply_to or world.message(chat.id, reply_to) is not None:
        return reply_to or None
    if asked.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def put(
    world: World,
    params: Params,
    place: Place,
    words: Words,
    content: Json,
    markup: Json | None,
    extra: Json | None = None,
) -> Message:
    """One message by the bot stands in its place, unless the pace forbids it."""
    world.limits.take(place.chat.id, group=not place.chat.private, now=world.elapsed())
    return bubble(world, params, place, words, content, markup, extra)


def bubble(
    world: World,
    params: Params,
    place: Place,
    words: Words,
    content: Json,
    markup: Json | None = None,
    extra: Json | None = None,
    album: str | None = None,
) -> Message:
    """The message itself; everything about it has been checked."""
    message = Message(place.chat.id, 0, world.bot.id, int(world.now()), words.text, list(words.entities), content)
    message.markup, message.thread, message.reply_to, message.album = markup, place.thread, place.reply_to, album
    message.extra = dict(extra or {})
    if params.flag("protect_content"):
        message.extra["has_protected_content"] = True
    return world.say(place.chat, message)
