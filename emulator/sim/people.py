"""Who is there: people, and whether they hear the bot."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.jsontext import Json, as_text
from emulator.membership import bot_member, tell_membership
from emulator.people import Person
from emulator.refusals import SimRefusal
from emulator.sim.asked import asked, chat_in, number, person_named, words
from emulator.world import World


async def list_people(world: World, _request: Request) -> JSONResponse:
    """Everybody, in the order they came."""
    people = sorted(world.store.people.values(), key=lambda person: person.id)
    return JSONResponse([_told(person) for person in people])


async def add_person(world: World, request: Request) -> JSONResponse:
    """A new person, or a new name and note for a known one."""
    body = await asked(request)
    person_id = number(body, "id")
    if person_id <= 0 or person_id == world.bot.id:
        raise SimRefusal(400, "a person's id is a positive number, and not the bot's")
    return JSONResponse(_told(world.store.add_person(person_id, words(body, "name"), as_text(body.get("note")))))


async def set_blocked(world: World, request: Request) -> JSONResponse:
    """The person will not hear the bot from now on, or will again; the bot is told."""
    chat = chat_in(world, request)
    if not chat.private:
        raise SimRefusal(400, "only a person can block the bot")
    person = person_named(world, chat.id)
    blocked = bool((await asked(request)).get("blocked", True))
    if blocked != person.blocked:
        before = bot_member(world, chat)
        person.blocked = blocked
        world.store.save_person(person)
        tell_membership(world, chat, person.id, before)
    return JSONResponse({"blocked": person.blocked})


def _told(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "note": person.note,
        "started": person.started,
        "blocked": person.blocked,
    }
