"""Notices (通知): what the office tells many people, and who confirmed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Notice(Base):
    """One notice; `audience` is its description as data, `sent_at` empty while it is a draft."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    text: Mapped[str]
    audience: Mapped[dict[str, object]]
    drafted_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    nudges: Mapped[int] = mapped_column(default=0)
    nudged_at: Mapped[datetime | None]


class Receipt(Base):
    """One person's copy of a notice: whom it is owed to, and when they confirmed."""

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint("notice_id", "member_id"),
        Index("ix_receipts_open", "notice_id", "confirmed_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    confirmed_at: Mapped[datetime | None]
