"""How fast one chat is written to: a message a second, twenty a minute to a group; short bursts pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import ChatPace
from db.once import insert_once


@dataclass(frozen=True)
class _Share:
    """A message every `gap` seconds, of which `burst` may come at once after a rest."""

    gap: float
    burst: int


# core.telegram.org/bots/faq: one a second to a chat, where short bursts pass; twenty a minute to a group.
_PERSON = _Share(1.0, 4)
_GROUP = _Share(3.2, 2)


def admit(session: Session, chats: Sequence[int], wall: float) -> Mapping[int, float]:
    """Each of these chats is sent one more, but those that have heard enough for now; returns these, and until when.

    Moments are real seconds since 1970.
    """
    known = _next_free(session, chats)
    ends = {chat: next_free - _saved(chat) for chat, next_free in known.items()}
    going = sorted(chat for chat in chats if ends.get(chat, 0.0) <= wall)
    insert_once(session, ChatPace, [{"chat_id": chat, "next_free": 0.0} for chat in going if chat not in known])
    rows = [{"chat_id": chat, "next_free": max(known.get(chat, 0.0), wall) + _share(chat).gap} for chat in going]
    if rows:
        session.execute(update(ChatPace), rows)
    return {chat: end for chat, end in ends.items() if end > wall}


def _next_free(session: Session, chats: Sequence[int]) -> dict[int, float]:
    rows = session.execute(select(ChatPace.chat_id, ChatPace.next_free).where(ChatPace.chat_id.in_(chats)))
    return {row.chat_id: row.next_free for row in rows}


def _share(chat: int) -> _Share:
    """Groups have negative numbers."""
    return _GROUP if chat < 0 else _PERSON


def _saved(chat: int) -> float:
    return _share(chat).gap * (_share(chat).burst - 1)
