"""Field visits (走访) as people told them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId
from db.models.media import Piece
from db.models.member import Member
from db.models.promise import Promise
from db.models.team import Team


class Visit(Base):
    """One visit; `said` keeps the words (masked at the door), the other columns what was understood of them.

    `told_at` is when the person sent the words, `recorded_at` when they were stored. `day_open`: the day is not known
    yet and `visited_on` only the best to go by. `home` is the household without 家 and the like. Latitude and
    longitude are WGS-84, rounded to two decimals (about 1 km).
    """

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_team_day", "team_id", "visited_on"),
        Index("ix_visits_home", "team_id", "home", "visited_on"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    source: Mapped[str] = mapped_column(unique=True)
    said: Mapped[str]
    visited_on: Mapped[date]
    recorded_at: Mapped[datetime]
    told_at: Mapped[datetime]
    day_open: Mapped[bool] = mapped_column(default=False)
    village: Mapped[str | None]
    household: Mapped[str | None]
    home: Mapped[str | None]
    place: Mapped[str | None]
    situation: Mapped[str | None]
    needs: Mapped[list[str]]
    actions: Mapped[list[str]]
    companions: Mapped[list[str]]
    count: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    undone_at: Mapped[datetime | None]

    author: Mapped[Member] = relationship(lazy="raise")
    team: Mapped[Team] = relationship(lazy="raise")
    changes: Mapped[list["VisitChange"]] = relationship(lazy="raise", order_by="VisitChange.id")
    pieces: Mapped[list[Piece]] = relationship(lazy="raise", order_by=Piece.id)
    promises: Mapped[list[Promise]] = relationship(lazy="raise", order_by=Promise.id)
    looks: Mapped[list["VisitLook"]] = relationship(lazy="raise", order_by="VisitLook.id")
    merge: Mapped["VisitMerge | None"] = relationship(lazy="raise", foreign_keys="VisitMerge.visit_id")


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


class VisitCompanion(Base):
    """A member of the team who came along; the visit still counts once for the team."""

    __tablename__ = "visit_companions"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True, index=True)


class VisitLook(Base):
    """The captain looked at a visit; with a `note` something is to be added, until `answered_at`."""

    __tablename__ = "visit_looks"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    looked_at: Mapped[datetime]
    note: Mapped[str | None]
    answered_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise")


class VisitMerge(Base):
    """Two people recorded the same visit; `visit_id` is told no more, `into_id` stands for both."""

    __tablename__ = "visit_merges"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    merged_at: Mapped[datetime]
