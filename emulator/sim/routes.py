"""The addresses under /sim."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emulator.sim import people, presses, reading, speaking
from emulator.world import World

Answer: TypeAlias = Callable[[World, Request], Awaitable[Response]]

_ANSWERS: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/sim/people", people.list_people),
    ("POST", "/sim/people", people.add_person),
    ("POST", "/sim/chats/{chat:integer}/blocked", people.set_blocked),
    ("GET", "/sim/chats/{chat:integer}/messages", reading.read_messages),
    ("POST", "/sim/chats/{chat:integer}/messages", speaking.say),
    ("PATCH", "/sim/chats/{chat:integer}/messages/{message:integer}", speaking.edit),
    ("POST", "/sim/chats/{chat:integer}/presses", presses.press),
)


def sim_routes(world: World) -> list[Route]:
    """Each address bound to this world."""
    return [Route(path, partial(answer, world), methods=[method]) for method, path, answer in _ANSWERS]
