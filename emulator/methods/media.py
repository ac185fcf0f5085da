"""sendPhoto, sendDocument, sendVoice, sendMediaGroup."""

from dataclasses import replace

from emulator.jsontext import Json, as_text
from emulator.keyboards import read_markup
from emulator.media_input import media_content
from emulator.messages import Bubble
from emulator.methods.sending import marked, place_of, put, put_all
from emulator.params import Params
from emulator.refusals import bad_request
from emulator.shapes import message_shape
from emulator.words import read_caption
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
    above: Json = {"show_caption_above_media": True} if params.flag("show_caption_above_media") else {}
    content = media_content(world, params, kind, params.text(kind))
    bubble = Bubble(caption.text, caption.entities, content, markup, marked(params) | above)
    return message_shape(world, put(world, place, bubble))


def send_media_group(world: World, params: Params) -> list[Json]:
    """The bot shows several pictures, or hands over several files, as one album."""
    items = [item for item in params.listed("media", "media") if isinstance(item, dict)]
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM_LIMIT:
        raise bad_request("too many messages to send as an album")
    if len({as_text(item.get("type")) for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    place, album = place_of(world, params), world.new_album() if len(items) > 1 else None
    bubbles = [_item(world, params, item, album) for item in items]
    return [message_shape(world, message) for message in put_all(world, place, bubbles)]


def _item(world: World, params: Params, item: Json, album: str | None) -> Bubble:
    kind = as_text(item.get("type"))
    if kind not in {"photo", "document"}:
        raise bad_request(f"can't parse InputMedia: media type {kind or 'unknown'} is not supported here")
    caption = read_caption(replace(params, values=item))
    content = media_content(world, params, kind, as_text(item.get("media")))
    return Bubble(caption.text, caption.entities, content, extra=marked(params), album=album)
