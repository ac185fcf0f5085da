"""Groups: made, and upgraded to supergroups."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.chats import SUPERGROUPS_BELOW, Chat
from emulator.jsontext import Json, as_integer, as_list
from emulator.membership import tell_membership
from emulator.refusals import SimRefusal
from emulator.sim.asked import asked, number, person_named, words
from emulator.speech import announce
from emulator.world import World


async def add_group(world: World, request: Request) -> JSONResponse:
    """The group stands, the bot has been put into it by its first member and was told so."""
    body = await asked(request)
    group_id, members = _free_id(world, number(body, "id")), _members(world, body)
    topics, admin = bool(body.get("topics")), bool(body.get("admin"))
    chat = world.store.add_group(group_id, words(body, "title"), members, topics=topics, admin=admin)
    outside: Json = {"user": world.bot.as_user(), "status": "left"}
    tell_membership(world, chat, members[0], outside)
    announce(world, chat, members[0], {"new_chat_members": [world.bot.as_user()]})
    return JSONResponse({"id": chat.id, "title": chat.title, "members": members, "topics": topics, "admin": admin})


def _free_id(world: World, group_id: int) -> int:
    if group_id >= 0:
        raise SimRefusal(400, "a group's id is a negative number")
    if group_id in world.store.chats:
        raise SimRefusal(409, f"there is a chat {group_id} already")
    return group_id


def _members(world: World, body: Json) -> list[int]:
    members = [as_integer(member) for member in as_list(body.get("members"))]
    if not members:
        raise SimRefusal(400, '"members" must name at least one person')
    return [person_named(world, member or 0).id for member in members]


async def migrate(world: World, request: Request) -> JSONResponse:
    """The group becomes a supergroup with another id; whoever writes to the old one is told the new one."""
    old = world.store.chats.get(int(request.path_params["chat"]))
    if old is None or old.kind != "group" or old.migrated_to is not None:
        raise SimRefusal(409, "only a basic group can be upgraded")
    new_id = as_integer((await asked(request)).get("to")) or SUPERGROUPS_BELOW + old.id
    if new_id >= SUPERGROUPS_BELOW:
        raise SimRefusal(400, "a supergroup's id is -100 followed by its number")
    _upgrade(world, old, _free_id(world, new_id))
    return JSONResponse({"id": new_id})


def _upgrade(world: World, old: Chat, new_id: int) -> None:
    by = old.members[0]
    new = world.store.add_group(new_id, old.title, old.members, admin=old.admin)
    announce(world, old, by, {"migrate_to_chat_id": new_id})
    old.migrated_to = new_id
    world.store.save_chat(old)
    announce(world, new, by, {"migrate_from_chat_id": old.id})
