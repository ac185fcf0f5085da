"""Once a week the editors are shown what could be learnt."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services import deliveries, people, workdays
from services.access import Role
from services.clock import TEAM_ZONE, day_of
from services.deliveries import Owed, Urgency
from services.hours import Hours

WEEKLY = "learning.weekly"


def plan(session: Session, hours: Hours, now: datetime) -> None:
    """Each editor is owed the week's proposals on its first working day, at the hour of the digest, once."""
    today = day_of(now)
    monday = today - timedelta(days=today.weekday())
    day = workdays.calendar(session).next_working(monday)
    owed = [
        Owed(f"{WEEKLY}:{monday.isoformat()}:{chat}", chat, "sendMessage", None, WEEKLY, None, Urgency.DIGEST)
        for chat in (one.telegram_id for one in people.holders(session, Role.EDITOR, None))
        if chat is not None
    ]
    deliveries.owe(session, owed, datetime.combine(day, hours.digest_at, TEAM_ZONE))
