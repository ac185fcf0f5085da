"""A visit becomes a problem with one tap (B9), linked both ways."""

from datetime import datetime

from sqlalchemy.orm import Session

from db.models import Issue, Visit
from services import visits
from services.access import Speaker
from services.issues.journal import LONGEST
from services.issues.parties import is_raiser
from services.issues.raising import of_source, raise_issue, undo
from services.issues.states import Source, State


def raise_from_visit(session: Session, speaker: Speaker, visit_id: int, now: datetime) -> Issue:
    """What people asked for in this visit is put as a problem; a second tap gives the same one."""
    visit = visits.find(session, speaker, visit_id, visits.CORRECT)
    return raise_issue(
        session, speaker, matter_of(visit), now, source=Source.VISIT, source_id=visit.id, village=visit.village
    )  # fmt: skip


def forget_visit(session: Session, speaker: Speaker, visit_id: int, now: datetime) -> None:
    """The visit was taken back: so is its problem, where the speaker put it and nobody else has heard of it."""
    issue = of_source(session, Source.VISIT, visit_id)
    if issue is None or issue.state != State.UNCLAIMED or now >= issue.heard_at:
        return
    if is_raiser(session, speaker, issue):
        undo(session, speaker, issue.number, now)


def matter_of(visit: Visit) -> str:
    """埔中村：3户反映没水; the words as said where no need was understood."""
    if not visit.needs:
        return visit.said[:LONGEST]
    where = "".join(part for part in (visit.village, visit.place) if part)
    households = f"{visit.count}户反映" if visit.count else ""
    matter = f"{households}{'；'.join(visit.needs)}"
    return (f"{where}：{matter}" if where else matter)[:LONGEST]
