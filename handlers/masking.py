"""The guard at the door: raw updates are masked before anything of them is written."""

import re
from typing import TypeAlias

from services.privacy import mask

Raw: TypeAlias = dict[str, object]

# Where people's own words stand in an update; everything else is Telegram's.
_WORDS = frozenset({"text", "caption", "query", "title", "file_name", "address", "question", "quote", "description"})
# A place is kept to about one kilometre (B5), and nothing of how exactly it was measured.
_DEGREES = frozenset({"latitude", "longitude"})
_OF_A_PLACE = _DEGREES | {"live_period"}


# What JSON can carry and no database keeps as text: NUL, and halves of surrogate pairs. Lengths stay true.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
# What an update repeats of earlier messages: masked as well, but nothing the person has just said.
_ECHOES = frozenset({"callback_query", "reply_to_message", "pinned_message", "external_reply", "quote"})


def masked(update: Raw) -> Raw:
    """The update with every word of people masked at equal length.

    What was found in words just said is listed under "masked", so that the person can be told.
    """
    found: dict[str, None] = {}
    clean = _clean(update, found)
    return {**clean, "masked": list(found)} if found else clean


def _clean(value: Raw, found: dict[str, None]) -> Raw:
    return {key: _cleaned(key, inner, found) for key, inner in value.items()}


def _coarse(degrees: object) -> object:
    return round(degrees, 2) if isinstance(degrees, int | float) else None


def _cleaned(key: str, value: object, found: dict[str, None]) -> object:
    if key == "location" and isinstance(value, dict):
        return {name: _coarse(one) if name in _DEGREES else one for name, one in value.items() if name in _OF_A_PLACE}
    if key in _ECHOES:
        found = {}
    if isinstance(value, dict):
        return _clean(value, found)
    if isinstance(value, list):
        return [_cleaned(key, inner, found) for inner in value]
    if not isinstance(value, str):
        return value
    text = _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", value)
    if key not in _WORDS:
        return text
    result = mask(text)
    found.update(dict.fromkeys(result.found))
    return result.text
