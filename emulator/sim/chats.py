"""Which chats a phone has, and which of them changed."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.chats import Chat
from emulator.jsontext import Json
from emulator.people import Person
from emulator.sim.asked import asked_number, person_named
from emulator.sim.reading import LONGEST_WAIT, shown
from emulator.world import ANYWHERE, World


async def list_chats(world: World, request: Request) -> JSONResponse:
    """The private chat with the bot, then the person's groups."""
    person = person_named(world, int(asked_number(request, "person")))
    groups = [chat for chat in world.store.chats.values() if person.id in chat.members and chat.migrated_to is None]
    return JSONResponse([_told(world, person, chat) for chat in (world.store.chats[person.id], *groups)])


def _told(world: World, person: Person, chat: Chat) -> Json:
    history = world.store.histories.get(chat.id)
    last = history.last() if history else None
    topics = [topic for topic in world.store.topics.values() if topic.chat == chat.id]
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title or world.bot.name,
        "members": chat.members or [chat.id],
        "admin": chat.admin,
        "topics": [{"id": topic.thread, "name": topic.name, "closed": topic.closed} for topic in topics],
        "blocked": chat.private and person.blocked,
        "started": not chat.private or person.started,
        "seq": history.last_change if history else 0,
        "last": shown(world, chat, last) if last else None,
    }


async def list_changes(world: World, request: Request) -> JSONResponse:
    """The chats in which anything changed after SEQ; waits for a change if asked to."""
    after, wait = int(asked_number(request, "after")), min(asked_number(request, "wait"), LONGEST_WAIT)
    if world.store.counters.change <= after and wait > 0:
        await world.bells.wait(ANYWHERE, wait)
    changed = [chat for chat, history in world.store.histories.items() if history.last_change > after]
    return JSONResponse({"seq": max(after, world.store.counters.change), "chats": changed})
