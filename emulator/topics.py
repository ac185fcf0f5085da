"""The topics of a forum."""

from dataclasses import dataclass

from emulator.jsontext import Json

COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
"""The colours Telegram allows a topic's icon."""


@dataclass(slots=True)
class Topic:
    """A thread of its own within a group; its id is that of the message which opened it."""

    chat: int
    thread: int
    name: str
    icon_color: int = COLOURS[0]
    closed: bool = False

    def as_forum_topic(self) -> Json:
        """The Bot API's ForumTopic."""
        return {"message_thread_id": self.thread, "name": self.name, "icon_color": self.icon_color}
