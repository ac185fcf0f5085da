"""A person speaks: the message stands in the chat, and the bot hears of it if it may."""

from emulator.chats import Chat
from emulator.entities import detected
from emulator.messages import Message
from emulator.people import Person
from emulator.privacy import is_heard
from emulator.shapes import message_shape
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
