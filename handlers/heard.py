"""What a handler is told: who spoke, where, what was said, and what the team knows."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session
from telegram import Message, MessageOriginHiddenUser, MessageOriginUser, Update
from telegram.constants import ChatType

from handlers.answers import Spot
from handlers.facts import Fact
from knowledge.places import Town
from services.access import Speaker
from services.captions import villages_in
from services.clock import day_of
from services.dialogues import Asked
from services.knowing import Knowledge
from services.understanding import Understanding, read


@dataclass(frozen=True)
class Bot:
    """The assistant as others address it; `address` is where its pages are, empty where there are none."""

    id: int
    username: str
    address: str = ""


@dataclass(frozen=True)
class Process:
    """The process that hears: since when it works, and the folder of its files."""

    started_at: datetime
    folder: Path


@dataclass
class Heard:
    """One update, opened: everything a handler needs and nothing that could send."""

    session: Session
    speaker: Speaker
    now: datetime
    update: Update
    knowledge: Knowledge
    bot: Bot
    process: Process
    asked: Asked | None = None
    fact: Fact = field(default_factory=Fact)

    @property
    def message(self) -> Message | None:
        """The message spoken, edited or pressed under; None where Telegram gives none any more."""
        return self.update.effective_message

    @property
    def today(self) -> date:
        """The teams' calendar day."""
        return day_of(self.now)

    @property
    def said_at(self) -> datetime:
        """When the words were sent: of a forwarded message, first; before now where the assistant was away."""
        message = self.update.effective_message
        if not isinstance(message, Message) or self.pressed:
            return self.now
        return min(message.forward_origin.date if message.forward_origin else message.date, self.now)

    @property
    def forwarded_from(self) -> str | None:
        """Whose words were forwarded; None where they are the speaker's own."""
        message = self.update.effective_message
        origin = message.forward_origin if isinstance(message, Message) else None
        if isinstance(origin, MessageOriginUser):
            return None if origin.sender_user.id == self.speaker.telegram_id else origin.sender_user.full_name
        return origin.sender_user_name if isinstance(origin, MessageOriginHiddenUser) else None

    @property
    def pressed(self) -> bool:
        """A button was pressed; the message is then the assistant's own."""
        return self.update.callback_query is not None

    @property
    def town(self) -> Town | None:
        """The town of the speaker's own team."""
        team = self.speaker.team
        return self.knowledge.places.town(team.town) if team else None

    @property
    def private(self) -> bool:
        """Nobody else listens."""
        chat = self.update.effective_chat
        return chat is None or chat.type == ChatType.PRIVATE

    @property
    def among_us(self) -> bool:
        """What is inside may be said: to a member, and nobody else listens (A14)."""
        return self.private and not self.speaker.is_stranger

    @property
    def source(self) -> str:
        """The message itself, the same for its edits: chat and message number."""
        chat_id = self.update.effective_chat.id if self.update.effective_chat else 0
        return f"{chat_id}:{self.message.message_id if self.message else 0}"

    @property
    def edited(self) -> bool:
        """The person changed an earlier message."""
        return self.update.edited_message is not None

    @cached_property
    def words(self) -> str:
        """The text or caption as said, without the mention that addresses the assistant."""
        return self._mention.sub("", self._said).strip()

    @property
    def mentioned(self) -> bool:
        """The words address the assistant by its name."""
        return self._mention.search(self._said) is not None

    @property
    def _said(self) -> str:
        message = self.message
        return (message.text or message.caption or "") if message else ""

    @property
    def _mention(self) -> re.Pattern[str]:
        """Names are written in either case."""
        return re.compile(f"@{re.escape(self.bot.username)}(?![A-Za-z0-9_])", re.IGNORECASE)

    @cached_property
    def understood(self) -> Understanding:
        """What the words mean, read once."""
        return self.read(self.words)

    def read(self, words: str) -> Understanding:
        """What these words mean, said where and when the message was."""
        return read(words, day_of(self.said_at), self._town_name, self.knowledge.places)

    @cached_property
    def villages(self) -> tuple[str, ...]:
        """The villages the words spell out, in their order, whatever else the words are."""
        return villages_in(self.words, self._town_name, self.knowledge.places)

    @property
    def _town_name(self) -> str | None:
        return self.speaker.team.town if self.speaker.team else None

    def asked_number(self, name: str) -> int:
        """The row the open question is about, by the name it was asked with; 0 where nothing stands open."""
        return int(str(self.asked.facts[name])) if self.asked else 0

    @property
    def spot(self) -> Spot:
        """Where the answer goes."""
        message = self.message
        chat = self.update.effective_chat
        return Spot(
            update_id=self.update.update_id,
            chat_id=chat.id if chat else self.speaker.telegram_id,
            topic=message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None,
            pressed=message.message_id if self.update.callback_query and message else None,
        )
