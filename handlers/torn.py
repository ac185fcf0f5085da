"""A text longer than one message can be (4096, Telegram) arrives in pieces; what comes together is one text again."""

from collections.abc import Sequence

from handlers.masking import Raw

_NEARLY_FULL = 3500
"""Phones cut at a space or a line end before the limit."""


def mended(updates: Sequence[Raw]) -> list[Raw]:
    """The updates, later pieces of a text put to its first one, so that it is answered once."""
    whole: list[Raw] = []
    last: dict[object, int] = {}
    for update in updates:
        place = last.get(_chat(update))
        if place is not None and _goes_on(whole[place], update):
            whole[place] = _with(whole[place], _text(whole[place]) + _text(update))
        else:
            last[_chat(update)] = len(whole)
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
    """The number of the chat; of what is no message or of an odd one, something no text goes on after."""
    chat = _message(update).get("chat")
    return str(chat.get("id")) if isinstance(chat, dict) else None


def _text(update: Raw) -> str:
    text = _message(update).get("text")
    return text if isinstance(text, str) else ""


def _date(message: Raw) -> int:
    date = message.get("date")
    return date if isinstance(date, int) else 0
