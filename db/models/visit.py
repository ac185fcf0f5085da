"""Field visits (走访) as people told them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId
from db.models.member import Member
from db.models.team import Team


class Visit(Base):
    """One visit; `said` keeps the words (masked at the door), the other columns what was understood of them."""

    __tablename__ = "visits"
    __table_args__ = (Index("ix_visits_team_day", "team_id", "visited_on"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    source: Mapped[str] = mapped_column(unique=True)
    said: Mapped[str]
    visited_on: Mapped[date]
    recorded_at: Mapped[datetime]
    village: Mapped[str | None]
    household: Mapped[str | None]
    place: Mapped[str | None]
    needs: Mapped[list[str]]
    actions: Mapped[list[str]]
    companions: Mapped[list[str]]
    count: Mapped[int | None]
    undone_at: Mapped[datetime | None]

    author: Mapped[Member] = relationship(lazy="raise")
    team: Mapped[Team] = relationship(lazy="raise")
    changes: Mapped[list["VisitChange"]] = relationship(lazy="raise", order_by="VisitChange.id")


class VisitChange(Base):
    """What one field said before and after, by whom and when."""

    __tablename__ = "visit_changes"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    changed_at: Mapped[datetime]
    field: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
