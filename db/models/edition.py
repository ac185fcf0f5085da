"""Every state the editors' overlay of the knowledge base has been in."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class Edition(Base):
    """The overlay as it stood after one change: `files` are its texts by name.

    `act` says what was done (wordings, entry, upload, restore, disk), `subject` to what; number 1 is empty.
    """

    __tablename__ = "editions"

    number: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    maker: Mapped[str]
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    act: Mapped[str]
    subject: Mapped[str]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    files: Mapped[dict[str, object]]
