"""Finds sessions: the one that is on or comes next, one by its number, who takes part, who speaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from db.models import Highlight, Member, Post, Talk, TalkQuestion, TalkTurn, Team
from services import access
from services.access import Action, Role, Speaker
from services.talks import problems
from services.talks.problems import Tally
from services.talks.refusals import NotModerator, TalkGone, TalkOver


class Stage(StrEnum):
    """How far a session has come."""

    ANNOUNCED = "announced"
    LIVE = "live"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Participant:
    """A captain or somebody of a department, to whom a session is told."""

    member_id: int
    name: str
    telegram_id: int


@dataclass(frozen=True)
class Board:
    """A session as its card shows it; `highlights` are what the teams (by id) told for it."""

    talk: Talk
    stage: Stage
    turns: Sequence[TalkTurn]
    questions: int
    unclaimed: int
    highlights: Mapping[int, int]

    @property
    def read_out(self) -> Tally | None:
        """How the questions of the session before stood when this one began."""
        return problems.tally_kept(self.talk.read_out)

    @property
    def speaking(self) -> TalkTurn | None:
        """Whose turn it is."""
        return next((one for one in self.turns if one.started_at and not one.ended_at), None)

    @property
    def waiting(self) -> Sequence[TalkTurn]:
        """Who has not had a turn yet, in order."""
        return [one for one in self.turns if one.started_at is None and one.skipped_at is None]

    @property
    def signed_up(self) -> frozenset[str]:
        """The towns whose teams stand in the order."""
        return frozenset(one.team.town for one in self.turns)


def stage_of(talk: Talk) -> Stage:
    """How far it has come."""
    if talk.cancelled_at:
        return Stage.CANCELLED
    if talk.ended_at:
        return Stage.ENDED
    return Stage.LIVE if talk.started_at else Stage.ANNOUNCED


def find(session: Session, speaker: Speaker, talk_id: int) -> Talk:
    """The session of this number, for whoever may see sessions. Refuses TalkGone."""
    access.require(speaker, Action.JOIN_TALK)
    return followed(session, talk_id)


def followed(session: Session, talk_id: int) -> Talk:
    """The session of this number, for the cards that follow it, whoever sees them. Refuses TalkGone."""
    talk = session.get(Talk, talk_id, options=[joinedload(Talk.moderator)], populate_existing=True)
    if talk is None:
        raise TalkGone
    return talk


def find_open(session: Session, speaker: Speaker, talk_id: int) -> Talk:
    """The session, unless it is over (TalkOver)."""
    talk = find(session, speaker, talk_id)
    over = talk.ended_at or talk.cancelled_at
    if over is not None:
        raise TalkOver(over)
    return talk


def moderated(session: Session, speaker: Speaker, talk_id: int) -> Talk:
    """The open session, held until the transaction ends, for its moderator alone (NotModerator)."""
    access.require(speaker, Action.RUN_TALK)
    session.execute(select(Talk.id).where(Talk.id == talk_id).with_for_update())
    talk = find_open(session, speaker, talk_id)
    if talk.moderator_id != speaker.member_id:
        raise NotModerator(talk.moderator.name)
    return talk


def current(session: Session) -> Talk | None:
    """The session that is on, else the next one announced, else the last one that ended."""
    open_one = session.scalar(
        select(Talk)
        .where(Talk.ended_at.is_(None), Talk.cancelled_at.is_(None))
        .order_by(Talk.started_at.is_(None), Talk.starts_at, Talk.id)
        .limit(1)
        .options(joinedload(Talk.moderator))
    )
    return open_one or last_ended(session)


def last_ended(session: Session, before: int | None = None) -> Talk | None:
    """The session that ended last; with `before`, the last one ahead of that session."""
    which: list[ColumnElement[bool]] = [Talk.ended_at.is_not(None)]
    if before is not None:
        which.append(Talk.id != before)
    return session.scalar(
        select(Talk).where(*which).order_by(Talk.ended_at.desc()).limit(1).options(joinedload(Talk.moderator))
    )


def of_team(session: Session, speaker: Speaker) -> Talk | None:
    """The session still to come, or on, at which the speaker's team speaks."""
    if speaker.team is None:
        return None
    return session.scalar(
        select(Talk)
        .join(TalkTurn, TalkTurn.talk_id == Talk.id)
        .where(TalkTurn.team_id == speaker.team.id, Talk.ended_at.is_(None), Talk.cancelled_at.is_(None))
        .order_by(Talk.starts_at)
        .limit(1)
    )


def live(session: Session) -> Talk | None:
    """The session that is on."""
    return session.scalar(
        select(Talk)
        .where(Talk.started_at.is_not(None), Talk.ended_at.is_(None), Talk.cancelled_at.is_(None))
        .limit(1)
        .options(joinedload(Talk.moderator))
    )


def board(session: Session, talk: Talk) -> Board:
    """The session with its speakers in order and how many questions there are."""
    turns = session.scalars(
        select(TalkTurn)
        .where(TalkTurn.talk_id == talk.id)
        .order_by(TalkTurn.line)
        .options(joinedload(TalkTurn.team), joinedload(TalkTurn.member))
        .execution_options(populate_existing=True)
    ).all()
    asked = select(func.count()).where(
        TalkQuestion.talk_id == talk.id, TalkQuestion.asked_at.is_not(None), TalkQuestion.withdrawn_at.is_(None)
    )
    told = select(Highlight.team_id, func.max(Highlight.id)).where(
        Highlight.talk_id == talk.id, Highlight.undone_at.is_(None)
    )
    highlights = {row[0]: row[1] for row in session.execute(told.group_by(Highlight.team_id))}
    waiting = problems.unclaimed(session, talk.id) if talk.started_at else 0
    return Board(talk, stage_of(talk), turns, session.scalar(asked) or 0, waiting, highlights)


def participants(session: Session, district: str | None, moderator_id: int) -> Sequence[Participant]:
    """Captains of this district (or of all), departments, and the moderator: those who have joined, in order."""
    rows = session.execute(
        select(Member.id, Member.name, Member.telegram_id)
        .where(Member.telegram_id.is_not(None), Member.left_at.is_(None))
        .where(or_(Member.id == moderator_id, Member.id.in_(select(Post.member_id).where(_invited(district)))))
        .order_by(Member.id)
    )
    return [Participant(number, name, chat) for number, name, chat in rows if chat is not None]


def _invited(district: str | None) -> ColumnElement[bool]:
    captain = Post.role == Role.CAPTAIN
    if district is not None:
        captain = and_(captain, Post.scope_name.in_(select(Team.town).where(Team.district == district)))
    return and_(Post.until.is_(None), or_(captain, Post.role == Role.DEPARTMENT))


def is_moderator(speaker: Speaker, talk: Talk) -> bool:
    """Whether this person moderates it."""
    return talk.moderator_id == speaker.member_id
