"""The people with a phone."""

from dataclasses import dataclass

from emulator.jsontext import Json


@dataclass(slots=True)
class Person:
    """Somebody who may talk to the bot: `started` once they did, `blocked` while they will not hear it."""

    id: int
    name: str
    note: str = ""
    started: bool = False
    blocked: bool = False

    def as_user(self) -> Json:
        """The Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "zh-hans"}


@dataclass(frozen=True, slots=True)
class BotProfile:
    """Who the bot is: what getMe answers."""

    id: int = 7_100_000_001
    name: str = "助手"
    username: str = "zhuzhen_bot"
    description: str = ""

    def as_user(self) -> Json:
        """The Bot API's User as it appears in messages."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def as_me(self) -> Json:
        """The Bot API's User as getMe shows it: with what only the bot itself may know."""
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
