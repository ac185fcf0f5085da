"""Who stopped the assistant, and who came back."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import deliveries, people

AGAIN_AFTER = timedelta(days=30)


def gone(session: Session, telegram_id: int, now: datetime) -> None:
    """The person stopped the assistant: nothing more is planned for them."""
    people.mark_blocked(session, telegram_id, now)


def back(session: Session, telegram_id: int, now: datetime) -> None:
    """The person can be written to again; notices of the last 30 days that were refused meanwhile are owed once more.

    Whether they still need be heard is asked at the moment of sending, as ever.
    """
    people.mark_blocked(session, telegram_id, None)
    deliveries.owe_again(session, telegram_id, now - AGAIN_AFTER, now)
