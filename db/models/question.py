"""Questions the knowledge base could not answer (Q-0312), and the answers people wrote to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Question(Base):
    """One open question; everybody who asked `same_as` it shares its number.

    `referred_to` is the department that was asked to answer; `taken_by` says who is writing, which binds nobody.
    """

    __tablename__ = "questions"
    __table_args__ = (Index("ix_questions_open", "answered_at", "asked_at"),)

    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    words: Mapped[str]
    same_as: Mapped[str] = mapped_column(index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    referred_to: Mapped[str | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    taken_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    reopened: Mapped[int] = mapped_column(default=0)
    remark: Mapped[str | None]


class WrittenAnswer(Base):
    """What somebody wrote to a question; a draft until `sent_at`, and kept when the question is reopened."""

    __tablename__ = "written_answers"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("questions.number"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    author: Mapped[str]
    office: Mapped[str]
    words: Mapped[str]
    drafted_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
