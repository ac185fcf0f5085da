"""getUpdates: the bot fetches what happened, waiting for it if it likes."""

import asyncio

from starlette.types import Receive

from emulator.jsontext import Json
from emulator.params import Params
from emulator.refusals import conflict
from emulator.world import UPDATES, World

LONGEST_POLL = 50
MOST_AT_ONCE = 100


async def get_updates(world: World, params: Params, receive: Receive) -> list[Json]:
    """The pending updates from `offset` on, waiting up to `timeout` seconds for one.

    1. A webhook excludes polling (409).
    2. This poller takes over: one that still waits is ended with 409.
    3. Smaller ids than `offset` are confirmed, that is, forgotten.
    4. It waits until something is there, its time is over, the caller has gone, or another poller takes over.
    """
    if world.store.subscription.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    world.pollers += 1
    seat = world.pollers
    world.bells.ring(UPDATES)
    subscribe(world, params)
    world.store.updates.confirm_below(params.integer("offset") or 0)
    limit = min(max(params.integer("limit") or MOST_AT_ONCE, 1), MOST_AT_ONCE)
    await _wait(world, seat, min(params.integer("timeout") or 0, LONGEST_POLL), receive)
    if world.pollers != seat:
        raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
    return world.store.updates.first(limit)


def subscribe(world: World, params: Params) -> None:
    """allowed_updates, where given, holds until others are given; an empty list restores the default."""
    if not params.has("allowed_updates"):
        return
    allowed = [str(kind) for kind in params.listed("allowed_updates", "allowed updates")]
    if allowed != world.store.subscription.allowed:
        world.store.subscription.allowed = allowed
        world.store.save_subscription(world.store.subscription)


async def _wait(world: World, seat: int, seconds: float, receive: Receive) -> None:
    if len(world.store.updates) or seconds <= 0:
        return
    rung = asyncio.ensure_future(_until_something(world, seat))
    gone = asyncio.ensure_future(_until_gone(receive))
    try:
        await asyncio.wait({rung, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        rung.cancel()
        gone.cancel()


async def _until_something(world: World, seat: int) -> None:
    while not len(world.store.updates) and world.pollers == seat and not world.store.subscription.url:
        await world.bells.wait(UPDATES, LONGEST_POLL)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
