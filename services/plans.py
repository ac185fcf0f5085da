"""Visits still to come: said once, remembered if the person wants, spoken of on the morning of that day."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Visit, VisitPlan
from knowledge.places import Places
from services import deliveries
from services.access import Speaker
from services.clock import TEAM_ZONE, day_of
from services.deliveries import Owed, Urgency
from services.households import home_of
from services.understanding.people import households
from services.understanding.plain import plain
from services.understanding.villages import find_villages
from services.visits.recording import require_recording
from services.work import WorkError

__all__ = [
    "MORNING", "REMINDER", "PlanGone", "VisitPlan", "drop", "due", "find", "note", "remind",
]  # fmt: skip

REMINDER = "plans.reminder"
MORNING = time(8)


class PlanGone(WorkError):
    """The plan is not there, is not the speaker's, or its day is over."""


def note(
    session: Session, speaker: Speaker, said: str, planned_on: date, source: str, places: Places, now: datetime
) -> VisitPlan:
    """The plan is kept with its village and household; the same message keeps one, its edit changes it."""
    team = require_recording(speaker)
    plan = session.scalar(select(VisitPlan).where(VisitPlan.source == source))
    if plan is None:
        plan = VisitPlan(source=source, member_id=speaker.member_id, said=said, planned_on=planned_on, said_at=now)
        session.add(plan)
    text = plain(said)
    hits = find_villages(text, team.town, places).hits
    homes = [span.of(said) for span in households(text)]
    plan.said, plan.planned_on = said, planned_on
    plan.village = hits[0].village.name if hits else None
    plan.household = homes[0] if homes else None
    session.flush()
    return plan


def remind(session: Session, speaker: Speaker, plan_id: int, now: datetime) -> VisitPlan:
    """A reminder is owed on the morning of the day; wanted twice it is owed once."""
    plan = find(session, speaker, plan_id)
    if plan.planned_on < day_of(now):
        raise PlanGone
    plan.wanted_at, plan.dropped_at = now, None
    due_at = datetime.combine(plan.planned_on, MORNING, TEAM_ZONE)
    owed = Owed(
        f"{REMINDER}:{plan.id}:{plan.planned_on}", speaker.telegram_id, "sendMessage", None, REMINDER, str(plan.id),
        Urgency.PERSONAL,
    )  # fmt: skip
    deliveries.owe(session, [owed], max(due_at, now))
    return plan


def drop(session: Session, speaker: Speaker, plan_id: int, now: datetime) -> VisitPlan:
    """No reminder is wanted."""
    plan = find(session, speaker, plan_id)
    plan.dropped_at = now
    deliveries.withdraw(session, REMINDER, str(plan.id))
    return plan


def find(session: Session, speaker: Speaker, plan_id: int) -> VisitPlan:
    """The speaker's own plan."""
    plan = session.get(VisitPlan, plan_id)
    if plan is None or plan.member_id != speaker.member_id:
        raise PlanGone
    return plan


def due(session: Session, speaker: Speaker, plan_id: int) -> VisitPlan | None:
    """The plan, if it is still to be spoken of: wanted, and nobody of the team has been there since it was said."""
    plan = session.get(VisitPlan, plan_id)
    if plan is None or plan.dropped_at is not None or plan.wanted_at is None or speaker.team is None:
        return None
    return None if _been_there(session, speaker.team.id, plan) else plan


def _been_there(session: Session, team_id: int, plan: VisitPlan) -> bool:
    if plan.village is None and plan.household is None:
        return False
    there: Sequence[Visit] = session.scalars(
        select(Visit).where(
            Visit.team_id == team_id, Visit.undone_at.is_(None), Visit.told_at > plan.said_at
        )
    ).all()  # fmt: skip
    home = home_of(plan.household)
    return any(
        (home is None or one.home == home) and (plan.village is None or one.village == plan.village) for one in there
    )
