"""Putting a reminder off (C6): the due day stays; twice by a tap, from the third time on with a reason."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from db.models import Occurrence, Turn, Urgency
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


def put_off(
    session: Session,
    speaker: Speaker,
    occurrence_id: int,
    until: date,
    shipped: DutyBook,
    now: datetime,
    reason: str | None = None,
) -> Item:
    """Silent for its owner until that day; then it is told once more. The due day and the rungs above stay."""
    item = open_item(session, speaker, occurrence_id, shipped, now)
    occurrence = item.occurrence
    if until < day_of(now):
        raise NotAhead(until)
    if occurrence.put_off >= WITHOUT_REASON and not reason:
        raise NeedsReason(occurrence, until)
    occurrence.put_off += 1
    occurrence.quiet_until = until
    session.add(Turn(occurrence_id=occurrence.id, member_id=speaker.member_id, at=now, act=PUT_OFF, note=reason))
    session.flush()
    return item


def this_afternoon(session: Session, hours: Hours, now: datetime) -> datetime:
    """When "this afternoon" is: three o'clock, or the next moment at which people may be spoken to."""
    afternoon = datetime.combine(day_of(now), _AFTERNOON, TEAM_ZONE)
    return hours.next_open(max(afternoon, now), workdays.calendar(session))


def remind_at(session: Session, speaker: Speaker, occurrence: Occurrence, at: datetime) -> None:
    """One message about this occurrence at that moment, asked for by its reader."""
    key = f"{RETURN}:{occurrence.id}:{occurrence.put_off}"
    owed = Owed(key, speaker.telegram_id, "sendMessage", None, RETURN, str(occurrence.id), Urgency.PERSONAL)
    deliveries.owe(session, [owed], at)
