"""Knowledge files that editors sent to the assistant."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Upload(Base):
    """One file from an editor: `text` once it was fetched and found good, `edition` once it is in force."""

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    name: Mapped[str]
    sent_at: Mapped[datetime]
    text: Mapped[str | None]
    edition: Mapped[int | None] = mapped_column(ForeignKey("editions.number"))
    dropped_at: Mapped[datetime | None]
