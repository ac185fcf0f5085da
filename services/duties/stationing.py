"""进驻日: from when a team counts, said once by its captain (C2)."""

from datetime import date, datetime

from sqlalchemy import Text, cast, literal, select
from sqlalchemy.orm import Session

from db.models import AuditLine, Member, Occurrence, Post, State, Team, Urgency
from db.types import Moment
from knowledge.duties import DutyBook
from services import access, deliveries, workdays
from services.access import Action, Role, Scope, Speaker, TeamView
from services.clock import day_of
from services.duties import dates
from services.duties.book import book
from services.duties.refusals import NoTeam, StationedAhead
from services.workdays import Calendar

QUESTION = "duties.stationing"


def known_stationing(session: Session, speaker: Speaker) -> date | None:
    """What the speaker's team said so far; refuses whoever may not set it."""
    team = own_or_named(speaker.team)
    access.require(speaker, Action.SET_STATIONING, team)
    return stationed_on(session, team)


def own_or_named(team: TeamView | None) -> TeamView:
    """The team; NoTeam where there is none."""
    if team is None:
        raise NoTeam
    return team


def stationed_on(session: Session, team: TeamView) -> date | None:
    """The team's 进驻日, where it was said."""
    return session.scalar(select(Team.stationed_on).where(Team.id == team.id))


def set_stationing(session: Session, speaker: Speaker, day: date, shipped: DutyBook, now: datetime) -> int:
    """The speaker's team counts from this day; what is open and counted from it moves. Returns which day today is."""
    before = known_stationing(session, speaker)
    if day > day_of(now):
        raise StationedAhead(day)
    team = session.get_one(Team, own_or_named(speaker.team).id)
    team.stationed_on = day
    session.add(
        AuditLine(at=now, actor=speaker.name, act="duties.stationing", subject=team.town,
                  before=before.isoformat() if before else None, after=day.isoformat())
    )  # fmt: skip
    _move(session, team, day, book(session, shipped), workdays.calendar(session))
    return (day_of(now) - day).days


def ask_captains(session: Session, now: datetime) -> None:
    """Every captain of a team without a 进驻日 is owed the question, once for ever."""
    people = (
        select(
            literal(f"{QUESTION}:") + cast(Team.id, Text) + literal(":") + cast(Member.telegram_id, Text),
            literal(QUESTION), literal(None, Text), Member.telegram_id, literal(int(Urgency.DIGEST)),
            literal("sendMessage"), literal(now, Moment),
        )
        .join(Post, (Post.scope == Scope.TEAM) & (Post.scope_name == Team.town) & (Post.role == Role.CAPTAIN))
        .join(Member, Member.id == Post.member_id)
        .where(Team.stationed_on.is_(None), Post.until.is_(None), Member.left_at.is_(None))
        .where(Member.telegram_id.is_not(None), Member.blocked_at.is_(None))
    )  # fmt: skip
    deliveries.owe_all(session, people)


def _move(session: Session, team: Team, day: date, known: DutyBook, calendar: Calendar) -> None:
    for occurrence in session.scalars(
        select(Occurrence).where(Occurrence.team_id == team.id, Occurrence.state == State.OPEN)
    ):
        duty = known.get(occurrence.duty_id)
        if duty is not None and duty.after_stationing is not None:
            found = dates.after_stationing(duty, day, calendar)
            occurrence.opens_on, occurrence.nominal_on = found.opens_on, found.nominal_on
            occurrence.due_on, occurrence.due_at = found.due_on, found.due_at
