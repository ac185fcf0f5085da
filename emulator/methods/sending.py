"""sendMessage and sendLocation, and what all sending has in common."""

from dataclasses import dataclass

from emulator.chats import Chat
from emulator.contents import place_content
from emulator.jsontext import Json, as_integer, as_object
from emulator.keyboards import read_markup
from emulator.messages import Bubble, Message
from emulator.params import Params
from emulator.reach import reachable_chat, thread_of
from emulator.refusals import bad_request
from emulator.shapes import message_shape
from emulator.words import read_text
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
    extra = marked(params) | ({"link_preview_options": preview} if preview else {})
    bubble = Bubble(words.text, words.entities, markup=markup, extra=extra)
    return message_shape(world, put(world, place_of(world, params), bubble))


def send_location(world: World, params: Params) -> Json:
    """The bot shows a point on the map."""
    content = place_content(_coordinate(params, "latitude", 90), _coordinate(params, "longitude", 180))
    bubble = Bubble(content=content, markup=read_markup(params), extra=marked(params))
    return message_shape(world, put(world, place_of(world, params), bubble))


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


def marked(params: Params) -> Json:
    """What a call says about the message itself."""
    return {"has_protected_content": True} if params.flag("protect_content") else {}


def put(world: World, place: Place, bubble: Bubble) -> Message:
    """A message by the bot stands in its place, unless the pace forbids it."""
    return put_all(world, place, [bubble])[0]


def put_all(world: World, place: Place, bubbles: list[Bubble]) -> list[Message]:
    """All of them, or none where the pace forbids so many."""
    world.limits.take(place.chat.id, group=not place.chat.private, now=world.elapsed(), messages=len(bubbles))
    return [_said(world, place, bubble) for bubble in bubbles]


def _said(world: World, place: Place, bubble: Bubble) -> Message:
    message = Message.of(bubble, place.chat.id, world.bot.id, world.now())
    message.thread, message.reply_to = place.thread, place.reply_to
    return world.say(place.chat, message)
