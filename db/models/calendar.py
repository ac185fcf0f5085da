"""The State Council's yearly table of days off (放假安排), where an administrator entered it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class CalendarDay(Base):
    """One day of an imported year that is off on a weekday, or worked on a weekend; the other days are Monday–Friday.

    A year without any row was never imported.
    """

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    working: Mapped[bool]
    entered_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    entered_at: Mapped[datetime]
