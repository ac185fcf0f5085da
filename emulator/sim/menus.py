"""What a phone shows of the bot itself: its name, and the commands of its menu."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.jsontext import Json
from emulator.sim.asked import asked_number, person_named
from emulator.world import World


async def show_bot(world: World, _request: Request) -> JSONResponse:
    """Who the bot is."""
    bot = world.bot
    return JSONResponse({"id": bot.id, "name": bot.name, "username": bot.username, "description": bot.description})


async def list_commands(world: World, request: Request) -> JSONResponse:
    """The commands of the narrowest scope that has any, Chinese ones before those of no language."""
    person = person_named(world, int(asked_number(request, "person")))
    return JSONResponse(_commands(world, person.id, int(asked_number(request, "chat")) or person.id))


def _commands(world: World, person: int, chat: int) -> list[Json]:
    """core.telegram.org/bots/api#determining-list-of-commands."""
    private = [f"chat/{chat}", "all_private_chats", "default"]
    group = [f"chat_member/{chat}/{person}", f"chat/{chat}", "all_group_chats", "default"]
    for scope in private if person == chat else group:
        for language in ("zh", ""):
            menu = world.store.menus.get(f"{scope}/{language}")
            if menu is not None:
                return menu.commands
    return []
