"""A person speaks in a chat, or edits what they said."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.chats import Chat
from emulator.jsontext import Json, as_integer, as_object, as_text
from emulator.messages import Message
from emulator.people import Person
from emulator.refusals import SimRefusal
from emulator.sim.asked import asked, chat_in, member_of, message_in, number, words
from emulator.speech import reword, speak
from emulator.world import World


async def say(world: World, request: Request) -> JSONResponse:
    """One message; answers with its number."""
    chat = chat_in(world, request)
    body = await asked(request)
    person = _speaker(world, chat, body)
    message = _message(world, chat, person, body)
    message.text = as_text(body.get("text"))
    message.content = _content(body)
    if not message.text.strip() and not message.content:
        raise SimRefusal(400, 'a message needs a "text" or something to show')
    speak(world, chat, person, message)
    return JSONResponse({"message_id": message.message_id})


async def edit(world: World, request: Request) -> JSONResponse:
    """The person's own message says something else; the bot hears of the edit."""
    chat = chat_in(world, request)
    message = message_in(world, chat, int(request.path_params["message"]))
    if message.sender == world.bot.id:
        raise SimRefusal(403, "a person edits only own messages")
    reword(world, chat, message, words(await asked(request), "text"))
    return JSONResponse({"message_id": message.message_id})


def _speaker(world: World, chat: Chat, body: Json) -> Person:
    person = member_of(world, chat, number(body, "from"))
    if chat.private and person.blocked:
        raise SimRefusal(409, f"{person.id} has blocked the bot and must unblock it to write")
    return person


def _message(world: World, chat: Chat, person: Person, body: Json) -> Message:
    message = Message(chat.id, 0, person.id, int(world.now()))
    message.reply_to, message.thread = as_integer(body.get("reply_to")), as_integer(body.get("topic"))
    return message


def _content(body: Json) -> Json:
    content: Json = {}
    if location := as_object(body.get("location")):
        content["location"] = {"latitude": location.get("latitude"), "longitude": location.get("longitude")}
    return content
