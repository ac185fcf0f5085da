"""Policy questions people asked, what they were told, and whether it helped."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Consultation(Base):
    """One question; `entry_id` is what was answered, null where nothing was.

    `number` is given (Q-0312) once it is handed to a person; identical open questions share one.
    """

    __tablename__ = "consultations"
    __table_args__ = (Index("ix_consultations_asker", "telegram_id", "asked_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int]
    member_id: Mapped[int | None]
    words: Mapped[str]
    asked_at: Mapped[datetime]
    decision: Mapped[str]
    entry_id: Mapped[str | None]
    offered: Mapped[list[str]]
    verdict: Mapped[str | None]
    remark: Mapped[str | None]
    number: Mapped[int | None] = mapped_column(index=True)
