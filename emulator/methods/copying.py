"""copyMessage: the same words and content once more, by the bot."""

from emulator.jsontext import Json
from emulator.keyboards import read_markup
from emulator.messages import Bubble, Message
from emulator.methods.sending import marked, place_of, put
from emulator.params import Params
from emulator.reach import known_chat, named_message
from emulator.refusals import bad_request
from emulator.words import Words, read_caption
from emulator.world import World

COPIED = frozenset({"photo", "document", "voice", "location", "sticker"})


def copy_message(world: World, params: Params) -> Json:
    """Answers with the copy's number only, as Telegram does."""
    original = named_message(world, params, known_chat(world, params, "from_chat_id"), "message to copy")
    if not original.text and COPIED.isdisjoint(original.content):
        raise bad_request("message can't be copied")
    words, markup = _words(params, original), read_markup(params)
    content = {name: value for name, value in original.content.items() if name in COPIED}
    copy = Bubble(words.text, words.entities, content, markup, marked(params))
    return {"message_id": put(world, place_of(world, params), copy).message_id}


def _words(params: Params, original: Message) -> Words:
    """A caption in the call replaces the original's; an empty one removes it."""
    if original.captioned and "caption" in params.values:
        return read_caption(params)
    return Words(original.text, tuple(original.entities))
