"""Problems that are supervised until they are solved (问题督办推进): where each stands, and every step it took."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, RowId

_OPEN = text("closed_at IS NULL")
_CLOSED = text("closed_at IS NOT NULL")
_STANDS = text("undone_at IS NULL")
_FREE = text("state = 'unclaimed'")
_OFFICE = text("office_at IS NOT NULL")
_ASKED = text("asked_at IS NOT NULL")
_WAKES = text("wakes_at IS NOT NULL")


class Issue(Base):
    """One problem as it stands now; what led there are its events.

    `heard_at`: from then on others than those who raised it know of it. `due_at` is the promise, `wakes_at` the next
    moment at which the clock moves it (empty once it is closed). `round` is 2 after the first 重办. `office_at`:
    since then 指挥部 decides who takes it, as nobody claimed it or two departments refused it. `district`
    stands here for the lists.
    """

    __tablename__ = "issues"
    __table_args__ = (
        Index("ix_issues_source", "source", "source_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("ix_issues_open", "due_at", "number", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_issues_open_team", "team_id", "due_at", "number", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_issues_open_district", "district", "due_at", "number", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "ix_issues_open_department", "department_id", "due_at", "number",
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index("ix_issues_free", "due_at", "number", sqlite_where=_FREE, postgresql_where=_FREE),
        Index("ix_issues_office", "due_at", "number", sqlite_where=_OFFICE, postgresql_where=_OFFICE),
        Index(
            "ix_issues_office_district", "district", "due_at", "number",
            sqlite_where=_OFFICE, postgresql_where=_OFFICE,
        ),
        Index("ix_issues_closed", "closed_at", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index("ix_issues_closed_team", "team_id", "closed_at", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index("ix_issues_closed_district", "district", "closed_at", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index(
            "ix_issues_closed_department", "department_id", "closed_at",
            sqlite_where=_CLOSED, postgresql_where=_CLOSED,
        ),
        Index("ix_issues_wakes", "wakes_at", sqlite_where=_WAKES, postgresql_where=_WAKES),
    )  # fmt: skip

    number: Mapped[int] = mapped_column(RowId, primary_key=True)
    words: Mapped[str]
    state: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    district: Mapped[str | None]
    village: Mapped[str | None]
    source: Mapped[str]
    source_id: Mapped[int | None]
    raised_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    unsigned: Mapped[bool] = mapped_column(default=False)
    raised_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    claimed_at: Mapped[datetime | None]
    suggested: Mapped[list[str]]
    refusals: Mapped[int] = mapped_column(default=0)
    office_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    wakes_at: Mapped[datetime | None]
    noted_at: Mapped[datetime | None]
    urged_at: Mapped[datetime | None]
    ordered_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    asks: Mapped[int] = mapped_column(default=0)
    remains: Mapped[str | None]
    round: Mapped[int] = mapped_column(default=1)
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("issues.number"), index=True)
    closed_at: Mapped[datetime | None]


class IssueEvent(Base):
    """One step of one problem; only ever added. `actor` is empty for the clock; `about` names what `note` is about."""

    __tablename__ = "issue_events"
    __table_args__ = (Index("ix_issue_events_number", "number", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("issues.number"))
    move: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    actor: Mapped[str]
    department: Mapped[str | None]
    note: Mapped[str | None]
    about: Mapped[str | None]


class IssueRaiser(Base):
    """Somebody who put the problem; several after a merge. `asked_at`: their word on the answer is waited for."""

    __tablename__ = "issue_raisers"
    __table_args__ = (
        Index("ix_issue_raisers_member", "member_id", "number"),
        Index("ix_issue_raisers_asked", "member_id", "asked_at", sqlite_where=_ASKED, postgresql_where=_ASKED),
    )

    number: Mapped[int] = mapped_column(ForeignKey("issues.number"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    came_from: Mapped[int | None] = mapped_column(ForeignKey("issues.number"))
    asked_at: Mapped[datetime | None]
    verdict: Mapped[str | None]


class IssuePicture(Base):
    """A photo that belongs to a step; `hash` is empty until it has been fetched."""

    __tablename__ = "issue_pictures"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("issue_events.id"), index=True)
    source: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str | None] = mapped_column(ForeignKey("media_files.hash"))
    lost: Mapped[str | None]
