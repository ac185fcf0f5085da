"""The sender's card: sent once with the notice, then edited in place as people confirm."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Delivery, Member, Notice
from services import deliveries
from services.deliveries import Owed, Urgency
from services.notices.occasions import CARD, FIRST

CARD_EVERY_SECONDS = 3
_COUNTED_AT_ONCE = 5000


def owe_first(session: Session, notice: Notice, now: datetime) -> None:
    """The author is owed the card."""
    _owe(session, notice, card_key(notice.id), "sendMessage", FIRST, now)


def owe_count(session: Session, notice: Notice, now: datetime, after: int = 0) -> None:
    """The card is edited at the next third second, so at most once in three, however many confirm meanwhile.

    Beyond five thousand people it is counted less often, since counting takes the longer the more they are.
    """
    every = CARD_EVERY_SECONDS * max(1, -(-notice.people // _COUNTED_AT_ONCE))
    turn = (int(now.timestamp()) + after) // every + 1
    due_at = datetime.fromtimestamp(turn * every, UTC)
    _owe(session, notice, f"{card_key(notice.id)}:{turn}", "editMessageText", CARD, due_at)


def card_key(notice_id: int) -> str:
    """The delivery that is the sender's card."""
    return f"notice:{notice_id}:card"


def card_message(session: Session, notice_id: int) -> int | None:
    """The number of the sender's card in their chat, once it is sent."""
    return session.scalar(select(Delivery.message_id).where(Delivery.key == card_key(notice_id)))


def _owe(session: Session, notice: Notice, key: str, method: str, occasion: str, due_at: datetime) -> None:
    chat = session.scalar(select(Member.telegram_id).where(Member.id == notice.author_id))
    if chat is not None:
        one = Owed(key, chat, method, None, occasion, str(notice.id), Urgency.PERSONAL)
        deliveries.owe(session, [one], due_at)
