"""队长有话说: one session, who speaks at it, what is asked, and who has the same question."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId
from db.models.member import Member
from db.models.team import Team


class Talk(Base):
    """One session with one theme; its id is the number people call it by (第3期).

    `towns` are the teams asked to speak; where there are none, the first that sign up do. `district` is empty where
    the whole city is meant. `read_out` is how the questions of the session before stood when this one began.
    `group_id` and `group_topic` are the group that follows it, if there is one.
    """

    __tablename__ = "talks"
    __table_args__ = (Index("ix_talks_open", "ended_at", "cancelled_at", "starts_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    theme: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[datetime]
    closing_at: Mapped[datetime]
    towns: Mapped[list[str]]
    district: Mapped[str | None]
    moderator_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    announced_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    read_out: Mapped[dict[str, object] | None]
    group_id: Mapped[int | None]
    group_topic: Mapped[int | None]

    moderator: Mapped[Member] = relationship(lazy="raise")


class TalkTurn(Base):
    """A team's turn to speak: signed up, then spoken or passed over; `line` is where it stands in the order."""

    __tablename__ = "talk_turns"
    __table_args__ = (UniqueConstraint("talk_id", "team_id", name="uq_talk_turns_team"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    line: Mapped[int]
    signed_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    skipped_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship(lazy="raise")
    member: Mapped[Member] = relationship(lazy="raise")


class TalkQuestion(Base):
    """Something asked before or at a session; it counts from `asked_at` on, under its `number` within the session.

    `signed` says whether others may see who asked; the moderator may always. `turn_id` is who was speaking.
    """

    __tablename__ = "talk_questions"
    __table_args__ = (UniqueConstraint("talk_id", "number", name="uq_talk_questions_number"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    number: Mapped[int | None]
    words: Mapped[str]
    signed: Mapped[bool] = mapped_column(default=True)
    written_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("talk_turns.id"))
    withdrawn_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise")


class TalkSupport(Base):
    """同问: somebody has the same question; it orders the agenda and counts for nothing else."""

    __tablename__ = "talk_supports"
    __table_args__ = (UniqueConstraint("question_id", "member_id", name="uq_talk_supports_member"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("talk_questions.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    supported_at: Mapped[datetime]
