"""Guided dialogues under way: what was answered so far, kept so that a kill or a restart changes nothing."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Draft(Base):
    """One person filling in one form; `step` is the question that stands, `ended_at` when it was finished or dropped.

    `answers` keeps what was read of each step by its name; a step that was skipped holds null.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_person", "telegram_id", "form", "ended_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int]
    form: Mapped[str]
    step: Mapped[str]
    answers: Mapped[dict[str, object]]
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
