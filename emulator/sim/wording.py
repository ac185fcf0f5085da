"""What a person says without a file: words, a place, a sticker, a chosen inline result."""

from emulator.contents import place_content, sticker_content
from emulator.jsontext import Json, as_list, as_object, as_text
from emulator.messages import Bubble
from emulator.refusals import SimRefusal
from emulator.speech import pieces
from emulator.world import World


def worded(world: World, body: Json) -> list[Bubble]:
    """The bubbles of one request; several only where a text is longer than a message may be."""
    if location := as_object(body.get("location")):
        return [Bubble(content=_place(location))]
    if sticker := body.get("sticker"):
        return [Bubble(content=sticker_content(as_text(sticker) or "👍"))]
    if chosen := as_object(body.get("inline")):
        return [_chosen(world, chosen)]
    said = as_text(body.get("text")).strip()
    if not said:
        raise SimRefusal(400, 'a message needs a "text" or something to show')
    return [Bubble(piece) for piece in pieces(said)]


def _place(location: Json) -> Json:
    latitude, longitude = location.get("latitude"), location.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        raise SimRefusal(400, '"location" needs a "latitude" and a "longitude"')
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise SimRefusal(400, "this point is not on the globe")
    return place_content(latitude, longitude)


def _chosen(world: World, chosen: Json) -> Bubble:
    """An inline result stands in the chat as the person's own words, by way of the bot."""
    offer = world.offers.get(as_text(chosen.get("query_id")), {}).get(as_text(chosen.get("result_id")))
    if offer is None:
        raise SimRefusal(404, "there is no such inline result")
    entities = tuple(as_object(entity) for entity in as_list(offer["entities"]))
    markup = as_object(offer["markup"]) or None
    return Bubble(as_text(offer["text"]), entities, markup=markup, extra={"via_bot": world.bot.as_user()})
