"""What a phone shows of a chat."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from emulator.chats import Chat
from emulator.jsontext import Json, as_integer, as_list, as_object, as_text
from emulator.messages import Message
from emulator.rendering import as_html
from emulator.shapes import user_shape
from emulator.sim.asked import asked_number, chat_in
from emulator.world import World

LONGEST_WAIT = 60.0


async def read_messages(world: World, request: Request) -> JSONResponse:
    """What was sent, edited or deleted after SEQ, each message as it is now; waits for something if asked to."""
    chat = chat_in(world, request)
    after, wait = int(asked_number(request, "after")), min(asked_number(request, "wait"), LONGEST_WAIT)
    history = world.store.histories[chat.id]
    messages = history.changed_after(after)
    if not messages and wait > 0:
        await world.bells.wait(chat.id, wait)
        messages = history.changed_after(after)
    last = messages[-1].seq if messages else after
    return JSONResponse({"seq": last, "messages": [shown(world, chat, message) for message in messages]})


def shown(world: World, chat: Chat, message: Message) -> Json:
    """One bubble. A deleted one keeps its place and nothing else."""
    by_bot = message.sender == world.bot.id
    place: Json = {
        "seq": message.seq,
        "message_id": message.message_id,
        "from": "bot" if by_bot else message.sender,
        "from_name": as_text(user_shape(world, message.sender)["first_name"]),
        "date": message.date,
        "edited": message.edit_date is not None,
        "deleted": message.deleted,
        "reply_to": message.reply_to,
        "topic": message.thread,
        "album": message.album,
        "pinned": message.message_id in chat.pinned,
    }
    return place | (_blank() if message.deleted else _content(message))


def _blank() -> Json:
    return _content(Message(0, 0, 0, 0))


def _content(message: Message) -> Json:
    keyboard = message.markup or {}
    return {
        "text": message.text,
        "html": as_html(message.text, message.entities),
        "buttons": [[as_text(button["text"]) for button in row] for row in message.buttons],
        "links": [[button.get("url") for button in row] for row in message.buttons],
        "keyboard": [[_label(button) for button in as_list(row)] for row in as_list(keyboard.get("keyboard"))],
        "keyboard_removed": bool(keyboard.get("remove_keyboard")),
        "keyboard_once": bool(keyboard.get("one_time_keyboard")),
        "placeholder": keyboard.get("input_field_placeholder"),
        "reactions": [as_text(reaction.get("emoji")) for reaction in message.reactions],
        "forwarded_from": _origin(as_object(message.extra.get("forward_origin"))),
    } | _attached(message.content)


def _label(button: object) -> str:
    return as_text(as_object(button).get("text"))


def _attached(content: Json) -> Json:
    sizes = as_list(content.get("photo"))
    document, voice = as_object(content.get("document")), as_object(content.get("voice"))
    return {
        "photo": _url(as_object(sizes[-1])) if sizes else None,
        "document": {"name": document["file_name"], "url": _url(document), "size": document["file_size"]}
        if document
        else None,
        "voice": {"url": _url(voice), "duration": as_integer(voice.get("duration"))} if voice else None,
        "location": content.get("location"),
        "sticker": as_object(content.get("sticker")).get("emoji"),
        "service": _service(content),
    }


def _origin(origin: Json) -> str | None:
    user = as_object(origin.get("sender_user"))
    return as_text(user.get("first_name")) or as_text(origin.get("sender_user_name")) or None


def _url(file: Json) -> str:
    return f"/sim/files/{file['file_id']}"


def _service(content: Json) -> str | None:
    """Which notice of the chat itself this is, such as new_chat_members; None for what somebody said."""
    named = {"photo", "document", "voice", "location", "sticker"}
    return next((name for name in content if name not in named), None)
