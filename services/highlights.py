"""亮点 (E2): what a team did that others may learn from, with up to three pictures, and what departments say to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from db.models import Highlight, HighlightComment, HighlightPhoto, MediaFile, Talk
from db.once import insert_once
from services import access, errands
from services.access import Action, Role, Speaker
from services.cabinet import Kept
from services.work import WorkError

__all__ = [
    "LONGEST", "MOST_PHOTOS", "PHOTO", "CommentLength", "Highlight", "HighlightComment", "HighlightGone", "Told",
    "TooLateToUndo", "TooManyPhotos", "TooManyWords", "add_photo", "comment", "commentable", "find", "has_figure",
    "keep_photo", "of_talk", "of_team", "photos_of_draft", "require_writing", "room_left", "tell", "undo",
]  # fmt: skip

PHOTO = "highlights.photo"
LONGEST, MOST_PHOTOS, LONGEST_COMMENT = 300, 3, 500
UNDO_WITHIN = timedelta(minutes=10)
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百千万亿半]+[个成倍户人亩元万吨斤公里%％次家名条处间年月天]")


class HighlightGone(WorkError):
    """No such highlight, or it was taken back."""


class TooManyWords(WorkError):
    """All parts together have more than fits; this one may have `left` characters."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class TooManyPhotos(WorkError):
    """Three pictures are there already."""


class CommentLength(WorkError):
    """A comment has `characters`; it may have two to five hundred."""

    def __init__(self, characters: int) -> None:
        super().__init__(characters)
        self.characters = characters


class TooLateToUndo(WorkError):
    """Ten minutes are over: others may have read it."""


@dataclass(frozen=True)
class Told:
    """What was told, part by part; `contact`: the author may be named to those who want to learn."""

    practice: str
    effect: str
    lesson: str | None
    difficulty: str | None
    industry: str | None
    terrain: str | None
    contact: bool


def require_writing(speaker: Speaker) -> None:
    """Returns for those who are stationed with a team."""
    access.require(speaker, Action.WRITE_HIGHLIGHT, speaker.team)
    if speaker.team is None:
        raise access.NotAllowed(Action.WRITE_HIGHLIGHT, None)


def has_figure(words: str) -> bool:
    """Whether a result is told in figures: 3成, 120户, 一百亩."""
    return _FIGURE.search(words) is not None


def room_left(parts: Sequence[str]) -> int:
    """How many of the 300 characters the parts told so far leave."""
    return LONGEST - sum(map(len, parts))


def tell(
    session: Session, speaker: Speaker, told: Told, draft_id: int, talk_id: int | None, now: datetime
) -> Highlight:
    """The highlight stands, with the pictures that were sent while it was being told; it is for `talk_id` or itself."""
    require_writing(speaker)
    if room_left([told.practice, told.effect, told.lesson or "", told.difficulty or ""]) < 0:
        raise TooManyWords(0)
    highlight = Highlight(
        talk_id=talk_id if talk_id and session.get(Talk, talk_id) else None,
        team_id=speaker.team.id if speaker.team else 0,
        author_id=speaker.member_id,
        practice=told.practice,
        effect=told.effect,
        lesson=told.lesson,
        difficulty=told.difficulty,
        industry=told.industry,
        terrain=told.terrain,
        contact=told.contact,
        told_at=now,
    )
    session.add(highlight)
    session.flush()
    session.execute(
        update(HighlightPhoto).where(HighlightPhoto.draft_id == draft_id).values(highlight_id=highlight.id)
    )  # fmt: skip
    return find(session, speaker, highlight.id)


def undo(session: Session, speaker: Speaker, highlight_id: int, now: datetime) -> Highlight:
    """Taken back by its author within ten minutes."""
    highlight = find(session, speaker, highlight_id)
    if highlight.author_id != speaker.member_id:
        raise HighlightGone
    if now > highlight.told_at + UNDO_WITHIN:
        raise TooLateToUndo
    highlight.undone_at = now
    return highlight


