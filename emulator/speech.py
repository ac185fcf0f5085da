"""A person speaks: the message stands in the chat, and the bot hears of it if it may."""

from emulator.chats import Chat
from emulator.entities import detected, utf16_length
from emulator.jsontext import Json, as_integer
from emulator.messages import Message
from emulator.people import Person
from emulator.privacy import is_heard
from emulator.shapes import message_shape
from emulator.words import TEXT_LIMIT
from emulator.world import World


def speak(world: World, chat: Chat, person: Person, message: Message) -> Message:
    """The message stands there; in a private chat the bot may speak to this person from now on."""
    if chat.private and not person.started:
        person.started = True
        world.store.save_person(person)
    message.entities = detected(message.text, message.entities)
    world.say(chat, message)
    if is_heard(world, chat, message):
        world.tell("message", message_shape(world, message))
    return message


def reword(world: World, chat: Chat, message: Message, text: str) -> None:
    """The person's own message says something else now."""
    message.text, message.entities = text, detected(text, [])
    message.edit_date = int(world.now())
    world.changed(message)
    if is_heard(world, chat, message):
        world.tell("edited_message", message_shape(world, message))


def pieces(text: str) -> list[str]:
    """A text as a phone sends it: cut up where it is longer than a message may be."""
    cut: list[str] = [""]
    room = TEXT_LIMIT
    for character in text:
        units = utf16_length(character)
        if units > room:
            cut.append("")
            room = TEXT_LIMIT
        cut[-1] += character
        room -= units
    return cut


def forwarded(world: World, origin: object) -> Json:
    """Where a forwarded message comes from: a person here, or somebody known by name only."""
    date = int(world.now())
    person = as_integer(origin)
    if person is not None and person in world.store.people:
        user = world.store.people[person].as_user()
        return {"forward_origin": {"type": "user", "date": date, "sender_user": user}}
    return {"forward_origin": {"type": "hidden_user", "date": date, "sender_user_name": str(origin)}}


def announce(world: World, chat: Chat, by: int, notice: Json) -> Message:
    """A notice of the chat itself, such as that a member came; the bot hears of it."""
    message = world.say(chat, Message(chat.id, 0, by, int(world.now()), content=notice))
    world.tell("message", message_shape(world, message))
    return message
