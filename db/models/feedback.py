"""意见箱: what people want said, signed or not, and what they were answered (H9)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Feedback(Base):
    """One letter; `telegram_id` is where its answer goes, and shown to nobody when it is not `signed`."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int]
    words: Mapped[str]
    written_at: Mapped[datetime]
    signed: Mapped[bool | None]
    signature: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    answered_at: Mapped[datetime | None]
