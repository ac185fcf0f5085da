"""One Telegram with its bot: what it remembers, its clocks, and what only lives while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from emulator.bells import Bells
from emulator.calls import Calls
from emulator.chats import Chat
from emulator.courier import Courier
from emulator.faults import Faults
from emulator.jsontext import Json
from emulator.limits import Limits
from emulator.messages import Message
from emulator.people import BotProfile
from emulator.queries import Queries
from emulator.store import Store

UPDATES = "updates"
"""The bell that rings when an update waits, or when another poller takes over."""
ANYWHERE = "anywhere"
"""The bell that rings when something is said, edited or deleted in any chat."""


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
    offers: dict[str, dict[str, Json]] = field(default_factory=dict)
    pollers: int = 0
    courier: Courier = field(init=False)

    def __post_init__(self) -> None:
        self.courier = Courier(self.store, self.bells, self.now)

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
        self.bells.ring(ANYWHERE)

    def tell(self, kind: str, body: Json) -> None:
        """The bot gets an update of this kind, unless it did not ask for such."""
        if self.store.subscription.wants(kind):
            self.tell_raw({kind: body})

    def tell_raw(self, update: Json) -> int:
        """The bot gets this update as it is; answers with its id."""
        update_id = self.store.updates.add(update)
        self.bells.ring(UPDATES)
        self.courier.wake()
        return update_id

    def new_album(self) -> str:
        """The media_group_id that holds an album together."""
        return str(13_850_000_000_000_000 + self.store.count("album"))

    def message(self, chat: int, message_id: int | None) -> Message | None:
        """The message unless it never was or is deleted."""
        history = self.store.histories.get(chat)
        return history.get(message_id) if history and message_id is not None else None
