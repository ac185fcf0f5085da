"""What a person's duties will be in the months ahead, for a calendar (C14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Arrangement, Occurrence, State, Team
from knowledge.duties import Duty, DutyBook, Holder
from services import access, workdays
from services.access import Action, Role, Speaker
from services.clock import day_of
from services.duties import dates
from services.duties.book import book
from services.duties.dates import Falling
from services.duties.refusals import NoTeam

AHEAD = timedelta(days=183)


@dataclass(frozen=True)
class Entry:
    """One due moment; `uid` stays the same when the date moves, so that a calendar moves it too."""

    uid: str
    duty: Duty
    falling: Falling
    estimated: bool


def entries(session: Session, speaker: Speaker, shipped: DutyBook, now: datetime) -> list[Entry]:
    """What is left of the person's duties in the next six months, and of the team's that are this person's to do."""
    access.require(speaker, Action.FINISH_DUTY, speaker.team)
    if speaker.team is None:
        raise NoTeam
    team = session.get_one(Team, speaker.team.id)
    arranged = {
        row.duty_id: row for row in session.scalars(select(Arrangement).where(Arrangement.team_id == team.id))
    }  # fmt: skip
    mine = [duty for duty in book(session, shipped) if _is_mine(duty, speaker, arranged.get(duty.id))]
    done = _done(session, speaker, team, day_of(now))
    found = [
        one
        for duty in mine
        for one in _of(session, duty, team, day_of(now))
        if (duty.id, one.falling.nominal_on) not in done
    ]
    return sorted(found, key=lambda one: one.falling.due_at)


def _is_mine(duty: Duty, speaker: Speaker, arranged: Arrangement | None) -> bool:
    of_another_team = duty.team_id is not None and speaker.team is not None and duty.team_id != speaker.team.id
    if of_another_team or (arranged is not None and arranged.off):
        return False
    if duty.holder is Holder.EACH:
        return True
    if arranged is not None and arranged.member_id is not None:
        return arranged.member_id == speaker.member_id
    return Role.CAPTAIN in speaker.roles


def _done(session: Session, speaker: Speaker, team: Team, today: date) -> set[tuple[str, date]]:
    """What is finished or dropped already: no calendar need remind of it."""
    own = or_(Occurrence.member_id.is_(None), Occurrence.member_id == speaker.member_id)
    rows = session.execute(
        select(Occurrence.duty_id, Occurrence.nominal_on).where(
            Occurrence.team_id == team.id, own, Occurrence.due_on >= today, Occurrence.state != State.OPEN
        )
    )
    return {(duty_id, nominal_on) for duty_id, nominal_on in rows}


def _of(session: Session, duty: Duty, team: Team, today: date) -> Iterator[Entry]:
    calendar = workdays.calendar(session)
    for one in _falling(duty, team, today, calendar):
        known = calendar.is_known(one.due_on.year) and calendar.is_known(one.nominal_on.year)
        yield Entry(f"{duty.id}-{team.id}-{one.nominal_on:%Y%m%d}", duty, one, not known)


def _falling(duty: Duty, team: Team, today: date, calendar: workdays.Calendar) -> Iterator[Falling]:
    if duty.cadence is None:
        found = dates.after_stationing(duty, team.stationed_on, calendar) if team.stationed_on else None
        if found is not None and found.due_on >= today:
            yield found
        return
    for one in dates.between(duty, today, today + AHEAD, calendar):
        if one.due_on <= today + AHEAD:
            yield one
