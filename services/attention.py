"""People's attention is the scarce thing: nothing unasked in quiet hours (C11), and at most a few a day (C18)."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.orm import Session

from db.models import Delivery, Fate, Urgency
from services import deliveries, workdays
from services.clock import TEAM_ZONE, day_of
from services.deliveries import Claimed
from services.hours import Hours
from services.workdays import Calendar


def hold_unasked(
    session: Session, claimed: Sequence[Claimed], now: datetime, hours: Hours, resting: Collection[str] = ()
) -> set[int]:
    """Of these claimed deliveries the unasked ones (urgency DIGEST) that must not go out now wait; returns their ids.

    In quiet hours they wait for the next open moment; beyond the day's budget for the next working day's digest.
    Replies, and what was marked urgent, never wait. Deliveries of the `resting` occasions, which somebody else's act
    led to, wait in quiet hours too but spend no budget.
    """
    waiting = [one for one in claimed if one.urgency is Urgency.DIGEST or one.occasion in resting]
    if not waiting:
        return set()
    calendar = workdays.calendar(session)
    if hours.is_quiet(now, calendar):
        return _postpone(session, [one.id for one in waiting], hours.next_open(now, calendar))
    unasked = [(one.id, one.chat_id) for one in waiting if one.urgency is Urgency.DIGEST]
    over = _over_budget(session, unasked, now, hours)
    return _postpone(session, over, _next_digest(now, hours, calendar)) if over else set()


def next_open(session: Session, hours: Hours, now: datetime) -> datetime:
    """This moment, or where people are not at work now the one at which they may be spoken to."""
    return hours.next_open(now, workdays.calendar(session))


def full(hours: Hours, now: datetime) -> Select[int]:
    """The chats that have heard as much unasked as a day may bring: what more there is waits for `next_digest`."""
    return (
        select(Delivery.chat_id)
        .where(*_heard_since_midnight(now))
        .group_by(Delivery.chat_id)
        .having(func.count() >= hours.unasked_a_day)
    )


def next_digest(session: Session, hours: Hours, now: datetime) -> datetime:
    """When the next working day's digest goes out, and with it what was beyond this day's budget."""
    return _next_digest(now, hours, workdays.calendar(session))


def _over_budget(session: Session, rows: Sequence[tuple[int, int]], now: datetime, hours: Hours) -> list[int]:
    chats = {chat_id for _, chat_id in rows}
    spent = {chat_id: _heard_today(session, chat_id, now) for chat_id in chats}
    over = []
    for delivery_id, chat_id in rows:
        spent[chat_id] += 1
        if spent[chat_id] > hours.unasked_a_day:
            over.append(delivery_id)
    return over


def _heard_today(session: Session, chat_id: int, now: datetime) -> int:
    counted = select(func.count()).where(Delivery.chat_id == chat_id, *_heard_since_midnight(now))
    return session.scalar(counted) or 0


def _heard_since_midnight(now: datetime) -> tuple[ColumnElement[bool], ...]:
    midnight = datetime.combine(day_of(now), time(), TEAM_ZONE)
    # Spelt out, not bound: else neither database sees that its partial index is meant.
    unasked = Delivery.urgency == literal_column(str(int(Urgency.DIGEST)))
    return unasked, Delivery.fate == Fate.SENT, Delivery.settled_at >= midnight


def _next_digest(now: datetime, hours: Hours, calendar: Calendar) -> datetime:
    return hours.digest_moment(calendar.next_working(day_of(now) + timedelta(days=1)))


def _postpone(session: Session, ids: Sequence[int], until: datetime) -> set[int]:
    deliveries.put_back(session, ids, until)
    return set(ids)
