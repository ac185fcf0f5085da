"""What a script asks for: its JSON, its numbers, the people and chats it names."""

from starlette.requests import Request

from emulator import jsontext
from emulator.chats import Chat
from emulator.jsontext import Json
from emulator.messages import Message
from emulator.people import Person
from emulator.refusals import SimRefusal
from emulator.world import World


async def asked(request: Request) -> Json:
    """The JSON object of the request."""
    try:
        body = jsontext.load(await request.body() or b"{}")
    except ValueError:
        raise SimRefusal(400, "the body is not JSON") from None
    if not isinstance(body, dict):
        raise SimRefusal(400, "the body is not a JSON object")
    return body


def number(body: Json, name: str) -> int:
    """A whole number that must be there."""
    value = jsontext.as_integer(body.get(name))
    if value is None:
        raise SimRefusal(400, f'"{name}" must be a whole number')
    return value


def words(body: Json, name: str) -> str:
    """Words that must be there and not be empty."""
    value = jsontext.as_text(body.get(name))
    if not value:
        raise SimRefusal(400, f'"{name}" must be a text')
    return value


def seconds(body: Json, name: str, otherwise: float) -> float:
    """A number that may be missing; not negative."""
    value = body.get(name, otherwise)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise SimRefusal(400, f'"{name}" must be a number')
    return float(value)


def asked_number(request: Request, name: str) -> float:
    """A number in the address; 0 where it is missing."""
    try:
        return float(request.query_params.get(name) or 0)
    except ValueError:
        raise SimRefusal(400, f'"{name}" must be a number') from None


def person_named(world: World, person_id: int) -> Person:
    """The person with this id."""
    if (person := world.store.people.get(person_id)) is None:
        raise SimRefusal(404, f"nobody has the id {person_id}")
    return person


def chat_in(world: World, request: Request) -> Chat:
    """The chat the address names; an upgraded group leads to its supergroup."""
    chat = world.store.chats.get(int(request.path_params["chat"]))
    if chat is not None and chat.migrated_to is not None:
        chat = world.store.chats.get(chat.migrated_to)
    if chat is None:
        raise SimRefusal(404, f"there is no chat {request.path_params['chat']}")
    return chat


def member_of(world: World, chat: Chat, person_id: int) -> Person:
    """The person, who must have a place in the chat."""
    person = person_named(world, person_id)
    if person_id != chat.id and person_id not in chat.members:
        raise SimRefusal(403, f"{person_id} is not in the chat {chat.id}")
    return person


def message_in(world: World, chat: Chat, message_id: int) -> Message:
    """The message, which must not be deleted."""
    if (message := world.message(chat.id, message_id)) is None:
        raise SimRefusal(404, f"there is no message {message_id} in the chat {chat.id}")
    return message
