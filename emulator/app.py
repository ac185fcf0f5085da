"""The emulator as one ASGI application: the Bot API, the person's side, the chat page."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from emulator.api import BotApi
from emulator.limits import Limits
from emulator.page_routes import page_routes
from emulator.people import BotProfile
from emulator.refusals import SimRefusal
from emulator.sim.routes import sim_routes
from emulator.store import Store
from emulator.world import World


class _Integer(Convertor[int]):
    """A whole number in an address, negative ones too: groups have such ids."""

    regex = "-?[0-9]+"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


def build(
    store: Store,
    *,
    token: str | None = None,
    now: Callable[[], float] = time.time,
    elapsed: Callable[[], float] | None = None,
    limits: bool = False,
    bot: BotProfile | None = None,
) -> Starlette:
    """A Telegram with one bot.

    `token` None lets any token in. `now` dates what is said; `elapsed` measures ages of queries and the pace of
    sending, and is `now` unless given (give time.monotonic where `now` runs faster than the world). `limits` keeps
    Telegram's pace.
    """
    register_url_convertor("integer", _Integer())
    world = World(store, token, now, elapsed or now, Limits(on=limits), bot or BotProfile())
    routes = [Route("/bot{token}/{method}", BotApi(world)), *sim_routes(world), *page_routes()]
    return Starlette(routes=routes, exception_handlers={SimRefusal: _sim_refused}, lifespan=partial(_live, world))


@asynccontextmanager
async def _live(world: World, _app: Starlette) -> AsyncIterator[None]:
    """What waited for the webhook before a restart is delivered after it; nothing is left unwritten at the end."""
    world.courier.wake()
    yield
    await world.courier.rest()
    world.store.journal.flush()


async def _sim_refused(_request: Request, refusal: Exception) -> JSONResponse:
    if not isinstance(refusal, SimRefusal):
        raise refusal
    return JSONResponse({"error": refusal.error}, refusal.status)
