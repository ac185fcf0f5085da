"""Files kept outside the database, by the hash of their content, and what arrived for a visit beside words."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId


class MediaFile(Base):
    """One file under DATA_DIR/media; the same content is kept once. `hash` is the SHA-256 of what is kept."""

    __tablename__ = "media_files"

    hash: Mapped[str] = mapped_column(primary_key=True)
    suffix: Mapped[str]
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    stored_at: Mapped[datetime]


class Piece(Base):
    """One photo, voice message or file that belongs to a visit, or waits to be told which.

    `source` is the message it came in, `sent_at` when the person sent it; `hash` is empty until it has been fetched,
    `lost` says why it never will be. `dropped_at`: the person wants it no more.
    """

    __tablename__ = "pieces"
    __table_args__ = (
        Index("ix_pieces_waiting", "telegram_id", "visit_id", "sent_at"),
        Index("ix_pieces_album", "telegram_id", "album"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    source: Mapped[str] = mapped_column(unique=True)
    telegram_id: Mapped[int]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"), index=True)
    kind: Mapped[str]
    album: Mapped[str | None]
    caption: Mapped[str | None]
    name: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    sent_at: Mapped[datetime]
    hash: Mapped[str | None] = mapped_column(ForeignKey("media_files.hash"), index=True)
    lost: Mapped[str | None]
    dropped_at: Mapped[datetime | None]

    file: Mapped[MediaFile | None] = relationship(lazy="raise")
