"""The duties in force: what ships with the program, what was made in the chat, and the city's rules for days off."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DutyRule, OwnDuty
from knowledge.duties import DueRule, Duty, DutyBook


def book(session: Session, shipped: DutyBook) -> DutyBook:
    """Shipped duties first, then the teams' own under ids of their own."""
    rows = session.scalars(select(OwnDuty).where(OwnDuty.ended_at.is_(None)).order_by(OwnDuty.id)).all()
    rules = {row.duty_id: DueRule(row.due_rule) for row in session.scalars(select(DutyRule))}
    if not rows and not rules:
        return shipped
    whole = dict(shipped.duties) | {own_id(row): own_duty(row) for row in rows}
    return DutyBook({duty_id: _ruled(duty, rules.get(duty_id)) for duty_id, duty in whole.items()})


def own_id(row: OwnDuty) -> str:
    """own-12."""
    return f"own-{row.id}"


def own_duty(row: OwnDuty) -> Duty:
    """The duty that was made in the chat, in force or ended."""
    return Duty.model_validate({**row.body, "id": own_id(row), "team_id": row.team_id})


def _ruled(duty: Duty, rule: DueRule | None) -> Duty:
    return duty if rule is None else duty.model_copy(update={"due_rule": rule})
