"""What was said: a message, and the history of one chat."""

from dataclasses import dataclass, field

from emulator.jsontext import Json

CAPTIONED = frozenset({"photo", "document", "voice", "video", "audio", "animation"})
"""Content whose words are a caption, not a text."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """What a message shows, before it stands in any chat. `content` and `extra` are in the Bot API's own shape."""

    text: str = ""
    entities: tuple[Json, ...] = ()
    content: Json = field(default_factory=dict)
    markup: Json | None = None
    extra: Json = field(default_factory=dict)
    album: str | None = None


@dataclass(slots=True)
class Message:
    """What somebody said. `content` is what stands beside the words; `extra` is about the message itself.

    `date` and `edit_date` are seconds since 1970; `seq` moves with each change.
    """

    chat: int
    message_id: int
    sender: int
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    content: Json = field(default_factory=dict)
    markup: Json | None = None
    reply_to: int | None = None
    thread: int | None = None
    album: str | None = None
    edit_date: int | None = None
    deleted: bool = False
    reactions: list[Json] = field(default_factory=list)
    extra: Json = field(default_factory=dict)
    seq: int = 0

    @classmethod
    def of(cls, bubble: Bubble, chat: int, sender: int, now: float) -> "Message":
        """A message that has no number yet: it gets one when it is said."""
        message = cls(chat, 0, sender, int(now), bubble.text, list(bubble.entities), bubble.content, bubble.markup)
        message.extra, message.album = bubble.extra, bubble.album
        return message

    @property
    def captioned(self) -> bool:
        """Whether the words are a caption."""
        return not CAPTIONED.isdisjoint(self.content)

    @property
    def buttons(self) -> list[list[Json]]:
        """The inline keyboard's rows; none where there is no such keyboard."""
        rows = (self.markup or {}).get("inline_keyboard")
        return rows if isinstance(rows, list) else []


class History:
    """One chat's messages by id, and in the order of their last change."""

    def __init__(self) -> None:
        self._by_id: dict[int, Message] = {}
        self._changes: dict[int, Message] = {}

    def put(self, message: Message, seq: int) -> None:
        """Adds the message, or moves it to the end of the changes, with its new `seq`."""
        self._changes.pop(message.seq, None)
        message.seq = seq
        self._changes[seq] = message
        self._by_id[message.message_id] = message

    def get(self, message_id: int) -> Message | None:
        """The message unless it never was or is deleted."""
        message = self._by_id.get(message_id)
        return None if message is None or message.deleted else message

    @property
    def last_change(self) -> int:
        """The greatest `seq`; 0 where nothing was ever said."""
        return next(reversed(self._changes), 0)

    def last(self) -> Message | None:
        """The newest message that is not deleted."""
        return next((message for message in reversed(self._by_id.values()) if not message.deleted), None)

    def changed_after(self, seq: int) -> list[Message]:
        """What was sent, edited or deleted after `seq`, oldest change first; costs only what it returns."""
        found: list[Message] = []
        for at in reversed(self._changes):
            if at <= seq:
                break
            found.append(self._changes[at])
        found.reverse()
        return found
