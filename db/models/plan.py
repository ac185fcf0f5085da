"""Visits still to come, of which the person wants to be reminded."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId


class VisitPlan(Base):
    """A visit said to come on `planned_on`; a reminder is owed once `wanted_at` is there."""

    __tablename__ = "visit_plans"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    source: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    said: Mapped[str]
    planned_on: Mapped[date]
    village: Mapped[str | None]
    household: Mapped[str | None]
    said_at: Mapped[datetime]
    wanted_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
