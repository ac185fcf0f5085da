"""Group chats the assistant was taken into, and whose each is."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Group(Base):
    """A place in a group chat where cards may go: the chat, or one topic of it (`topic` 0: the chat itself).

    `scope` and `scope_name` say whose it is (a team, district, department or the city); both are empty until somebody
    said so. `left_at`: the assistant was taken out.
    """

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("chat_id", "topic"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    chat_id: Mapped[int]
    topic: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    scope: Mapped[str] = mapped_column(default="")
    scope_name: Mapped[str] = mapped_column(default="", index=True)
    bound_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    learnt_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
