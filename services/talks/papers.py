"""The papers a session leaves are owed to its moderator at once when it ends, and to whoever asks for them."""

from datetime import datetime

from sqlalchemy.orm import Session

from db.models import Talk
from services import errands
from services.talks.refusals import NotBegun

PURPOSE = "talks.papers"


def owe(session: Session, talk: Talk, telegram_id: int, now: datetime, why: str) -> None:
    """Minutes, list and picture are owed to this person; once for each `why`. Refuses (NotBegun) where nothing was."""
    if talk.started_at is None:
        raise NotBegun
    errands.owe(session, f"talk:{talk.id}:papers:{why}", PURPOSE, telegram_id, now, {"talk": talk.id})
