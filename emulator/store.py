"""What Telegram remembers: people, chats, messages, topics, files, commands, pending updates."""

from collections import defaultdict
from pathlib import Path

from emulator.chats import SUPERGROUPS_BELOW, Chat
from emulator.counters import Counters
from emulator.files import StoredFile
from emulator.journal import Journal
from emulator.menus import Menu
from emulator.messages import History, Message
from emulator.people import Person
from emulator.topics import Topic
from emulator.updates import Subscription, UpdateQueue


class Store:
    """All of it in memory, and with a path also in one SQLite file, from which a later Store takes it up again."""

    def __init__(self, path: Path | None = None) -> None:
        self.journal = Journal(path)
        self.counters = next(self.journal.load("counters", Counters), None) or Counters()
        self.subscription = next(self.journal.load("subscription", Subscription), None) or Subscription()
        self.people = {person.id: person for person in self.journal.load("person", Person)}
        self.chats = {chat.id: chat for chat in self.journal.load("chat", Chat)}
        self.topics = {(topic.chat, topic.thread): topic for topic in self.journal.load("topic", Topic)}
        self.files = {file.id: file for file in self.journal.load("file", StoredFile)}
        self.menus = {menu.place: menu for menu in self.journal.load("menu", Menu)}
        self.updates = UpdateQueue(self.journal, self.counters)
        self.histories: defaultdict[int, History] = defaultdict(History)
        for message in sorted(self.journal.load("message", Message), key=lambda message: message.seq):
            self.histories[message.chat].put(message, message.seq)

    def add_person(self, person_id: int, name: str, note: str = "") -> Person:
        """Somebody with a phone, not yet talking to the bot; known before, they get the new name and note."""
        person = self.people.setdefault(person_id, Person(person_id, name))
        person.name, person.note = name, note
        self.save_person(person)
        if person_id not in self.chats:
            self.save_chat(Chat(person_id, "private"))
        return person

    def add_group(
        self, group_id: int, title: str, members: list[int], *, topics: bool = False, admin: bool = False
    ) -> Chat:
        """A group with the bot in it; known before, it keeps what was said and gets the new members and rights.

        A forum is always a supergroup, and so is an id of -100… .
        """
        kind = "supergroup" if topics or group_id < SUPERGROUPS_BELOW else "group"
        chat = self.chats.setdefault(group_id, Chat(group_id, kind))
        chat.kind, chat.title, chat.members, chat.forum, chat.admin = kind, title, list(members), topics, admin
        self.save_chat(chat)
        return chat

    def save_person(self, person: Person) -> None:
        """What changed about the person lasts."""
        self.people[person.id] = person
        self.journal.keep("person", str(person.id), person)

    def save_chat(self, chat: Chat) -> None:
        """What changed about the chat lasts."""
        self.chats[chat.id] = chat
        self.journal.keep("chat", str(chat.id), chat)

    def save_message(self, message: Message) -> None:
        """The message is new or changed: it moves to the end of its chat's changes."""
        self.counters.change += 1
        self.histories[message.chat].put(message, self.counters.change)
        self.journal.keep("counters", "", self.counters)
        self.journal.keep("message", f"{message.chat}/{message.message_id}", message)

    def save_topic(self, topic: Topic) -> None:
        """What changed about the topic lasts."""
        self.topics[topic.chat, topic.thread] = topic
        self.journal.keep("topic", f"{topic.chat}/{topic.thread}", topic)

    def save_file(self, file: StoredFile, body: bytes) -> None:
        """The file can be sent again and downloaded."""
        self.files[file.id] = file
        self.journal.keep("file", file.id, file)
        self.journal.keep_content(file.id, body)

    def save_menu(self, menu: Menu) -> None:
        """The commands or the button of one place; without content the place is as if never set."""
        if menu.empty:
            self.menus.pop(menu.place, None)
            self.journal.forget("menu", menu.place)
        else:
            self.menus[menu.place] = menu
            self.journal.keep("menu", menu.place, menu)

    def save_subscription(self, subscription: Subscription) -> None:
        """How the bot wants its updates lasts."""
        self.subscription = subscription
        self.journal.keep("subscription", "", subscription)

    def count(self, sort: str) -> int:
        """The next number of a sort: query or album."""
        number: int = getattr(self.counters, sort) + 1
        setattr(self.counters, sort, number)
        self.journal.keep("counters", "", self.counters)
        return number

    def close(self) -> None:
        """Writes what is left and lets go of the file."""
        self.journal.close()
