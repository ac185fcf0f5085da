"""Writes occurrences as rows: for every team and person by one statement a duty, however many they are."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import BigInteger, Date, Select, cast, column, delete, exists, literal, null, select, update, values
from sqlalchemy.orm import Session

from db.models import Arrangement, Member, Occurrence, Post, Rung, State, StepTick, Team
from db.once import insert_once, select_once
from db.types import Moment
from knowledge.duties import Duty, DutyBook, Holder
from services.access import Role, Scope
from services.duties import dates
from services.duties.dates import Falling
from services.workdays import Calendar

HORIZON = timedelta(days=14)
# A duty counted from a 进驻日 that is entered late is still owed for so long; an older one is history.
_STILL_OWED = timedelta(days=10)
STATIONED = (Role.MEMBER, Role.FIRST_SECRETARY, Role.CAPTAIN)
_COLUMNS = (
    "duty_id", "team_id", "member_id", "opens_on", "nominal_on", "due_on", "due_at", "state", "put_off",
)  # fmt: skip


def plan_all(session: Session, book: DutyBook, calendar: Calendar, since: date, today: date) -> None:
    """Every occurrence due from `since` on whose window opens within the horizon has its row, however often asked."""
    for duty in book:
        if duty.cadence is not None:
            times = list(dates.between(duty, since, today + HORIZON, calendar))
            _insert_times(session, duty, times)
        else:
            _insert_stationed(session, duty, calendar, since, today)


def forget_unopened(session: Session, today: date) -> None:
    """Occurrences whose window has not opened and that nobody touched go; they are planned again by new rules."""
    touched = exists().where(StepTick.occurrence_id == Occurrence.id) | exists().where(
        Rung.occurrence_id == Occurrence.id
    )
    session.execute(
        delete(Occurrence).where(
            Occurrence.state == State.OPEN, Occurrence.opens_on > today, Occurrence.put_off == 0, ~touched
        )
    )


def move_opened(session: Session, book: DutyBook, calendar: Calendar, today: date) -> None:
    """Open occurrences still to come follow the calendar as it is known now."""
    open_ones = session.execute(
        select(Occurrence.duty_id, Occurrence.nominal_on, Occurrence.due_on)
        .where(Occurrence.state == State.OPEN, Occurrence.due_on > today)
        .distinct()
    ).all()
    for duty_id, nominal_on, due_on in open_ones:
        duty = book.get(duty_id)
        if duty is not None:
            _redate(session, duty_id, due_on, dates.falling(duty, nominal_on, calendar), today)


def _redate(session: Session, duty_id: str, due_on: date, found: Falling, today: date) -> None:
    """Nothing becomes late by it: what a new rule would have wanted before today stays where it is."""
    if found.due_on == due_on or found.due_on <= today:
        return
    session.execute(
        update(Occurrence)
        .where(Occurrence.duty_id == duty_id, Occurrence.nominal_on == found.nominal_on, Occurrence.state == State.OPEN)
        .values(due_on=found.due_on, due_at=found.due_at, opens_on=found.opens_on)
    )


def _insert_times(session: Session, duty: Duty, times: Sequence[Falling]) -> None:
    if not times:
        return
    named = values(
        column("opens_on", Date), column("nominal_on", Date), column("due_on", Date), column("due_at", Moment),
        name="times",
    ).data([(one.opens_on, one.nominal_on, one.due_on, one.due_at) for one in times])  # fmt: skip
    when = named.cte("times")
    holders = _holders(duty).subquery()
    rows = select(
        literal(duty.id), holders.c.team_id, holders.c.member_id,
        when.c.opens_on, when.c.nominal_on, when.c.due_on, when.c.due_at, literal(State.OPEN.value), literal(0),
    ).select_from(holders.join(when, literal(True)))  # fmt: skip
    select_once(session, Occurrence, _COLUMNS, rows)


def _insert_stationed(session: Session, duty: Duty, calendar: Calendar, since: date, today: date) -> None:
    """Each team has its own day, so these few dates pass through Python."""
    earliest = since - _STILL_OWED - timedelta(days=duty.after_stationing or 0)
    holders = _holders(duty).subquery()
    done = exists().where(Occurrence.duty_id == duty.id, Occurrence.team_id == holders.c.team_id)
    query = (
        select(holders.c.team_id, holders.c.member_id, Team.stationed_on)
        .join(Team, Team.id == holders.c.team_id)
        .where(Team.stationed_on >= earliest, ~done)
    )
    rows = []
    for team_id, member_id, stationed in session.execute(query):
        found = dates.after_stationing(duty, stationed, calendar)
        if found.opens_on <= today + HORIZON:
            rows.append(_row(duty, team_id, member_id, found))
    insert_once(session, Occurrence, rows)


def _row(duty: Duty, team_id: int, member_id: int | None, found: Falling) -> dict[str, object]:
    return {
        "duty_id": duty.id,
        "team_id": team_id,
        "member_id": member_id,
        "opens_on": found.opens_on,
        "nominal_on": found.nominal_on,
        "due_on": found.due_on,
        "due_at": found.due_at,
        "state": State.OPEN,
        "put_off": 0,
    }


def _holders(duty: Duty) -> Select[int, int | None]:
    """Whose the duty is: every team with somebody stationed, or every stationed person; switched-off teams aside."""
    stationed = exists().where(
        Post.scope == Scope.TEAM, Post.scope_name == Team.town, Post.role.in_(STATIONED), Post.until.is_(None)
    )
    off = exists().where(Arrangement.team_id == Team.id, Arrangement.duty_id == duty.id, Arrangement.off)
    if duty.holder is Holder.CAPTAIN:
        query = select(Team.id.label("team_id"), cast(null(), BigInteger).label("member_id")).where(stationed, ~off)
    else:
        query = (
            select(Team.id.label("team_id"), Member.id.label("member_id"))
            .join(Member, Member.team_id == Team.id)
            .where(stationed.where(Post.member_id == Member.id), Member.left_at.is_(None), ~off)
        )
    return query if duty.team_id is None else query.where(Team.id == duty.team_id)
