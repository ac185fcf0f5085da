"""A session is announced, teams sign up to speak, and it may be called off."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from db.models import Talk, TalkTurn, Team
from services import access, people, workdays
from services.access import Action, Speaker
from services.clock import TEAM_ZONE, day_of
from services.talks import cards
from services.talks.finding import find_open, moderated, participants
from services.talks.refusals import (
    BegunBefore,
    ClosesTooLate,
    NotInvited,
    SeatsTaken,
    SignedUpBefore,
    SignUpClosed,
    TooManyTeams,
)
from services.talks.themes import one_theme

MOST_SPEAKERS = 6
_END_OF_DAY = time(18)


@dataclass(frozen=True)
class Plan:
    """A session to be announced; no `towns`: the first six that sign up speak."""

    theme: str
    starts_at: datetime
    place: str
    towns: tuple[str, ...]
    closing_at: datetime


def require_running(speaker: Speaker) -> None:
    """Returns for those who may hold sessions."""
    access.require(speaker, Action.RUN_TALK)


def usual_closing(session: Session, starts_at: datetime, now: datetime) -> datetime:
    """Six in the evening of the working day before; where that is over, the beginning itself."""
    day = workdays.calendar(session).previous_working(day_of(starts_at) - timedelta(days=1))
    closing = datetime.combine(day, _END_OF_DAY, TEAM_ZONE)
    return closing if closing > now else starts_at


def announce(session: Session, speaker: Speaker, plan: Plan, now: datetime) -> tuple[Talk, int]:
    """The session stands, and captains and departments are owed its card; returns how many people those are.

    Refuses several themes, more than six teams, towns that are none, and a closing time after the beginning.
    """
    require_running(speaker)
    one_theme(plan.theme)
    if len(plan.towns) > MOST_SPEAKERS:
        raise TooManyTeams
    if not now < plan.closing_at <= plan.starts_at:
        raise ClosesTooLate
    talk = Talk(
        theme=plan.theme,
        place=plan.place,
        starts_at=plan.starts_at,
        closing_at=plan.closing_at,
        towns=[people.team_of_town(session, town).town for town in plan.towns],
        district=_district(speaker),
        moderator_id=speaker.member_id,
        announced_at=now,
    )
    session.add(talk)
    session.flush()
    return talk, cards.owe_announcement(session, talk, now)


def reached(session: Session, speaker: Speaker) -> int:
    """How many people an announcement of this person's would reach."""
    return len(participants(session, _district(speaker), speaker.member_id or 0))


def sign_up(session: Session, speaker: Speaker, talk_id: int, now: datetime) -> TalkTurn:
    """The speaker's team stands in the order. Refuses the seventh, the uninvited, the late, and a second time.

    The session's row is held, so that of two captains who want the last seat one gets it.
    """
    access.require(speaker, Action.SPEAK_AT_TALK, speaker.team)
    session.execute(select(Talk.id).where(Talk.id == talk_id).with_for_update())
    talk = find_open(session, speaker, talk_id)
    if speaker.team is None:
        raise access.NotAllowed(Action.SPEAK_AT_TALK, None)
    if talk.started_at is not None:
        raise BegunBefore(talk.started_at)
    if talk.towns and speaker.team.town not in talk.towns:
        raise NotInvited(tuple(talk.towns))
    if now >= talk.closing_at:
        raise SignUpClosed(talk.closing_at)
    turn = _seated(session, speaker, speaker.team.id, talk, now)
    cards.owe_reminder(session, talk, speaker.telegram_id, now)
    return turn


def step_back(session: Session, speaker: Speaker, talk_id: int) -> bool:
    """The team does not speak after all; the others move up. Refuses once it began; False where it never signed up."""
    access.require(speaker, Action.SPEAK_AT_TALK, speaker.team)
    session.execute(select(Talk.id).where(Talk.id == talk_id).with_for_update())
    talk = find_open(session, speaker, talk_id)
    if talk.started_at is not None:
        raise BegunBefore(talk.started_at)
    gone = session.scalar(
        delete(TalkTurn)
        .where(TalkTurn.talk_id == talk.id, TalkTurn.team_id == (speaker.team.id if speaker.team else 0))
        .returning(TalkTurn.id)
    )
    return gone is not None


def cancel(session: Session, speaker: Speaker, talk_id: int, now: datetime) -> Talk:
    """It does not take place; whoever had the card is owed a word."""
    talk = moderated(session, speaker, talk_id)
    if talk.started_at is not None:
        raise BegunBefore(talk.started_at)
    talk.cancelled_at = now
    cards.owe_called_off(session, talk, now)
    return talk


def _district(speaker: Speaker) -> str | None:
    """The moderator's own district; None where the post reaches the whole city."""
    reach = access.reach(speaker, Action.RUN_TALK)
    return None if reach.city else min(reach.districts)


def _seated(session: Session, speaker: Speaker, team_id: int, talk: Talk, now: datetime) -> TalkTurn:
    turns = session.execute(
        select(TalkTurn.team_id, TalkTurn.line, Team.town)
        .join(Team, Team.id == TalkTurn.team_id)
        .where(TalkTurn.talk_id == talk.id)
        .order_by(TalkTurn.line)
    ).all()
    for number, row in enumerate(turns, 1):
        if row.team_id == team_id:
            raise SignedUpBefore(number)
    if len(turns) >= MOST_SPEAKERS:
        raise SeatsTaken(tuple(row.town for row in turns))
    last = session.scalar(select(func.max(TalkTurn.line)).where(TalkTurn.talk_id == talk.id)) or 0
    turn = TalkTurn(
        talk_id=talk.id, team_id=team_id, member_id=speaker.member_id, line=last + 1, signed_at=now
    )  # fmt: skip
    session.add(turn)
    session.flush()
    return turn
