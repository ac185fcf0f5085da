"""Notices (通知): what the office tells many people, who confirmed, and what goes along with it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Notice(Base):
    """One notice; `audience` is its description as data, `sent_at` empty while it is a draft.

    `asks` is note, confirm or reply. `send_at` is the moment it is to be sent by itself, `urgent` the reason to
    disturb people outside working hours. `people` is how many it went out to. `edition` counts up with each
    correction. `album` is Telegram's mark of the pictures that last went along.
    """

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_send_at", "send_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    text: Mapped[str]
    audience: Mapped[dict[str, object]]
    asks: Mapped[str] = mapped_column(default="confirm")
    protected: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[str | None]
    album: Mapped[str | None]
    drafted_at: Mapped[datetime]
    send_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    people: Mapped[int] = mapped_column(default=0)
    dropped_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column(default=1)
    corrected_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    nudges: Mapped[int] = mapped_column(default=0)
    nudged_at: Mapped[datetime | None]


class NoticeFile(Base):
    """A photo or document that goes along with a notice, by Telegram's `file_id`; `number` counts from 1."""

    __tablename__ = "notice_files"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    file_id: Mapped[str]
    name: Mapped[str | None]


class Receipt(Base):
    """One person's copy of a notice: whom it is owed to, when they confirmed, and what they answered."""

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint("notice_id", "member_id"),
        Index("ix_receipts_open", "notice_id", "confirmed_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    confirmed_at: Mapped[datetime | None]
    answer: Mapped[str | None]
