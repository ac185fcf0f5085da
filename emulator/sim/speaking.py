"""A person speaks in a chat, or edits what they said."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.chats import Chat
from emulator.contents import place_content, sticker_content
from emulator.jsontext import Json, as_integer, as_object, as_text
from emulator.messages import Message
from emulator.people import Person
from emulator.refusals import SimRefusal
from emulator.sim.asked import asked, chat_in, member_of, message_in, number, words
from emulator.sim.attachments import Attachments, read_form
from emulator.speech import forwarded, pieces, reword, speak
from emulator.world import World


async def say(world: World, request: Request) -> JSONResponse:
    """One message, or several: an album, or a text longer than a message may be."""
    chat = chat_in(world, request)
    if request.headers.get("content-type", "").startswith("multipart/"):
        body, attachments = await read_form(request)
    else:
        body, attachments = await asked(request), Attachments()
    person = _speaker(world, chat, body)
    bubbles = attachments.bubbles(world) or _bubbles(world, body)
    album = world.new_album() if attachments.are_an_album else None
    said = [_message(world, chat, person, body, *bubble, album) for bubble in bubbles]
    ids = [speak(world, chat, person, message).message_id for message in said]
    return JSONResponse({"message_id": ids[0], "message_ids": ids})


async def edit(world: World, request: Request) -> JSONResponse:
    """The person's own message says something else; the bot hears of the edit."""
    chat = chat_in(world, request)
    message = message_in(world, chat, int(request.path_params["message"]))
    if message.sender == world.bot.id:
        raise SimRefusal(403, "a person edits only own messages")
    reword(world, chat, message, words(await asked(request), "text").strip())
    return JSONResponse({"message_id": message.message_id})


def _speaker(world: World, chat: Chat, body: Json) -> Person:
    person = member_of(world, chat, number(body, "from"))
    if chat.private and person.blocked:
        raise SimRefusal(403, f"{person.id} has blocked the bot and must unblock it to write")
    return person


def _bubbles(world: World, body: Json) -> list[tuple[str, Json]]:
    """Words and content of what was said without a file."""
    if location := as_object(body.get("location")):
        return [("", _place(location))]
    if sticker := body.get("sticker"):
        return [("", sticker_content(as_text(sticker) or "👍"))]
    if chosen := as_object(body.get("inline")):
        return [(as_text(_offer(world, chosen)["text"]), {})]
    said = as_text(body.get("text")).strip()
    if not said:
        raise SimRefusal(400, 'a message needs a "text" or something to show')
    return [(piece, {}) for piece in pieces(said)]


def _place(location: Json) -> Json:
    latitude, longitude = location.get("latitude"), location.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        raise SimRefusal(400, '"location" needs a "latitude" and a "longitude"')
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise SimRefusal(400, "this point is not on the globe")
    return place_content(latitude, longitude)


def _offer(world: World, chosen: Json) -> Json:
    """The inline result a person chose."""
    offer = world.offers.get(as_text(chosen.get("query_id")), {}).get(as_text(chosen.get("result_id")))
    if offer is None:
        raise SimRefusal(404, "there is no such inline result")
    return offer


def _message(
    world: World, chat: Chat, person: Person, body: Json, text: str, content: Json, album: str | None
) -> Message:
    message = Message(chat.id, 0, person.id, int(world.now()), text, content=content, album=album)
    message.reply_to = _existing(world, chat, body)
    message.thread = _thread(world, chat, body)
    if origin := body.get("forward_from"):
        message.extra = forwarded(world, origin)
    if chosen := as_object(body.get("inline")):
        offer = _offer(world, chosen)
        message.entities = [as_object(entity) for entity in _listed(offer["entities"])]
        message.markup = as_object(offer["markup"]) or None
        message.extra = {"via_bot": world.bot.as_user()}
    return message


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _existing(world: World, chat: Chat, body: Json) -> int | None:
    reply_to = as_integer(body.get("reply_to"))
    return message_in(world, chat, reply_to).message_id if reply_to else None


def _thread(world: World, chat: Chat, body: Json) -> int | None:
    topic = as_integer(body.get("topic"))
    if topic and (chat.id, topic) not in world.store.topics:
        raise SimRefusal(404, f"there is no topic {topic} in the chat {chat.id}")
    return topic or None
