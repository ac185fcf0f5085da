"""The words of a message: parse mode, entities, lengths."""

from dataclasses import dataclass

from emulator.entities import detected, trimmed, utf16_length
from emulator.html_reader import parse_html
from emulator.jsontext import Json, as_integer
from emulator.params import Params
from emulator.refusals import Refusal, bad_request, unparsable

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""core.telegram.org/bots/api: characters after entities parsing; counted in UTF-16 units."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text and its entities, as they stand in the message."""

    text: str = ""
    entities: tuple[Json, ...] = ()


def read_text(params: Params, *, too_long: str = "message is too long") -> Words:
    """The text of a message. Refuses none, and more than TEXT_LIMIT."""
    words = _read(params, "text", "entities")
    if not words.text:
        raise bad_request("message text is empty")
    if utf16_length(words.text) > TEXT_LIMIT:
        raise bad_request(too_long)
    return words


def read_caption(params: Params) -> Words:
    """The caption of a message, possibly none. Refuses more than CAPTION_LIMIT."""
    words = _read(params, "caption", "caption_entities")
    if utf16_length(words.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return words


def _read(params: Params, name: str, entities_name: str) -> Words:
    text, entities = _parsed(params, params.text(name), entities_name)
    text, entities = trimmed(text.replace("\r", "").replace("\0", ""), entities)
    return Words(text, tuple(detected(text, entities)))


def _parsed(params: Params, text: str, entities_name: str) -> tuple[str, list[Json]]:
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return parse_html(text)
    if mode in {"markdown", "markdownv2"}:
        raise unparsable("this emulator reads parse_mode HTML only")
    if mode not in {"", "none"}:
        raise bad_request("unsupported parse_mode")
    return text, [_checked(entity, text) for entity in params.listed(entities_name, "message entities")]


def _checked(entity: object, text: str) -> Json:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise _unreadable('Can\'t find field "type"')
    offset, length = as_integer(entity.get("offset")), as_integer(entity.get("length"))
    if offset is None or length is None:
        raise _unreadable('Can\'t find field "offset"' if offset is None else 'Can\'t find field "length"')
    if offset < 0 or length <= 0 or offset + length > utf16_length(text):
        raise bad_request(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
    return entity


def _unreadable(why: str) -> Refusal:
    return bad_request(f"can't parse MessageEntity: {why}")
