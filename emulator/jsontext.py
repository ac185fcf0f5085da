"""JSON as it travels: the alias for a decoded object, the bytes that go out, the values that come in."""

import json
from collections.abc import Callable
from typing import TypeAlias

Json: TypeAlias = dict[str, object]

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump(value: object) -> bytes:
    """Compact UTF-8; lone surrogates (a phone can send half an emoji) become question marks instead of a failure."""
    return _encoder.encode(value).encode("utf-8", "replace")


def load(text: str | bytes) -> object:
    """The decoded value. Raises ValueError for what is not JSON."""
    value: object = json.loads(text)
    return value


def record_dumper() -> Callable[[object], str]:
    """Encodes a slotted dataclass as an object of its fields, without the copying of dataclasses.asdict."""
    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_fields).encode


def _fields(record: object) -> Json:
    names: tuple[str, ...] = getattr(record, "__slots__", ())
    if not names:
        raise TypeError(f"not a record: {record!r}")
    return {name: getattr(record, name) for name in names}


def as_object(value: object) -> Json:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """The value where it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def as_integer(value: object) -> int | None:
    """The value where it is an integer or its decimal notation, else None (a boolean is not a number here)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    try:
        return int(value) if isinstance(value, str) else None
    except ValueError:
        return None
