"""Photos that belong to a step of a problem."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Issue, IssueEvent, IssuePicture, MediaFile
from db.once import insert_once
from services import errands
from services.access import Speaker
from services.cabinet import Kept
from services.issues import parties
from services.issues.moves import Move
from services.issues.refusals import IssueRefusal

PHOTO = "issues.photo"
MOST = 9


class PicturesFull(IssueRefusal):
    """The step has as many photos as it may."""


def attach(session: Session, speaker: Speaker, event_id: int, source: str, file_id: str, now: datetime) -> int:
    """The photo belongs to the step and is owed to be fetched, once per message; returns how many the step has."""
    event = session.get_one(IssueEvent, event_id)
    parties.require(session, speaker, session.get_one(Issue, event.number), Move(event.move))
    if _count(session, event_id) >= MOST:
        raise PicturesFull
    insert_once(session, IssuePicture, [{"event_id": event_id, "source": source}])
    picture = session.scalars(select(IssuePicture).where(IssuePicture.source == source)).one()
    facts = {"picture": picture.id, "file_id": file_id}
    errands.owe(session, f"{PHOTO}:{picture.id}", PHOTO, speaker.telegram_id, now, facts)
    return _count(session, event_id)


def keep(session: Session, picture_id: int, kept: Kept, now: datetime) -> None:
    """The photo lies in the cabinet."""
    row = {"hash": kept.hash, "suffix": kept.suffix, "size": kept.size, "stored_at": now}
    insert_once(session, MediaFile, [row | {"width": kept.width, "height": kept.height}])
    picture = session.get_one(IssuePicture, picture_id)
    picture.hash, picture.lost = kept.hash, None


def lose(session: Session, picture_id: int, reason: str) -> None:
    """The photo will never come."""
    session.get_one(IssuePicture, picture_id).lost = reason


def of_issue(session: Session, number: int) -> list[MediaFile]:
    """The photos of all steps, the first first."""
    query = (
        select(MediaFile)
        .join(IssuePicture, IssuePicture.hash == MediaFile.hash)
        .join(IssueEvent, IssueEvent.id == IssuePicture.event_id)
        .where(IssueEvent.number == number)
        .order_by(IssuePicture.id)
    )
    return list(dict.fromkeys(session.scalars(query)))


def _count(session: Session, event_id: int) -> int:
    return session.scalar(select(func.count()).where(IssuePicture.event_id == event_id)) or 0
