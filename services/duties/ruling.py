"""The city's own word on where due days go that lie on days off; it holds for every team."""

from datetime import datetime

from sqlalchemy.orm import Session

from db.models import DutyRule
from knowledge.duties import DueRule, Duty, DutyBook
from services import access
from services.access import Action, Speaker
from services.duties.book import book
from services.duties.refusals import DutyGone


def may_rule(speaker: Speaker) -> bool:
    """Only an office of the whole city."""
    return access.reach(speaker, Action.ARRANGE_DUTIES).city


def rule(session: Session, speaker: Speaker, duty_id: str, wanted: DueRule, shipped: DutyBook, now: datetime) -> Duty:
    """The duty's due days move this way from now on; within a minute what is still to come has moved.

    Every captain is told of it once, as of any change of the list (services.duties.templates).
    """
    if not may_rule(speaker):
        raise access.NotAllowed(Action.ARRANGE_DUTIES, None)
    known = book(session, shipped).get(duty_id)
    if known is None or known.team_id is not None:
        raise DutyGone
    row = session.get(DutyRule, duty_id) or DutyRule(duty_id=duty_id)
    row.due_rule, row.made_by, row.made_at = wanted.value, speaker.member_id or 0, now
    session.add(row)
    session.flush()
    return known.model_copy(update={"due_rule": wanted})
