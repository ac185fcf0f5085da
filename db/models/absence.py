"""Leave (请假) and who stands in."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId
from db.models.member import Member


class Absence(Base):
    """Somebody is away from `first_on` to `last_on`, both included; the deputy counts once `accepted_at` is there."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_member_days", "member_id", "last_on"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    asked_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise", foreign_keys=member_id)
    deputy: Mapped[Member] = relationship(lazy="raise", foreign_keys=deputy_id)
