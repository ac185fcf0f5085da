"""Edits in place: text, caption, inline keyboard."""

from emulator.jsontext import Json
from emulator.keyboards import inline_only
from emulator.messages import Message
from emulator.params import Params
from emulator.reach import named_message, reachable_chat
from emulator.refusals import bad_request
from emulator.shapes import message_shape
from emulator.words import Words, read_caption, read_text
from emulator.world import World


def edit_message_text(world: World, params: Params) -> Json:
    """The words of a text message are others from now on; without a keyboard in the call the old one goes."""
    words, markup = read_text(params, too_long="MESSAGE_TOO_LONG"), inline_only(params)
    message = _editable(world, params)
    if message.captioned or message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, message, words, markup)


def edit_message_caption(world: World, params: Params) -> Json:
    """The words under a picture or a document are others from now on."""
    words, markup = read_caption(params), inline_only(params)
    message = _editable(world, params)
    if not message.captioned:
        raise bad_request("there is no caption in the message to edit")
    return _edited(world, message, words, markup)


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Only the buttons change; without any in the call they go."""
    markup = inline_only(params)
    message = _editable(world, params)
    return _edited(world, message, Words(message.text, tuple(message.entities)), markup)


def _editable(world: World, params: Params) -> Message:
    """The bot's own message, unless a reply keyboard came with it: such a message cannot be edited."""
    message = named_message(world, params, reachable_chat(world, params), "message to edit")
    if message.sender != world.bot.id or (message.markup and "inline_keyboard" not in message.markup):
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, message: Message, words: Words, markup: Json | None) -> Json:
    if (message.text, tuple(message.entities), message.markup) == (words.text, words.entities, markup):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    message.text, message.entities, message.markup = words.text, list(words.entities), markup
    message.edit_date = int(world.now())
    world.changed(message)
    return message_shape(world, message)
