"""When the clock looks at a problem next."""

from datetime import date, datetime

from db.models import Issue
from services.clock import day_of
from services.issues.states import State
from services.issues.terms import ASKED_FOR, OVERDUE_FOR, SILENT_FOR, UNCLAIMED_FOR, UNDO_WITHIN, start_of
from services.workdays import Calendar


def next_wake(issue: Issue, calendar: Calendar) -> datetime | None:
    """The first moment at which something may have to happen by itself; None where no clock runs."""
    match State(issue.state):
        case State.UNCLAIMED:
            return _earliest(escalate_on(issue, calendar), order_on(issue, calendar))
        case State.WORKING | State.REDO:
            return _earliest(urge_on(issue, calendar), order_on(issue, calendar))
        case State.ANSWERED:
            return (issue.answered_at or issue.raised_at) + UNDO_WITHIN
        case State.ASKED:
            return _earliest(judge_on(issue, calendar))
        case State.LONG_TERM:
            return start_of(day_of(issue.due_at))
        case _:
            return None


def escalate_on(issue: Issue, calendar: Calendar) -> date | None:
    """Nobody has claimed it by then; None once 指挥部 decides."""
    return None if issue.office_at else calendar.after(day_of(issue.heard_at), UNCLAIMED_FOR)


def urge_on(issue: Issue, calendar: Calendar) -> date | None:
    """No note by then; None where no department has it."""
    since = [moment for moment in (issue.noted_at, issue.urged_at) if moment is not None]
    return calendar.after(day_of(max(since)), SILENT_FOR) if since and issue.department_id else None


def order_on(issue: Issue, calendar: Calendar) -> date | None:
    """Overdue by so much then; once for each promise."""
    return None if issue.ordered_at else calendar.after(day_of(issue.due_at), OVERDUE_FOR)


def judge_on(issue: Issue, calendar: Calendar) -> date:
    """The raisers have been silent until then."""
    return calendar.after(day_of(issue.asked_at or issue.raised_at), ASKED_FOR)


def _earliest(*days: date | None) -> datetime | None:
    known = [day for day in days if day is not None]
    return start_of(min(known)) if known else None