def find(session: Session, speaker: Speaker, highlight_id: int) -> Highlight:
    """One highlight with all that belongs to it."""
    access.require(speaker, Action.READ_HIGHLIGHTS)
    found = session.scalar(_whole().where(Highlight.id == highlight_id, Highlight.undone_at.is_(None)))
    if found is None:
        raise HighlightGone
    return found


def of_talk(session: Session, talk_id: int) -> Sequence[Highlight]:
    """Everything told for this session, the first first."""
    return session.scalars(
        _whole().where(Highlight.talk_id == talk_id, Highlight.undone_at.is_(None)).order_by(Highlight.id)
    ).all()


def of_team(session: Session, talk_id: int, team_id: int) -> Highlight | None:
    """What this team told last for this session."""
    return session.scalar(
        _whole()
        .where(Highlight.talk_id == talk_id, Highlight.team_id == team_id, Highlight.undone_at.is_(None))
        .order_by(Highlight.id.desc())
        .limit(1)
    )


def comment(session: Session, speaker: Speaker, highlight_id: int, words: str, now: datetime) -> HighlightComment:
    """点评 (E3): attached to the highlight for good, in the name of the speaker's unit."""
    highlight = commentable(session, speaker, highlight_id)
    if not 2 <= len(words) <= LONGEST_COMMENT:
        raise CommentLength(len(words))
    row = HighlightComment(
        highlight_id=highlight.id, member_id=speaker.member_id, unit=_unit(speaker), words=words, said_at=now
    )
    session.add(row)
    session.flush()
    return row


def commentable(session: Session, speaker: Speaker, highlight_id: int) -> Highlight:
    """The highlight, for somebody who may comment on it."""
    access.require(speaker, Action.COMMENT_HIGHLIGHT)
    return find(session, speaker, highlight_id)


def add_photo(session: Session, speaker: Speaker, draft_id: int, source: str, file_id: str, now: datetime) -> int:
    """The picture belongs to what is being told, and its file is owed to be fetched; returns how many there are.

    The same message counts once; the fourth is refused (TooManyPhotos).
    """
    require_writing(speaker)
    known = session.scalar(select(HighlightPhoto).where(HighlightPhoto.source == source))
    if known is None:
        if photos_of_draft(session, draft_id) >= MOST_PHOTOS:
            raise TooManyPhotos
        known = HighlightPhoto(draft_id=draft_id, source=source, sent_at=now)
        session.add(known)
        session.flush()
        facts = {"photo": known.id, "file_id": file_id}
        errands.owe(session, f"highlight.photo:{known.id}", PHOTO, speaker.telegram_id, now, facts)
    return photos_of_draft(session, draft_id)


def photos_of_draft(session: Session, draft_id: int) -> int:
    """How many pictures were sent while this form was being filled."""
    return session.scalar(select(func.count()).where(HighlightPhoto.draft_id == draft_id)) or 0


def keep_photo(session: Session, photo_id: int, kept: Kept, now: datetime) -> None:
    """The picture's file lies in the cabinet."""
    row = {"hash": kept.hash, "suffix": kept.suffix, "size": kept.size, "stored_at": now}
    insert_once(session, MediaFile, [row | {"width": kept.width, "height": kept.height}])
    photo = session.get(HighlightPhoto, photo_id)
    if photo is not None:
        photo.hash = kept.hash


def _whole() -> Select[Highlight]:
    return select(Highlight).options(
        joinedload(Highlight.team), joinedload(Highlight.author), selectinload(Highlight.comments),
        selectinload(Highlight.photos).joinedload(HighlightPhoto.file),
    ).execution_options(populate_existing=True)  # fmt: skip


def _unit(speaker: Speaker) -> str:
    """In whose name: the department, else the office by its reach."""
    post = next((one for one in speaker.posts if one.role in (Role.DEPARTMENT, Role.OFFICE)), None)
    if post is None:
        return ""
    return post.scope_name if post.role is Role.DEPARTMENT else f"{post.scope_name}指挥部"
