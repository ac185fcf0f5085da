"""The private address of a person's calendar (C14): made on demand, shown once, ended at any time."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import CalendarFeed, Member
from services import access, people
from services.access import Action, Speaker

PATH = "/calendar/{word}.ics"
_BYTES = 24


def made_at(session: Session, speaker: Speaker) -> datetime | None:
    """When the address in force was made; None where there is none."""
    return session.scalar(select(CalendarFeed.made_at).where(CalendarFeed.member_id == speaker.member_id))


def make(session: Session, speaker: Speaker, now: datetime) -> str:
    """The word of a new address; an earlier one leads nowhere from now on. Only its hash is kept."""
    access.require(speaker, Action.FINISH_DUTY, speaker.team)
    end(session, speaker)
    word = secrets.token_urlsafe(_BYTES)
    session.add(CalendarFeed(member_id=speaker.member_id, word_hash=_hash(word), made_at=now))
    session.flush()
    return word


def end(session: Session, speaker: Speaker) -> bool:
    """The address leads nowhere from now on; False where there was none."""
    ended = delete(CalendarFeed).where(CalendarFeed.member_id == speaker.member_id).returning(CalendarFeed.member_id)
    return session.scalar(ended) is not None


def reader(session: Session, word: str) -> Speaker | None:
    """Whose calendar this is; None for an address that never was, was ended, or whose person left."""
    number = session.scalar(
        select(Member.telegram_id)
        .join(CalendarFeed, CalendarFeed.member_id == Member.id)
        .where(CalendarFeed.word_hash == _hash(word), Member.left_at.is_(None))
    )
    return people.speakers(session, [(number, "")])[number] if number is not None else None


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
