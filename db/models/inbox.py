"""Updates as Telegram gave them, kept until they are handled."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class InboxRow(Base):
    """One update; `lane` is the person (or chat) whose updates keep their order. Masked before it is written."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "lane",
            "update_id",
            sqlite_where=text("handled_at IS NULL"),
            postgresql_where=text("handled_at IS NULL"),
        ),
    )

    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lane: Mapped[int]
    payload: Mapped[dict[str, object]]
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
    error_code: Mapped[str | None]
