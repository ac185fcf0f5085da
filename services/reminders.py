"""Turns schedules, due dates and escalations into deliveries: planning twice owes once."""

from datetime import datetime

from sqlalchemy.orm import Session

from services import duties, inbox
from services.knowing import Knowledge


def plan(session: Session, now: datetime, knowledge: Knowledge) -> None:
    """Everything that has become due by now is owed; called each minute and at every start."""
    inbox.forget_old(session, now)
    duties.plan(session, knowledge.duties, knowledge.hours, now)
