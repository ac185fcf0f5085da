"""Putting a reminder off (C6): the due day stays; twice by a tap, from the third time on with a reason."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from db.models import Turn, Urgency
from knowledge.duties import DutyBook
from services import deliveries, workdays
from services.access import Speaker
from services.clock import TEAM_ZONE, day_of
from services.deliveries import Owed
from services.duties.finishing import open_item
from services.duties.items import Item
from services.duties.refusals import NeedsReason, NotAhead
from services.hours import Hours

RETURN = "duties.return"
PUT_OFF = "put off"
WITHOUT_REASON = 2
_AFTERNOON = time(15)
_DAY = timedelta(days=1)


class Until(StrEnum):
    """The usual times to put a reminder off to."""

    AFTERNOON = "pm"
    MORNING = "morning"
    MONDAY = "monday"


@dataclass(frozen=True)
class PutOff:
    """The duty, and when it will be told of again."""

    item: Item
    at: datetime


def day_of_until(until: Until, today: date) -> date:
    """The day each usual time means."""
    ahead = {Until.AFTERNOON: 0, Until.MORNING: 1, Until.MONDAY: 7 - today.weekday()}
    return today + _DAY * ahead[until]


def put_off(
    session: Session, speaker: Speaker, occurrence_id: int, until: date, shipped: DutyBook, hours: Hours, now: datetime,
    reason: str | None = None,
) -> PutOff:  # fmt: skip
    """Silent for its owner until that day, then told once more; the due day and the rungs above stay.

    A day off means the next working day's digest; today means this afternoon.
    """
    item = open_item(session, speaker, occurrence_id, shipped, now)
    one, today = item.occurrence, day_of(now)
    if until < today:
        raise NotAhead(until)
    if one.put_off >= WITHOUT_REASON and not reason:
        raise NeedsReason(one, until)
    calendar = workdays.calendar(session)
    one.put_off += 1
    session.add(Turn(occurrence_id=one.id, member_id=speaker.member_id, at=now, act=PUT_OFF, note=reason))
    if until == today:
        afternoon = datetime.combine(today, _AFTERNOON, TEAM_ZONE)
        at = hours.next_open(max(afternoon, now + timedelta(hours=1)), calendar)
        _owe(session, speaker, item, at)
    else:
        one.quiet_until = calendar.next_working(until)
        at = hours.digest_moment(one.quiet_until)
    session.flush()
    return PutOff(item, at)


def _owe(session: Session, speaker: Speaker, item: Item, at: datetime) -> None:
    one = item.occurrence
    key = f"{RETURN}:{one.id}:{one.put_off}"
    owed = Owed(key, speaker.telegram_id, "sendMessage", None, RETURN, str(one.id), Urgency.PERSONAL)
    deliveries.owe(session, [owed], at)
