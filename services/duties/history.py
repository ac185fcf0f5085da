"""What was changed of a team's duties, by whom and when: the audit, read for one team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import AuditLine, OwnDuty
from knowledge.duties import DutyBook
from services import access
from services.access import Action, Speaker, TeamView
from services.duties.book import book, own_duty, own_id
from services.duties.templates import EVERYWHERE, aspects_of

_SHOWN = 8
_ACTS = "duties."


@dataclass(frozen=True)
class Change:
    """One act: when, by whom, what, of which duty, and what it was and became."""

    at: datetime
    actor: str
    act: str
    duty: str
    everywhere: bool
    before: str | None
    after: str | None
    aspects: Mapping[str, tuple[object, object]]


def changes(session: Session, speaker: Speaker, team: TeamView, shipped: DutyBook) -> Sequence[Change]:
    """The last changes of this team's duties and of all teams', the newest first."""
    access.require(speaker, Action.SEE_DUTIES, team)
    ours = [AuditLine.subject.startswith(f"{place} ", autoescape=True) for place in (team.town, EVERYWHERE)]
    lines = session.scalars(
        select(AuditLine)
        .where(AuditLine.act.startswith(_ACTS, autoescape=True), or_(AuditLine.subject == team.town, *ours))
        .order_by(AuditLine.id.desc())
        .limit(_SHOWN)
    )
    names = _names(session, shipped)
    return [_change(line, names) for line in lines]


def _change(line: AuditLine, names: Mapping[str, str]) -> Change:
    place, _, duty = line.subject.partition(" ")
    aspects = aspects_of(line) if line.act.endswith(".altered") else {}
    return Change(
        line.at, line.actor, line.act, names.get(duty, duty), place == EVERYWHERE, line.before, line.after, aspects
    )


def _names(session: Session, shipped: DutyBook) -> dict[str, str]:
    """Every duty that ever was, ended ones too."""
    ended = {own_id(row): own_duty(row).name for row in session.scalars(select(OwnDuty))}
    return ended | {duty.id: duty.name for duty in book(session, shipped)}
