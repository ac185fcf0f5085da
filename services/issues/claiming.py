"""Who takes a problem (E5): claimed, refused with a reason and a suggestion, handed back, or assigned by 指挥部."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Department, Issue, IssueEvent
from services import departments
from services.access import Speaker
from services.issues import journal, parties
from services.issues.moves import Move
from services.issues.refusals import AlreadyClaimed, IssueUnknown, RefusedBefore
from services.issues.states import IN_HAND, State

MOST_REFUSALS = 2
"""After so many refusals 指挥部 decides."""


def claim(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """我单位认领: one statement decides; of two the second hears who was faster (AlreadyClaimed)."""
    issue = _free(session, speaker, number, Move.CLAIM, now)
    mine = _speaking_for(session, speaker, issue)
    won = session.scalar(
        update(Issue)
        .where(Issue.number == number, Issue.state == State.UNCLAIMED, Issue.claimed_by.is_(None))
        .values(department_id=mine.id, claimed_by=speaker.member_id, claimed_at=now, noted_at=now)
        .returning(Issue.number)
        .execution_options(synchronize_session=False)
    )
    issue = journal.locked(session, number)
    if won is None:
        _refuse_claimed(session, issue)
    journal.write(session, issue, Move.CLAIM, speaker, now)
    return issue


def last_claimed(session: Session, speaker: Speaker) -> Issue | None:
    """The problem in hand that this person claimed last; what they say of a visit is most likely about it."""
    return session.scalar(
        select(Issue)
        .where(Issue.claimed_by == speaker.member_id, Issue.state.in_(IN_HAND))
        .order_by(Issue.claimed_at.desc(), Issue.number.desc())
        .limit(1)
    )


def refuse(session: Session, speaker: Speaker, number: int, reason: str, suggested: str, now: datetime) -> Issue:
    """不属我单位: with a reason and the unit that should be asked; after the second 指挥部 decides.

    It decides also where nobody speaks for the suggested unit, or the department suggests itself.
    """
    issue = journal.locked(session, number)
    _require_free(session, speaker, issue, Move.REFUSE, now)
    said = journal.words_for(Move.REFUSE, reason)
    mine, unit = _speaking_for(session, speaker, issue), departments.named(session, suggested)
    if mine.name in _refusers(session, number):
        raise RefusedBefore(number)
    issue.refusals += 1
    issue.suggested = [unit.name]
    nobody = unit.id == mine.id or not departments.staff(session, [unit.name])
    if issue.refusals >= MOST_REFUSALS or nobody:
        issue.office_at = issue.office_at or now
    journal.write(session, issue, Move.REFUSE, speaker, now, said, unit.name)
    return issue


def hand_back(session: Session, speaker: Speaker, number: int, reason: str, now: datetime) -> Issue:
    """The department gives it up with a reason: 指挥部 decides who goes on."""
    issue = journal.moving(session, speaker, number, Move.HAND_BACK)
    said = journal.words_for(Move.HAND_BACK, reason)
    unit = departments.one(session, issue.department_id)
    issue.department_id = issue.claimed_by = issue.claimed_at = issue.noted_at = issue.urged_at = None
    issue.office_at = now
    journal.write(session, issue, Move.HAND_BACK, speaker, now, said, unit.name if unit else None)
    return issue


def assign(session: Session, speaker: Speaker, number: int, department: str, now: datetime, note: str = "") -> Issue:
    """指挥部 gives it to a department, whoever had it before."""
    issue = journal.moving(session, speaker, number, Move.ASSIGN)
    unit = departments.named(session, department)
    issue.department_id, issue.claimed_by, issue.claimed_at = unit.id, None, now
    issue.noted_at, issue.urged_at = now, None
    journal.write(session, issue, Move.ASSIGN, speaker, now, journal.words_for(Move.ASSIGN, note), unit.name)
    return issue


def _free(session: Session, speaker: Speaker, number: int, move: Move, now: datetime) -> Issue:
    issue = session.get(Issue, number, populate_existing=True)
    if issue is None:
        raise IssueUnknown(number)
    _require_free(session, speaker, issue, move, now)
    return issue


def _require_free(session: Session, speaker: Speaker, issue: Issue, move: Move, now: datetime) -> None:
    """Returns while it may be taken; who comes too late hears who has it."""
    parties.require(session, speaker, issue, move)
    if now < issue.heard_at or issue.state == State.UNDONE:
        raise IssueUnknown(issue.number)
    if issue.state != State.UNCLAIMED:
        _refuse_claimed(session, issue)


def _refuse_claimed(session: Session, issue: Issue) -> None:
    department = departments.one(session, issue.department_id)
    if department is None:
        journal.require_state(session, issue, Move.CLAIM)
        return
    takes = (Move.CLAIM, Move.ASSIGN)
    event = session.scalars(
        select(IssueEvent)
        .where(IssueEvent.number == issue.number, IssueEvent.move.in_(takes))
        .order_by(IssueEvent.id.desc())
        .limit(1)
    ).one()
    assigned = event.move == Move.ASSIGN
    raise AlreadyClaimed(issue.number, department.name, event.actor, event.at, assigned=assigned)


def _speaking_for(session: Session, speaker: Speaker, issue: Issue) -> Department:
    """Of several departments the one that was asked."""
    mine = departments.of_speaker(session, speaker)
    return next((one for one in mine if one.name in issue.suggested), mine[0])


def _refusers(session: Session, number: int) -> set[str | None]:
    query = select(IssueEvent.department).where(IssueEvent.number == number, IssueEvent.move == Move.REFUSE)
    return set(session.scalars(query))
