"""A person presses a button under a message."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.jsontext import Json
from emulator.messages import Message
from emulator.people import Person
from emulator.refusals import SimRefusal
from emulator.shapes import message_shape
from emulator.sim.asked import asked, chat_in, member_of, message_in, number, seconds, words
from emulator.world import World

PATIENCE = 10.0
"""Seconds a phone shows the waiting circle here."""

UNANSWERED: Json = {"toast": None, "alert": False, "url": None, "answered": False}


async def press(world: World, request: Request) -> JSONResponse:
    """Answers with the toast once the bot has answered, without one after PATIENCE (or the body's "wait") seconds."""
    chat = chat_in(world, request)
    body = await asked(request)
    person = member_of(world, chat, number(body, "from"))
    message = message_in(world, chat, number(body, "message_id"))
    button = _button(message, words(body, "label"))
    if "callback_data" not in button:
        return JSONResponse(UNANSWERED | {"url": button.get("url")})
    return JSONResponse(await _ask(world, person, message, button, seconds(body, "wait", PATIENCE)))


def _button(message: Message, label: str) -> Json:
    for row in message.buttons:
        for button in row:
            if button["text"] == label:
                return button
    raise SimRefusal(404, f"message {message.message_id} has no button {label}")


async def _ask(world: World, person: Person, message: Message, button: Json, patience: float) -> Json:
    query = world.queries.ask(str(4_000_000_000 + world.store.count("query")), person.id, world.elapsed())
    pressed: Json = {"id": query.id, "from": person.as_user(), "message": message_shape(world, message)}
    instance = str(message.chat * 7919)
    world.tell("callback_query", pressed | {"chat_instance": instance, "data": button["callback_data"]})
    try:
        answer = await asyncio.wait_for(asyncio.shield(query.answer), patience)
    except TimeoutError:
        return UNANSWERED
    return answer | {"answered": True}
