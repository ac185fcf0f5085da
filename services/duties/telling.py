"""Owes the digest of a working day (C5): the rungs that have come due, each told once, and one delivery a person."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Select,
    Text,
    cast,
    column,
    exists,
    literal,
    or_,
    select,
    values,
)
from sqlalchemy.orm import Session

from db.bulk import many_rows
from db.models import Member, Occurrence, Post, Rung, State, StepTick, Team, Urgency
from db.once import select_once
from db.types import Moment
from knowledge.duties import DutyBook
from services import deliveries, promises
from services.access import Role, Scope, Speaker
from services.duties.owners import Owners, owners
from services.duties.rungs import STEP, Listener, ladder
from services.morning import DIGEST, has_digest, key
from services.workdays import Calendar

# An occurrence that nobody finished is told of to the last rung and then only listed; older ones need no look.
_LOOKED_AT = timedelta(days=60)
_COLUMNS = ("occurrence_id", "rung", "member_id", "told_on")


def owe_digests(session: Session, book: DutyBook, calendar: Calendar, today: date, now: datetime) -> None:
    """Every rung that has come due up to today is told today, and whoever is told of any is owed one digest.

    1. Rungs first, each once for ever, whoever heard it: unique keys.
    2. Then one delivery for each person with a rung of today, in the same transaction.
    """
    with many_rows(session):
        for listener in Listener:
            _tell(session, listener, list(_due_rungs(session, book, calendar, listener, today)), today)
        _tell_returned(session, today)
        _owe(session, today, now)


def is_still_due(session: Session, speaker: Speaker, day: date, today: date) -> bool:
    """Whether the digest of that day still has something to say (C9).

    Not when all it told of is done and no promise is due, nor when it was held up until a later day that has a digest
    of its own.
    """
    if day < today and session.scalar(select(has_digest(today, speaker.telegram_id))):
        return False
    if speaker.member_id is not None and promises.due_by(session, speaker.member_id, promises.horizon(session, today)):
        return True
    told = select(Rung.occurrence_id).where(Rung.member_id == speaker.member_id, Rung.told_on == day)
    return session.scalar(select(exists().where(Occurrence.id.in_(told), Occurrence.state == State.OPEN))) is True


def _due_rungs(
    session: Session, book: DutyBook, calendar: Calendar, listener: Listener, today: date
) -> Iterator[tuple[str, date, date, str]]:
    """Duty, window, due day and rung, for every distinct window that is open or overdue."""
    query = (
        select(Occurrence.duty_id, Occurrence.nominal_on, Occurrence.opens_on, Occurrence.due_on)
        .where(Occurrence.state == State.OPEN, Occurrence.opens_on <= today, Occurrence.due_on >= today - _LOOKED_AT)
        .distinct()
    )
    for duty_id, nominal_on, opens_on, due_on in session.execute(query):
        duty = book.get(duty_id)
        for rung in ladder(duty, nominal_on, opens_on, due_on, calendar) if duty else ():
            if rung.listener is listener and rung.day <= today:
                yield duty_id, opens_on, due_on, rung.rung


def _tell(session: Session, listener: Listener, rungs: list[tuple[str, date, date, str]], today: date) -> None:
    if not rungs:
        return
    due = _named(rungs)
    whose = owners(today)
    source, hearer = _listening(listener, whose)
    of_this_window = (
        (due.c.duty_id == Occurrence.duty_id)
        & (due.c.opens_on == Occurrence.opens_on)
        & (due.c.due_on == Occurrence.due_on)
    )
    rows = _rows(source.join(due, of_this_window), hearer, due.c.rung, today)
    if listener is Listener.OWNER:
        rows = rows.where(_awake(today), ~_ticked(due.c.rung))
    if listener is Listener.OFFICE:
        rows = rows.where(~_told_before(due.c.rung, today))
    select_once(session, Rung, _COLUMNS, rows)


def _tell_returned(session: Session, today: date) -> None:
    """What was put off until today, or until a day off before it, is told once more."""
    whose = owners(today)
    rung = literal("put-") + cast(Occurrence.put_off, Text)
    returned = whose.source.join(Team, (Team.id == Occurrence.team_id) & (Occurrence.quiet_until <= today))
    select_once(session, Rung, _COLUMNS, _rows(returned, whose.hearer, rung, today))


def _rows(
    source: FromClause, hearer: ColumnElement[int], rung: ColumnElement[str], today: date
) -> Select[int, str, int, date]:
    """What is open, and whoever hears of it and can be reached; whom a unique key knows already is left out there."""
    return (
        select(Occurrence.id, rung, hearer, literal(today, Date))
        .select_from(source.join(Member, Member.id == hearer))
        .where(Occurrence.state == State.OPEN)
        .where(Member.telegram_id.is_not(None), Member.left_at.is_(None), Member.blocked_at.is_(None))
    )


def _awake(today: date) -> ColumnElement[bool]:
    """What its owner put off stays silent until its day."""
    return or_(Occurrence.quiet_until.is_(None), Occurrence.quiet_until <= today)


def _ticked(rung: ColumnElement[str]) -> ColumnElement[bool]:
    """A step that is there already is not told of."""
    of_step = literal(STEP) + cast(StepTick.step, Text)
    return exists().where(StepTick.occurrence_id == Occurrence.id, of_step == rung)


def _told_before(rung: ColumnElement[str], today: date) -> ColumnElement[bool]:
    """Several offices hear the same rung, so only the day tells whether it was told."""
    return exists().where(Rung.occurrence_id == Occurrence.id, Rung.rung == rung, Rung.told_on != today)


def _listening(listener: Listener, whose: Owners) -> tuple[FromClause, ColumnElement[int]]:
    if listener is Listener.OWNER:
        return whose.source, whose.hearer
    if listener is Listener.CAPTAIN:
        return whose.source, whose.captain_hearer
    offices = (Post.role == Role.OFFICE) & Post.until.is_(None)
    reaching = or_(Post.scope == Scope.CITY, (Post.scope == Scope.DISTRICT) & (Post.scope_name == Team.district))
    source = Occurrence.__table__.join(Team, Team.id == Occurrence.team_id).join(Post, offices & reaching)
    return source, Post.member_id.expression


def _named(rungs: list[tuple[str, date, date, str]]) -> CTE:
    columns = (column("duty_id", Text), column("opens_on", Date), column("due_on", Date), column("rung", Text))
    return values(*columns, name="due").data(rungs).cte("due")


def _owe(session: Session, today: date, now: datetime) -> None:
    told = select(Rung.member_id).where(Rung.told_on == today).distinct().subquery()
    chat = Member.telegram_id
    people = (
        select(
            key(today, chat), literal(DIGEST), literal(today.isoformat()), chat, literal(int(Urgency.DIGEST)),
            literal("sendMessage"), literal(now, Moment),
        )
        .select_from(Member)
        .join(told, told.c.member_id == Member.id)
    )  # fmt: skip
    deliveries.owe_all(session, people)
