"""The chats: a private one per person, groups, supergroups, forums."""

from dataclasses import dataclass, field

from emulator.jsontext import Json

SUPERGROUPS_BELOW = -1_000_000_000_000
"""A supergroup's id is -100 followed by its number; a basic group's id is just negative."""


@dataclass(slots=True)
class Chat:
    """Where messages are: `kind` is private, group or supergroup; a group knows its members and what the bot may do."""

    id: int
    kind: str
    title: str = ""
    members: list[int] = field(default_factory=list)
    forum: bool = False
    admin: bool = False
    left: bool = False
    migrated_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 0

    @property
    def private(self) -> bool:
        """One person and the bot."""
        return self.kind == "private"

    def as_group(self) -> Json:
        """The Bot API's Chat of a group (a private chat is told by its person)."""
        shape: Json = {"id": self.id, "type": self.kind, "title": self.title}
        if self.forum:
            shape["is_forum"] = True
        return shape
