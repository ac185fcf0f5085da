"""A person types the bot's name and a few words, anywhere."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.jsontext import Json, as_list, as_object, as_text
from emulator.rendering import as_html
from emulator.sim.asked import asked, number, person_named, seconds
from emulator.world import World

PATIENCE = 10.0


async def ask(world: World, request: Request) -> JSONResponse:
    """Answers with what the bot offers, or with nothing after PATIENCE (or the body's "wait") seconds."""
    body = await asked(request)
    person = person_named(world, number(body, "from"))
    query = world.queries.ask(str(6_000_000_000 + world.store.count("query")), person.id, world.elapsed())
    typed: Json = {"id": query.id, "from": person.as_user(), "query": as_text(body.get("query")), "offset": ""}
    world.tell("inline_query", typed | {"chat_type": "sender"})
    try:
        answer = await asyncio.wait_for(asyncio.shield(query.answer), seconds(body, "wait", PATIENCE))
    except TimeoutError:
        return JSONResponse({"query_id": query.id, "answered": False, "results": []})
    world.offers[query.id] = {as_text(offer["id"]): offer for offer in map(as_object, as_list(answer["results"]))}
    shown = [_shown(offer) for offer in world.offers[query.id].values()]
    return JSONResponse({"query_id": query.id, "answered": True, "results": shown})


def _shown(offer: Json) -> Json:
    entities = [as_object(entity) for entity in as_list(offer["entities"])]
    told = {name: offer[name] for name in ("id", "title", "description")}
    return told | {"html": as_html(as_text(offer["text"]), entities)}
