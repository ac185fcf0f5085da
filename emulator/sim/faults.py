"""Failures on purpose, the pace, the call log and raw updates: what only tests and benches ask for."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.faults import Fault
from emulator.jsontext import Json, as_integer, as_text
from emulator.refusals import SimRefusal
from emulator.sim.asked import asked, asked_number, seconds
from emulator.world import World


async def add_fault(world: World, request: Request) -> JSONResponse:
    """Calls fail from now on as the rule says."""
    body = await asked(request)
    if unknown := body.keys() - {*_WORDS, *_NUMBERS, "delay", "share"}:
        raise SimRefusal(400, f"a fault has no {', '.join(sorted(unknown))}")
    return JSONResponse(world.faults.add(_fault(body)).as_json())


_WORDS = ("method", "drop", "description")
_NUMBERS = ("chat", "status", "retry_after", "times")


def _fault(body: Json) -> Fault:
    drop = as_text(body.get("drop")) or None
    if drop not in {None, "before", "after"}:
        raise SimRefusal(400, '"drop" is "before" or "after"')
    return Fault(
        method=as_text(body.get("method")) or "*",
        chat=as_integer(body.get("chat")),
        status=as_integer(body.get("status")),
        retry_after=as_integer(body.get("retry_after")),
        delay=seconds(body, "delay", 0),
        drop=drop,
        share=seconds(body, "share", 1),
        times=as_integer(body.get("times")),
        description=as_text(body.get("description")),
    )


async def list_faults(world: World, _request: Request) -> JSONResponse:
    """The rules, and how often each has struck."""
    return JSONResponse([fault.as_json() for fault in world.faults.rules()])


async def clear_faults(world: World, _request: Request) -> JSONResponse:
    """Telegram works again."""
    world.faults.clear()
    return JSONResponse([])


async def list_calls(world: World, request: Request) -> JSONResponse:
    """The calls after N, as far as they are remembered."""
    calls = world.calls.after(int(asked_number(request, "after")))
    return JSONResponse({"seq": world.calls.last, "calls": [call.as_json() for call in calls]})


async def show_limits(world: World, _request: Request) -> JSONResponse:
    """Whether Telegram's pace is kept."""
    return JSONResponse({"on": world.limits.on})


async def set_limits(world: World, request: Request) -> JSONResponse:
    """Telegram's pace is kept from now on, or not."""
    world.limits.on = bool((await asked(request)).get("on", True))
    return JSONResponse({"on": world.limits.on})


async def add_update(world: World, request: Request) -> JSONResponse:
    """The bot gets this update, whatever it says, also of a kind it did not ask for."""
    return JSONResponse({"update_id": world.tell_raw(await asked(request))})
