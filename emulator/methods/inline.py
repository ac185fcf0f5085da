"""answerInlineQuery: what a person may choose from who typed the bot's name."""

from dataclasses import replace

from emulator.jsontext import Json, as_object, as_text
from emulator.keyboards import read_markup
from emulator.params import Params
from emulator.refusals import bad_request
from emulator.words import read_text
from emulator.world import World

RESULTS_LIMIT = 50
ID_LIMIT = 64


def answer_inline_query(world: World, params: Params) -> bool:
    """The phone shows the results."""
    given = params.listed("results", "inline query results")
    if len(given) > RESULTS_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    results = [_result(params, as_object(result)) for result in given]
    if len({as_text(result["id"]) for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if not world.queries.answer(params.text("inline_query_id"), {"results": results}, world.elapsed()):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return True


def _result(params: Params, given: Json) -> Json:
    """An article with the message it would send, parsed as that message will be."""
    if as_text(given.get("type")) != "article":
        raise bad_request("can't parse inline query result: only articles are supported here")
    result_id, title = as_text(given.get("id")), as_text(given.get("title"))
    if not 1 <= len(result_id.encode()) <= ID_LIMIT:
        raise bad_request("RESULT_ID_INVALID")
    if not title:
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    message = as_object(given.get("input_message_content"))
    words = read_text(replace(params, values=message | {"text": message.get("message_text")}))
    markup = read_markup(replace(params, values=given))
    shape: Json = {"id": result_id, "title": title, "description": as_text(given.get("description"))}
    return shape | {"text": words.text, "entities": list(words.entities), "markup": markup}
