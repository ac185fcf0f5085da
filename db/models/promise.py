"""What the teams promised villagers (承诺): to whom, what, by when; closed only when the person has been told."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId
from db.models.member import Member


class Promise(Base):
    """One promise; open until `told_at` (已告知本人) or `dropped_at` (its visit was undone, or no longer says so).

    `household` is as said, `home` the same without 家 and the like, by which one household is known again.
    """

    __tablename__ = "promises"
    __table_args__ = (
        Index("ix_promises_open", "team_id", "told_at", "dropped_at"),
        Index("ix_promises_visit", "visit_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    village: Mapped[str | None]
    household: Mapped[str | None]
    home: Mapped[str | None]
    what: Mapped[str]
    due_on: Mapped[date | None]
    made_on: Mapped[date]
    told_on: Mapped[date | None]
    told_at: Mapped[datetime | None]
    told_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    dropped_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise", foreign_keys=member_id)
