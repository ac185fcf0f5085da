"""reply_markup: read, checked as Telegram checks it, and brought into one form."""

from emulator.jsontext import Json, as_list, as_object, as_text
from emulator.params import Params
from emulator.refusals import bad_request

DATA_LIMIT = 64
"""Bytes of callback_data."""
BUTTON_LIMIT = 100
_ACTIONS = ("url", "callback_data", "web_app", "login_url", "copy_text", "pay", "callback_game")
_INLINE_ACTIONS = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")
_KEYBOARD_WORDS = ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective", "input_field_placeholder")


def read_markup(params: Params) -> Json | None:
    """The keyboard of a message, or none. Refuses what Telegram refuses."""
    given = params.decoded("reply_markup", "reply keyboard markup")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        rows = _inline_rows(given["inline_keyboard"])
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in given:
        return _reply_keyboard(given)
    return given if given.get("remove_keyboard") or given.get("force_reply") else None


def inline_only(params: Params) -> Json | None:
    """The keyboard of an edited message: only an inline one can be there."""
    markup = read_markup(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _inline_rows(given: object) -> list[object]:
    if not isinstance(given, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    rows = [[_inline_button(button) for button in as_list(row)] for row in given]
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _inline_button(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = given.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    action = next((name for name in (*_ACTIONS, *_INLINE_ACTIONS) if given.get(name) not in {None, ""}), None)
    if action is None and not any(name in given for name in _INLINE_ACTIONS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if action == "callback_data":
        _check_data(given["callback_data"])
    if action == "url":
        _check_url(text, as_text(given["url"]))
    return {name: value for name, value in given.items() if value is not None}


def _check_data(data: object) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode("utf-8", "replace")) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(text: str, url: str) -> None:
    scheme, dots, rest = url.partition("://")
    if (dots and scheme.lower() in {"http", "https", "tg", "ton"} and rest) or (not dots and "." in url):
        return
    raise bad_request(
        f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL" if text else "BUTTON_URL_INVALID"
    )


def _reply_keyboard(given: Json) -> Json:
    rows = [[_reply_button(button) for button in as_list(row)] for row in as_list(given["keyboard"])]
    rows = [row for row in rows if row]
    if not rows:
        raise bad_request("reply keyboard markup must be non-empty")
    kept: Json = {name: given[name] for name in _KEYBOARD_WORDS if given.get(name)}
    return {"keyboard": rows} | kept


def _reply_button(given: object) -> Json:
    button: Json = {"text": given} if isinstance(given, str) else as_object(given)
    if not as_text(button.get("text")):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return button
