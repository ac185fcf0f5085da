"""Entities: how Telegram counts, orders, trims and finds them in plain words."""

import re

from emulator.jsontext import Json

_HINT = re.compile(r"[/@#.]")
_FOUND = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>\"'，。；、！？）》」]+)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\w/<>]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w))"
    r"|(?P<hashtag>(?<!\w)#(?!\d+\b)\w{1,256}(?!#))"
)
"""After td's find_bot_commands, find_mentions and find_hashtags: 汉字 are word characters there too, so 「问@bot」 and
「/help吧」 hold neither a mention nor a command."""
_ORDER = ("expandable_blockquote", "blockquote", "pre", "code", "text_link", "bold", "italic")


def utf16_length(text: str) -> int:
    """How Telegram counts: characters beyond the basic plane are two units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of the text an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def in_telegrams_order(entities: list[Json]) -> list[Json]:
    """By offset, the longer first, so that what is outside stands before what is inside."""
    return sorted(entities, key=_place)


def _place(entity: Json) -> tuple[int, int, int]:
    offset, length, kind = entity["offset"], entity["length"], str(entity["type"])
    rank = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return (offset if isinstance(offset, int) else 0, -length if isinstance(length, int) else 0, rank)


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text without white space around it, the entities moved and clipped along; an empty one is dropped."""
    kept = text.strip()
    if kept == text:
        return text, entities
    before, length = utf16_length(text[: len(text) - len(text.lstrip())]), utf16_length(kept)
    moved: list[Json] = []
    for entity in entities:
        start, stop = _span(entity)
        start, stop = max(0, start - before), min(length, stop - before)
        if start < stop:
            moved.append(entity | {"offset": start, "length": stop - start})
    return kept, moved


def _span(entity: Json) -> tuple[int, int]:
    offset, length = entity.get("offset"), entity.get("length")
    start = offset if isinstance(offset, int) else 0
    return start, start + (length if isinstance(length, int) else 0)


def detected(text: str, entities: list[Json]) -> list[Json]:
    """The given entities and the commands, links, mentions and hashtags Telegram finds by itself outside code."""
    if _HINT.search(text) is None:
        return entities
    taken = [_span(entity) for entity in entities if entity["type"] in {"pre", "code", "text_link", "text_mention"}]
    found = [entity for entity in _in_plain_words(text) if not any(_overlap(_span(entity), span) for span in taken)]
    return in_telegrams_order([*entities, *found]) if found else entities


def _in_plain_words(text: str) -> list[Json]:
    found: list[Json] = []
    for match in _FOUND.finditer(text):
        offset, length = utf16_length(text[: match.start()]), utf16_length(match.group())
        found.append({"type": str(match.lastgroup), "offset": offset, "length": length})
    return found


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
