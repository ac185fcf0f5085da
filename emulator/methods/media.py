"""sendPhoto, sendDocument, sendVoice, sendMediaGroup."""

from dataclasses import replace

from emulator.jsontext import Json, as_text
from emulator.keyboards import read_markup
from emulator.media_input import media_content
from emulator.methods.sending import Place, bubble, place_of, put
from emulator.params import Params
from emulator.refusals import bad_request
from emulator.shapes import message_shape
from emulator.words import Words, read_caption
from emulator.world import World

ALBUM_LIMIT = 10


def send_photo(world: World, params: Params) -> Json:
    """The bot shows a picture."""
    return _send(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """The bot hands over a file."""
    return _send(world, params, "document")


def send_voice(world: World, params: Params) -> Json:
    """The bot plays a voice message."""
    return _send(world, params, "voice")


def _send(world: World, params: Params, kind: str) -> Json:
    caption, markup, place = read_caption(params), read_markup(params), place_of(world, params)
    content = media_content(world, params, kind, params.text(kind))
    extra: Json = {"show_caption_above_media": True} if params.flag("show_caption_above_media") else {}
    return message_shape(world, put(world, params, place, caption, content, markup, extra))


def send_media_group(world: World, params: Params) -> list[Json]:
    """The bot shows several pictures, or hands over several files, as one album."""
    items = [item for item in params.listed("media", "media") if isinstance(item, dict)]
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM_LIMIT:
        raise bad_request("too many messages to send as an album")
    place = place_of(world, params)
    bubbles = [_item(world, params, item) for item in items]
    if len({kind for kind, _, _ in bubbles}) > 1:
        raise bad_request("document can't be mixed with other media types")
    return _album(world, params, place, [(caption, content) for _, caption, content in bubbles])


def _item(world: World, params: Params, item: Json) -> tuple[str, Words, Json]:
    kind = as_text(item.get("type"))
    if kind not in {"photo", "document"}:
        raise bad_request(f"can't parse InputMedia: media type {kind or 'unknown'} is not supported here")
    caption = read_caption(replace(params, values=item))
    return kind, caption, media_content(world, params, kind, as_text(item.get("media")))


def _album(world: World, params: Params, place: Place, items: list[tuple[Words, Json]]) -> list[Json]:
    world.limits.take(place.chat.id, group=not place.chat.private, now=world.elapsed(), messages=len(items))
    album = world.new_album() if len(items) > 1 else None
    said = [bubble(world, params, place, words, content, album=album) for words, content in items]
    return [message_shape(world, message) for message in said]
