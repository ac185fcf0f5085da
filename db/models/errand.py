"""Work that is done outside a transaction: files to fetch, documents to make."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId

_OPEN = text("fate IN ('waiting', 'leased')")


class Errand(Base):
    """One piece of such work, owed once per `key`; `purpose` names who does it, `facts` what about.

    `held_until` counts real seconds since 1970: a lease, or the pause before the next try.
    """

    __tablename__ = "errands"
    __table_args__ = (Index("ix_errands_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    telegram_id: Mapped[int]
    facts: Mapped[dict[str, object]]
    asked_at: Mapped[datetime]
    fate: Mapped[str]
    held_until: Mapped[float | None]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None]
    settled_at: Mapped[datetime | None]
