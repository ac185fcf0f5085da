"""Duties made in the chat can be ended, and taken up again, by whoever may arrange them (C1)."""

import re
from datetime import datetime

from sqlalchemy import ColumnElement, exists, update
from sqlalchemy.orm import Session

from db.models import Arrangement, Occurrence, OwnDuty, State
from knowledge.duties import Duty
from services import access
from services.access import Action, Speaker
from services.clock import day_of
from services.duties.arranging import note
from services.duties.book import own_duty
from services.duties.refusals import DutyGone
from services.duties.templates import EVERYWHERE

_OWN = "own-"
_NUMBER = re.compile("[0-9]{1,15}")


def may_end(speaker: Speaker, duty: Duty) -> bool:
    """A team's own is its captain's to end, one of all teams the city office's; shipped ones end in the file."""
    if not duty.id.startswith(_OWN):
        return False
    if duty.team_id is None:
        return access.reach(speaker, Action.ARRANGE_DUTIES).city
    own = speaker.team is not None and speaker.team.id == duty.team_id
    return own and access.allows(speaker, Action.ARRANGE_DUTIES, speaker.team)


def end(session: Session, speaker: Speaker, duty_id: str, now: datetime) -> Duty:
    """Nobody does it from now on; what is open of it is dropped, what was done stays."""
    row = _required(session, speaker, duty_id)
    if row.ended_at is not None:
        raise DutyGone
    row.ended_at = now
    _set_state(session, duty_id, State.OPEN, State.SKIPPED)
    note(session, speaker, "duties.end", f"{_where(speaker, row)} {duty_id}", own_duty(row).name, None, now)
    return own_duty(row)


def revive(session: Session, speaker: Speaker, duty_id: str, now: datetime) -> Duty:
    """It is done again; what was dropped and is still to come is open once more."""
    row = _required(session, speaker, duty_id)
    if row.ended_at is None:
        raise DutyGone
    row.ended_at = None
    left_out = exists().where(
        Arrangement.team_id == Occurrence.team_id, Arrangement.duty_id == duty_id, Arrangement.off
    )
    to_come = (Occurrence.due_on >= day_of(now)) & ~left_out
    _set_state(session, duty_id, State.SKIPPED, State.OPEN, to_come)
    note(session, speaker, "duties.revive", f"{_where(speaker, row)} {duty_id}", None, own_duty(row).name, now)
    return own_duty(row)


def _required(session: Session, speaker: Speaker, duty_id: str) -> OwnDuty:
    number = duty_id.removeprefix(_OWN)
    row = session.get(OwnDuty, int(number)) if _NUMBER.fullmatch(number) else None
    if row is None:
        raise DutyGone
    if not may_end(speaker, own_duty(row)):
        raise access.NotAllowed(Action.ARRANGE_DUTIES, speaker.team)
    return row


def _where(speaker: Speaker, row: OwnDuty) -> str:
    return speaker.team.town if row.team_id is not None and speaker.team else EVERYWHERE


def _set_state(session: Session, duty_id: str, before: State, after: State, *which: ColumnElement[bool]) -> None:
    session.execute(
        update(Occurrence)
        .where(Occurrence.duty_id == duty_id, Occurrence.state == before, *which)
        .values(state=after)
        .execution_options(synchronize_session=False)
    )
