"""The 五员 duties as they fall due: occurrences, steps, what was told, and how each team arranges them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId
from db.models.member import Member
from db.models.team import Team


class State(StrEnum):
    """Where an occurrence stands."""

    OPEN = "open"
    DONE = "done"
    LATE = "late"
    SKIPPED = "skipped"


_OPEN = text("state = 'open'")
_HEARD_BY_ONE = text("rung <> 'T+3'")
_OF_THE_TEAM = text("member_id IS NULL")
_OF_A_PERSON = text("member_id IS NOT NULL")


class Occurrence(Base):
    """One duty falling due once, for a team (`member_id` empty: the captain's) or for one of its people.

    `nominal_on` is the day by the rule, `due_on` where holidays moved it, `due_at` the moment on it; from `opens_on`
    it can be done. `done_on` is the day it was really done, `done_at` when that was said.
    """

    __tablename__ = "duty_occurrences"
    __table_args__ = (
        Index(
            "uq_duty_occurrences_team", "team_id", "duty_id", "nominal_on",
            unique=True, sqlite_where=_OF_THE_TEAM, postgresql_where=_OF_THE_TEAM,
        ),
        Index(
            "uq_duty_occurrences_member", "member_id", "duty_id", "nominal_on",
            unique=True, sqlite_where=_OF_A_PERSON, postgresql_where=_OF_A_PERSON,
        ),
        Index(
            "ix_duty_occurrences_open", "due_on", "duty_id", "opens_on", "nominal_on",
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index("ix_duty_occurrences_team", "team_id", "due_on"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    duty_id: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    opens_on: Mapped[date]
    nominal_on: Mapped[date]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=State.OPEN)
    quiet_until: Mapped[date | None]
    put_off: Mapped[int] = mapped_column(default=0)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    done_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    team: Mapped[Team] = relationship(lazy="raise")
    doer: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=done_by)
    holder: Mapped[Member | None] = relationship(lazy="raise", foreign_keys=member_id)
    steps: Mapped[list["StepTick"]] = relationship(lazy="raise", order_by="StepTick.step")


class StepTick(Base):
    """A step that was done; `step` counts from 0 in the duty's own list."""

    __tablename__ = "duty_steps"

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("duty_occurrences.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    ticked_at: Mapped[datetime]

    member: Mapped[Member] = relationship(lazy="raise")


class Turn(Base):
    """What happened to an occurrence: appended to, never changed. `member_id` empty: the assistant itself."""

    __tablename__ = "duty_turns"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("duty_occurrences.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
    act: Mapped[str]
    note: Mapped[str | None]


class Rung(Base):
    """One rung of the ladder was owed to one person in the digest of `told_on`.

    Each rung has one hearer for ever, 指挥部's (T+3) aside, which all offices hear on the same day.
    """

    __tablename__ = "duty_rungs"
    __table_args__ = (
        Index("ix_duty_rungs_digest", "told_on", "member_id"),
        Index(
            "uq_duty_rungs_heard_by_one",
            "occurrence_id",
            "rung",
            unique=True,
            sqlite_where=_HEARD_BY_ONE,
            postgresql_where=_HEARD_BY_ONE,
        ),
    )

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("duty_occurrences.id"), primary_key=True)
    rung: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    told_on: Mapped[date]


class Arrangement(Base):
    """How one team does one duty: not at all (`off`), or by the hands of a member instead of the captain's."""

    __tablename__ = "duty_arrangements"

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    duty_id: Mapped[str] = mapped_column(primary_key=True)
    off: Mapped[bool] = mapped_column(default=False)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]


class OwnDuty(Base):
    """A duty made in the chat, for one team or (`team_id` empty) for all; `body` is what duties.yaml would say."""

    __tablename__ = "own_duties"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    body: Mapped[dict[str, object]]
    made_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DutyRule(Base):
    """The city's own word on where due days of a duty go that lie on days off, in place of the list's."""

    __tablename__ = "duty_rules"

    duty_id: Mapped[str] = mapped_column(primary_key=True)
    due_rule: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]


class DutyTemplate(Base):
    """A duty of all teams as it was when it was planned by last, so that a change of it is seen and told once."""

    __tablename__ = "duty_templates"

    duty_id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, object]]


class DutyPlanning(Base):
    """The one row that remembers how far was planned: occurrences on `planned_on`, digests up to `digest_on`.

    `seen` is what the plan was made of (day, duties, calendar, people); while it stays the same there is nothing to
    plan. `awake_at` is the last minute the planner lived, `away_from` the start of the last long gap before it.
    """

    __tablename__ = "duty_planning"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    planned_on: Mapped[date]
    digest_on: Mapped[date]
    seen: Mapped[str]
    awake_at: Mapped[datetime]
    away_from: Mapped[datetime | None]
    back_at: Mapped[datetime | None]
