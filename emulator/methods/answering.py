"""answerCallbackQuery and answerInlineQuery: what a pressed button or a typed query gets."""

from emulator.entities import utf16_length
from emulator.jsontext import Json
from emulator.params import Params
from emulator.refusals import bad_request
from emulator.world import World

TOAST_LIMIT = 200


def answer_callback_query(world: World, params: Params) -> bool:
    """The phone stops waiting and shows the toast, if there is one."""
    text = params.text("text")
    if utf16_length(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    toast: Json = {"toast": text or None, "alert": params.flag("show_alert"), "url": params.text("url") or None}
    if not world.queries.answer(params.text("callback_query_id"), toast, world.elapsed()):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return True
