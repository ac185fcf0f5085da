"""What the assistant could learn from questions, for an editor to accept or leave."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Proposal(Base):
    """A wording for an entry, a new entry from a person's answer, or an answer somebody called wrong.

    `key` is what it is about, so that gathering twice proposes once. `accepted` is empty until somebody decides.
    """

    __tablename__ = "proposals"
    __table_args__ = (Index("ix_proposals_open", "decided_at", "kind", "entry_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    entry_id: Mapped[str | None]
    words: Mapped[str]
    remark: Mapped[str | None]
    number: Mapped[int | None] = mapped_column(ForeignKey("questions.number"))
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultations.id"))
    times: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime]
    accepted: Mapped[bool | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
