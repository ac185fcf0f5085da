"""The addresses under /sim."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emulator.sim import chats, faults, files, groups, inline, menus, people, presses, reading, speaking
from emulator.world import World

Answer: TypeAlias = Callable[[World, Request], Awaitable[Response]]

_ANSWERS: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/sim/bot", menus.show_bot),
    ("GET", "/sim/people", people.list_people),
    ("POST", "/sim/people", people.add_person),
    ("POST", "/sim/groups", groups.add_group),
    ("POST", "/sim/groups/{chat:integer}/migrate", groups.migrate),
    ("GET", "/sim/chats", chats.list_chats),
    ("GET", "/sim/changes", chats.list_changes),
    ("POST", "/sim/chats/{chat:integer}/blocked", people.set_blocked),
    ("GET", "/sim/chats/{chat:integer}/messages", reading.read_messages),
    ("POST", "/sim/chats/{chat:integer}/messages", speaking.say),
    ("PATCH", "/sim/chats/{chat:integer}/messages/{message:integer}", speaking.edit),
    ("POST", "/sim/chats/{chat:integer}/presses", presses.press),
    ("POST", "/sim/inline", inline.ask),
    ("GET", "/sim/commands", menus.list_commands),
    ("GET", "/sim/files/{file}", files.read_file),
    ("POST", "/sim/updates", faults.add_update),
    ("POST", "/sim/faults", faults.add_fault),
    ("GET", "/sim/faults", faults.list_faults),
    ("DELETE", "/sim/faults", faults.clear_faults),
    ("GET", "/sim/calls", faults.list_calls),
    ("GET", "/sim/limits", faults.show_limits),
    ("POST", "/sim/limits", faults.set_limits),
    ("GET", "/file/bot{token}/{path:path}", files.download),
)


def sim_routes(world: World) -> list[Route]:
    """Each address bound to this world."""
    return [Route(path, partial(_answered, world, answer), methods=[method]) for method, path, answer in _ANSWERS]


async def _answered(world: World, answer: Answer, request: Request) -> Response:
    """What the phone is told has been written down."""
    response = await answer(world, request)
    await world.store.journal.settled()
    return response
