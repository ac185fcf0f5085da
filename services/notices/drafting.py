"""Notices before they are sent: the words, what goes along, whom for, what is asked, when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from markupsafe import escape
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Member, Notice, NoticeFile
from services import access, groups
from services.access import Action, Speaker
from services.notices.audience import Audience, Count, audience_of, count
from services.notices.refusals import (
    AudienceMissing,
    MomentPast,
    NobodyThere,
    NoticeClosed,
    NoticeEmpty,
    NoticeTooLong,
    TooManyFiles,
)

MOST_CHARACTERS = 3500
"""What one message of 4096 holds beside its heading and the marks that escape < and &."""
MOST_FILES = 10


class Asks(StrEnum):
    """What a notice wants of those who get it (D4): nothing, a tap, or words."""

    NOTE = "note"
    CONFIRM = "confirm"
    REPLY = "reply"


class FileKind(StrEnum):
    """What goes along."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Incoming:
    """A file as it came in; the pictures of an `album` come as separate updates."""

    kind: FileKind
    file_id: str
    name: str | None = None
    album: str | None = None


def draft(session: Session, speaker: Speaker, text: str, now: datetime) -> Notice:
    """The words are kept as a draft that nobody has received; none yet where it began with a file.

    Refuses whoever may not send, and what no message can hold.
    """
    access.require(speaker, Action.SEND_NOTICE)
    _require_short(text)
    notice = Notice(author_id=speaker.member_id, text=text, audience={}, drafted_at=now)
    session.add(notice)
    session.flush()
    return notice


def own(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """The speaker's own notice, whatever became of it."""
    access.require(speaker, Action.SEND_NOTICE)
    notice = session.get(Notice, notice_id)
    if notice is None or notice.author_id != speaker.member_id:
        raise access.NotAllowed(Action.SEND_NOTICE, None)
    return notice


def own_draft(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """The speaker's own unsent notice; NoticeClosed when it is no draft any more."""
    notice = own(session, speaker, notice_id)
    if notice.sent_at or notice.dropped_at:
        raise NoticeClosed(notice)
    return notice


def reword(session: Session, speaker: Speaker, notice_id: int, text: str) -> Notice:
    """The draft says this from now on."""
    notice = own_draft(session, speaker, notice_id)
    _require_short(text)
    notice.text = text
    return notice


def attach(session: Session, speaker: Speaker, notice_id: int, file: Incoming) -> int:
    """The file goes along; returns how many do. The same one twice is one; ten at most (TooManyFiles)."""
    notice = own_draft(session, speaker, notice_id)
    notice.album = file.album or notice.album
    known = files(session, notice.id)
    if any(one.file_id == file.file_id for one in known):
        return len(known)
    if len(known) >= MOST_FILES:
        raise TooManyFiles(MOST_FILES)
    number = len(known) + 1
    session.add(NoticeFile(notice_id=notice.id, number=number, kind=file.kind, file_id=file.file_id, name=file.name))
    session.flush()
    return number


def files(session: Session, notice_id: int) -> Sequence[NoticeFile]:
    """What goes along with the notice, in order."""
    query = select(NoticeFile).where(NoticeFile.notice_id == notice_id).order_by(NoticeFile.number)
    return session.scalars(query).all()


def of_album(session: Session, speaker: Speaker, album: str) -> Notice | None:
    """The draft that another picture of this album went to."""
    return session.scalar(select(Notice).where(Notice.author_id == speaker.member_id, Notice.album == album))


def address(
    session: Session, speaker: Speaker, notice_id: int, audience: Audience, now: datetime
) -> tuple[Notice, Count]:
    """The draft is for these people; returns how many they are. Refuses an empty audience."""
    notice = own_draft(session, speaker, notice_id)
    reached = count(session, speaker, audience, now)
    if not reached.people:
        raise NobodyThere
    notice.audience = audience.facts()
    return notice, reached


def copy_to_group(session: Session, speaker: Speaker, notice_id: int, group_id: int) -> Notice:
    """The group chat gets a copy besides, or none any more. Refuses groups beyond the speaker's reach."""
    notice = own_draft(session, speaker, notice_id)
    if group_id not in [one.id for one in groups.known(session, speaker, Action.SEND_NOTICE)]:
        raise access.NotAllowed(Action.SEND_NOTICE, None)
    audience = audience_of(notice)
    kept = tuple(one for one in audience.groups if one != group_id)
    named = kept if len(kept) < len(audience.groups) else (*kept, group_id)
    notice.audience = replace(audience, groups=named).facts() if notice.audience else {}
    return notice


def ask_for(session: Session, speaker: Speaker, notice_id: int, asks: Asks) -> Notice:
    """仅需知晓, 请确认 or 请回复内容."""
    notice = own_draft(session, speaker, notice_id)
    notice.asks = asks
    return notice


def protect(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """Forwarding and saving are barred, or allowed again; a screenshot cannot be."""
    notice = own_draft(session, speaker, notice_id)
    notice.protected = not notice.protected
    return notice


def mark_urgent(session: Session, speaker: Speaker, notice_id: int, reason: str) -> Notice:
    """It may disturb people outside working hours, and says why."""
    notice = own_draft(session, speaker, notice_id)
    notice.urgent = reason
    return notice


def schedule(session: Session, speaker: Speaker, notice_id: int, send_at: datetime, now: datetime) -> Notice:
    """It will be sent by itself at this moment; a moment that is over is refused. Said again, the time changes."""
    notice = own_draft(session, speaker, notice_id)
    if send_at <= now:
        raise MomentPast(send_at)
    require_complete(notice)
    notice.send_at = send_at
    return notice


def unschedule(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """It is a plain draft again, sent by hand only."""
    notice = own_draft(session, speaker, notice_id)
    notice.send_at = None
    return notice


def drop(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """The draft is withdrawn unsent."""
    notice = own_draft(session, speaker, notice_id)
    notice.dropped_at = now
    return notice


def require_complete(notice: Notice) -> None:
    """Files alone are no notice, and everybody is not meant by saying nothing."""
    if not notice.text.strip():
        raise NoticeEmpty
    if not notice.audience:
        raise AudienceMissing


def require_fit(text: str) -> None:
    """Refuses no words at all, and more than one message holds."""
    if not text.strip():
        raise NoticeEmpty
    _require_short(text)


def author_name(session: Session, notice: Notice) -> str:
    """The publisher, always shown (D12)."""
    return session.scalars(select(Member.name).where(Member.id == notice.author_id)).one()


def scheduled(session: Session, speaker: Speaker) -> Sequence[Notice]:
    """The speaker's notices that wait for their moment, the next first."""
    return session.scalars(
        select(Notice)
        .where(Notice.author_id == speaker.member_id, Notice.send_at.is_not(None))
        .where(Notice.sent_at.is_(None), Notice.dropped_at.is_(None))
        .order_by(Notice.send_at)
    ).all()


def how_many_files(session: Session, notice_id: int) -> int:
    """How many files go along."""
    return session.scalar(select(func.count()).select_from(NoticeFile).where(NoticeFile.notice_id == notice_id)) or 0


def _require_short(text: str) -> None:
    length = len(escape(text))
    if length > MOST_CHARACTERS:
        raise NoticeTooLong(len(text), MOST_CHARACTERS)
