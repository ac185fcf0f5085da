"""Private addresses under which a phone's calendar finds a person's duties (C14)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class CalendarFeed(Base):
    """The one address of a person; only the hash of its word is kept, and without the row it leads nowhere."""

    __tablename__ = "calendar_feeds"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    word_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
