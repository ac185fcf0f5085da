"""A person speaks in a chat, or edits what they said."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.chats import Chat
from emulator.jsontext import Json, as_integer
from emulator.messages import Message
from emulator.people import Person
from emulator.refusals import SimRefusal
from emulator.sim.asked import asked, chat_in, member_of, message_in, number, words
from emulator.sim.attachments import Attachments, read_form
from emulator.sim.wording import worded
from emulator.speech import forwarded, reword, speak
from emulator.world import World


async def say(world: World, request: Request) -> JSONResponse:
    """One message, or several: an album, or a text longer than a message may be."""
    chat = chat_in(world, request)
    body, attachments = await _read(request)
    person = _speaker(world, chat, body)
    reply_to, thread, origin = _answered(world, chat, body), _thread(world, chat, body), _origin(world, body)
    ids: list[int] = []
    for bubble in attachments.bubbles(world) or worded(world, body):
        message = Message.of(bubble, chat.id, person.id, world.now())
        message.reply_to, message.thread, message.extra = reply_to, thread, message.extra | origin
        ids.append(speak(world, chat, person, message).message_id)
    return JSONResponse({"message_id": ids[0], "message_ids": ids})


async def edit(world: World, request: Request) -> JSONResponse:
    """The person's own message says something else; the bot hears of the edit."""
    chat = chat_in(world, request)
    message = message_in(world, chat, int(request.path_params["message"]))
    if message.sender == world.bot.id:
        raise SimRefusal(403, "a person edits only own messages")
    reword(world, chat, message, words(await asked(request), "text").strip())
    return JSONResponse({"message_id": message.message_id})


async def _read(request: Request) -> tuple[Json, Attachments]:
    if request.headers.get("content-type", "").startswith("multipart/"):
        return await read_form(request)
    return await asked(request), Attachments()


def _speaker(world: World, chat: Chat, body: Json) -> Person:
    person = member_of(world, chat, number(body, "from"))
    if chat.private and person.blocked:
        raise SimRefusal(403, f"{person.id} has blocked the bot and must unblock it to write")
    return person


def _answered(world: World, chat: Chat, body: Json) -> int | None:
    reply_to = as_integer(body.get("reply_to"))
    return message_in(world, chat, reply_to).message_id if reply_to else None


def _thread(world: World, chat: Chat, body: Json) -> int | None:
    topic = as_integer(body.get("topic"))
    if topic and (chat.id, topic) not in world.store.topics:
        raise SimRefusal(404, f"there is no topic {topic} in the chat {chat.id}")
    return topic or None


def _origin(world: World, body: Json) -> Json:
    origin = body.get("forward_from")
    return forwarded(world, origin) if origin else {}
