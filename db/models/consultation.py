"""Policy questions people asked, what they were told, and whether it helped."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Consultation(Base):
    """One question; `entry_id` is what was answered, null where nothing was.

    `told` is the print of the answer as it read then. `number` is given (Q-0312) once a person is to answer; those who
    asked the same share one.
    """

    __tablename__ = "consultations"
    __table_args__ = (
        Index("ix_consultations_asker", "telegram_id", "asked_at"),
        Index("ix_consultations_told", "asked_at", "entry_id", "told"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int]
    member_id: Mapped[int | None]
    words: Mapped[str]
    asked_at: Mapped[datetime]
    decision: Mapped[str]
    entry_id: Mapped[str | None]
    told: Mapped[str | None]
    offered: Mapped[list[str]]
    verdict: Mapped[str | None]
    remark: Mapped[str | None]
    number: Mapped[int | None] = mapped_column(index=True)
