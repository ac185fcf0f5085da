"""亮点: what a team did that others may learn from, its pictures, and what departments say to it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId
from db.models.media import MediaFile
from db.models.member import Member
from db.models.team import Team


class Highlight(Base):
    """做法 · 成效 · 可借鉴点 · 困难, at most 300 characters together; for one session, or by itself.

    `contact`: the author agreed to be named to those who want to learn more.
    """

    __tablename__ = "highlights"
    __table_args__ = (Index("ix_highlights_industry", "industry", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    talk_id: Mapped[int | None] = mapped_column(ForeignKey("talks.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    practice: Mapped[str]
    effect: Mapped[str]
    lesson: Mapped[str | None]
    difficulty: Mapped[str | None]
    industry: Mapped[str | None]
    terrain: Mapped[str | None]
    contact: Mapped[bool]
    told_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship(lazy="raise")
    author: Mapped[Member] = relationship(lazy="raise")
    photos: Mapped[list["HighlightPhoto"]] = relationship(lazy="raise", order_by="HighlightPhoto.id")
    comments: Mapped[list["HighlightComment"]] = relationship(lazy="raise", order_by="HighlightComment.id")


class HighlightPhoto(Base):
    """A picture sent while the form `draft_id` was being filled; `source` is its message, `hash` its kept file."""

    __tablename__ = "highlight_photos"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    highlight_id: Mapped[int | None] = mapped_column(ForeignKey("highlights.id"), index=True)
    source: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str | None] = mapped_column(ForeignKey("media_files.hash"))
    sent_at: Mapped[datetime]

    file: Mapped[MediaFile | None] = relationship(lazy="raise")


class HighlightComment(Base):
    """点评: a department's or the office's words, attached for good; `unit` is who spoke, as it was then."""

    __tablename__ = "highlight_comments"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    highlight_id: Mapped[int] = mapped_column(ForeignKey("highlights.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    unit: Mapped[str]
    words: Mapped[str]
    said_at: Mapped[datetime]

    member: Mapped[Member] = relationship(lazy="raise")
