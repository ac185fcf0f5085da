"""A text longer than one message can be (4096, Telegram) arrives in pieces; what comes together is one text again."""

from collections.abc import Sequence

from handlers.masking import Raw

_NEARLY_FULL = 3500
"""Phones cut at a space or a line end before the limit."""


def mended(updates: Sequence[Raw]) -> list[Raw]:
    """The updates, later pieces of a text put to its first one, so that it is answered once."""
    whole: list[Raw] = []
    for update in updates:
        first = next((one for one in reversed(whole) if _chat(one) == _chat(update)), None)
        if first is not None and _goes_on(first, update):
            whole[whole.index(first)] = _with(first, _text(first) + _text(update))
        else:
            whole.append(update)
    return whole


def _goes_on(first: Raw, later: Raw) -> bool:
    """Sent by the same person in the same second or the next, right after a piece that is nearly full."""
    one, other = _message(first), _message(later)
    if not (_text(first) and _text(later)) or one.get("from") != other.get("from"):
        return False
    full = len(_text(first)) >= _NEARLY_FULL and not (set(one) ^ set(other)) - {"entities"}
    return full and 0 <= _date(other) - _date(one) <= 1


def _with(update: Raw, text: str) -> Raw:
    return update | {"message": _message(update) | {"text": text}}


def _message(update: Raw) -> Raw:
    message = update.get("message")
    return message if isinstance(message, dict) else {}


def _chat(update: Raw) -> object:
    return _message(update).get("chat")


def _text(update: Raw) -> str:
    text = _message(update).get("text")
    return text if isinstance(text, str) else ""


def _date(message: Raw) -> int:
    date = message.get("date")
    return date if isinstance(date, int) else 0
