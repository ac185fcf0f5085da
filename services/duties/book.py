"""The duties in force: what ships with the program, and what was made in the chat."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import OwnDuty
from knowledge.duties import Duty, DutyBook


def book(session: Session, shipped: DutyBook) -> DutyBook:
    """Shipped duties first, then the teams' own under ids of their own."""
    rows = session.scalars(select(OwnDuty).where(OwnDuty.ended_at.is_(None)).order_by(OwnDuty.id)).all()
    if not rows:
        return shipped
    own = {own_id(row): _duty(row) for row in rows}
    return DutyBook(dict(shipped.duties) | own)


def own_id(row: OwnDuty) -> str:
    """own-12."""
    return f"own-{row.id}"


def _duty(row: OwnDuty) -> Duty:
    return Duty.model_validate({**row.body, "id": own_id(row), "team_id": row.team_id})
