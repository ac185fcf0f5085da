"""One Telegram with its bot: what it remembers, its clocks, and what only lives while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from emulator.bells import Bells
from emulator.calls import Calls
from emulator.chats import Chat
from emulator.faults import Faults
from emulator.jsontext import Json
from emulator.limits import Limits
from emulator.messages import Message
from emulator.people import BotProfile
from emulator.queries import Queries
from emulator.store import Store

UPDATES = "updates"
"""The bell that rings when an update waits, or when another poller takes over."""


@dataclass(slots=True)
class World:
    """`now` dates messages (seconds since 1970); `elapsed` measures waits: ages of queries, the pace of sending."""

    store: Store
    token: str | None
    now: Callable[[], float]
    elapsed: Callable[[], float]
    limits: Limits
    bot: BotProfile = field(default_factory=BotProfile)
    faults: Faults = field(default_factory=Faults)
    calls: Calls = field(default_factory=Calls)
    bells: Bells = field(default_factory=Bells)
    queries: Queries = field(default_factory=Queries)
    pollers: int = 0

    def say(self, chat: Chat, message: Message) -> Message:
        """The message stands in the chat under the chat's next number."""
        chat.last_message_id += 1
        message.message_id = chat.last_message_id
        self.store.save_chat(chat)
        self.changed(message)
        return message

    def changed(self, message: Message) -> None:
        """The message is new, edited or deleted: whoever watches the chat sees it."""
        self.store.save_message(message)
        self.bells.ring(message.chat)

    def tell(self, kind: str, body: Json) -> None:
        """The bot gets an update of this kind, unless it did not ask for such."""
        if self.store.subscription.wants(kind):
            self.store.updates.add({kind: body})
            self.bells.ring(UPDATES)

    def message(self, chat: int, message_id: int | None) -> Message | None:
        """The message unless it never was or is deleted."""
        history = self.store.histories.get(chat)
        return history.get(message_id) if history and message_id is not None else None
