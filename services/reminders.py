"""Turns schedules, due dates and escalations into deliveries: planning twice owes once."""

from datetime import datetime

from sqlalchemy.orm import Session

from db.turns import Turn, take_turn
from services import backups, duties, inbox, issues, notices, promises, questions
from services.knowing import Knowledge


def plan(session: Session, now: datetime, knowledge: Knowledge) -> None:
    """Everything due by now is owed; called each minute and at every start, and done by one process at a time."""
    if not take_turn(session.connection(), Turn.PLANNING):
        return
    inbox.forget_old(session, now)
    duties.plan(session, knowledge.duties, knowledge.hours, now)
    promises.plan(session, knowledge.hours, now)
    questions.plan(session, now)
    issues.plan(session, knowledge.hours, now)
    notices.plan(session, now)
    backups.plan(session, now)
