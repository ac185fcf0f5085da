"""What happens to a problem by itself: each minute the clock looks at those whose moment has come (E9, E11)."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Issue, IssueEvent
from services import errands, people, workdays
from services.access import Role
from services.clock import day_of
from services.hours import Hours
from services.issues import journal
from services.issues.asking import ask, ask_again, presume
from services.issues.moves import Move
from services.issues.parties import team_of
from services.issues.states import State
from services.issues.wakes import escalate_on, judge_on, next_wake, order_on, urge_on
from services.issues.working import resume
from services.workdays import Calendar

ORDER = "issues.order"
_AT_ONCE = 200
_ASKS = 2


def plan(session: Session, hours: Hours, now: datetime) -> None:
    """Every problem whose moment has come takes its step; in quiet hours only answers go on to their raisers.

    A problem that somebody else is moving just now is looked at in the next minute.
    """
    calendar = workdays.calendar(session)
    query = select(Issue).where(Issue.wakes_at <= now, Issue.wakes_at.is_not(None))
    if hours.is_quiet(now, calendar):
        query = query.where(Issue.state == State.ANSWERED)
    due = session.scalars(query.order_by(Issue.wakes_at).limit(_AT_ONCE).with_for_update(skip_locked=True)).all()
    for issue in due:
        _step(session, issue, calendar, now)
        issue.wakes_at = next_wake(issue, calendar)


def _step(session: Session, issue: Issue, calendar: Calendar, now: datetime) -> None:
    match State(issue.state):
        case State.UNCLAIMED | State.WORKING | State.REDO:
            _press(session, issue, calendar, now)
        case State.ANSWERED:
            ask(session, issue, None, now)
        case State.ASKED if _has_come(judge_on(issue, calendar), now):
            ask_again(session, issue, now) if issue.asks < _ASKS else presume(session, issue, now)
        case State.LONG_TERM:
            resume(session, None, issue, now)
        case _:
            pass


def _press(session: Session, issue: Issue, calendar: Calendar, now: datetime) -> None:
    """督办单 before anything else; else whoever should move it hears so."""
    if _has_come(order_on(issue, calendar), now):
        issue.ordered_at = issue.urged_at = now
        _owe_order(session, issue, journal.write(session, issue, Move.ORDER, None, now), now)
    elif issue.state == State.UNCLAIMED:
        if _has_come(escalate_on(issue, calendar), now):
            issue.office_at = now
            journal.write(session, issue, Move.ESCALATE, None, now)
    elif _has_come(urge_on(issue, calendar), now):
        issue.urged_at = now
        journal.write(session, issue, Move.URGE, None, now)


def _owe_order(session: Session, issue: Issue, event: IssueEvent, now: datetime) -> None:
    """指挥部 is owed the 督办单 as a document."""
    for one in people.holders(session, Role.OFFICE, team_of(session, issue)):
        if one.telegram_id is not None:
            key, facts = f"{ORDER}:{event.id}:{one.telegram_id}", {"number": issue.number}
            errands.owe(session, key, ORDER, one.telegram_id, now, facts)


def _has_come(day: date | None, now: datetime) -> bool:
    return day is not None and day <= day_of(now)
