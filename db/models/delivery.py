"""Everything the assistant owes somebody to hear, and what became of it."""

from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Urgency(IntEnum):
    """Who goes first at the door; bulk goes last."""

    REPLY = 0
    PERSONAL = 1
    DIGEST = 2
    BULK = 3


class Fate(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    REFUSED = "refused"
    SKIPPED = "skipped"
    PARKED = "parked"


_OPEN = text("fate IN ('waiting', 'leased')")
_HELD = text("fate IN ('waiting', 'leased') AND held_until IS NOT NULL")
_PARKED = text("fate = 'parked'")
_REFUSED = text("fate = 'refused'")
_UNASKED = text("urgency = 2")


class Delivery(Base):
    """One call to Telegram that is owed: `key` is unique, so planning twice owes once.

    `content` is the finished call, or null where `occasion` is asked for it at the moment of sending.
    `held_until` (leased: the lease's end; waiting: the end of a back-off) counts real seconds since 1970, since
    leases and pace follow the wall and never the office's clock. `lost` counts the senders that died with it in hand;
    what they began is no further one of its `attempts`.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_open", "urgency", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_deliveries_chat", "chat_id", "urgency", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_deliveries_held", "held_until", sqlite_where=_HELD, postgresql_where=_HELD),
        Index("ix_deliveries_parked", "settled_at", sqlite_where=_PARKED, postgresql_where=_PARKED),
        Index("ix_deliveries_refused", "chat_id", sqlite_where=_REFUSED, postgresql_where=_REFUSED),
        Index("ix_deliveries_subject", "subject"),
        Index(
            "ix_deliveries_unasked",
            "chat_id",
            "settled_at",
            sqlite_where=_UNASKED,
            postgresql_where=_UNASKED,
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    occasion: Mapped[str]
    subject: Mapped[str | None]
    chat_id: Mapped[int]
    urgency: Mapped[int]
    method: Mapped[str]
    content: Mapped[dict[str, object] | None]
    due_at: Mapped[datetime]
    fate: Mapped[str] = mapped_column(default=Fate.WAITING)
    held_until: Mapped[float | None]
    attempts: Mapped[int] = mapped_column(default=0)
    lost: Mapped[int] = mapped_column(default=0, server_default="0")
    doubtful: Mapped[bool] = mapped_column(default=False)
    message_id: Mapped[int | None]
    reason: Mapped[str | None]
    settled_at: Mapped[datetime | None]


class ChatPace(Base):
    """When the next message may go to a chat; `next_free` lies ahead of what a short burst may already use."""

    __tablename__ = "chat_paces"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_free: Mapped[float]


class Pace(Base):
    """One row that all processes share: when the next message may leave, and until when everybody holds."""

    __tablename__ = "pace"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_free: Mapped[float] = mapped_column(default=0.0)
    hold_until: Mapped[float] = mapped_column(default=0.0)
