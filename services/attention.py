"""People's attention is the scarce thing: nothing unasked in quiet hours (C11), and at most a few a day (C18)."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import func, select
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
    midnight = datetime.combine(day_of(now), time(), TEAM_ZONE)
    counted = select(func.count()).where(
        Delivery.chat_id == chat_id, Delivery.urgency == Urgency.DIGEST,
        Delivery.fate == Fate.SENT, Delivery.settled_at >= midnight,
    )  # fmt: skip
    return session.scalar(counted) or 0


def _next_digest(now: datetime, hours: Hours, calendar: Calendar) -> datetime:
    return hours.digest_moment(calendar.next_working(day_of(now) + timedelta(days=1)))


def _postpone(session: Session, ids: Sequence[int], until: datetime) -> set[int]:
    deliveries.put_back(session, ids, until)
    return set(ids)
