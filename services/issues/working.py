"""What the department that has a problem does with it: notes, an answer, more time, a longer view, or a no."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from db.models import Issue, IssueEvent
from services import workdays
from services.access import Speaker
from services.issues import journal, terms
from services.issues.asking import ask
from services.issues.moves import Move


def note(session: Session, speaker: Speaker, number: int, words: str, now: datetime) -> IssueEvent:
    """A note on how far it is; the raisers hear of it, and nobody is urged for five working days."""
    issue = journal.moving(session, speaker, number, Move.NOTE)
    said = journal.words_for(Move.NOTE, words)
    issue.noted_at = now
    return journal.write(session, issue, Move.NOTE, speaker, now, said)


def answer(session: Session, speaker: Speaker, number: int, words: str, now: datetime) -> Issue:
    """已答复: the raisers are asked about it in ten minutes; until then it can be taken back."""
    issue = journal.moving(session, speaker, number, Move.ANSWER)
    issue.answer = journal.words_for(Move.ANSWER, words)
    issue.answered_at = now
    journal.write(session, issue, Move.ANSWER, speaker, now, issue.answer)
    return issue


def take_back(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """The answer is withdrawn before the raisers have heard it."""
    issue = journal.moving(session, speaker, number, Move.TAKE_BACK)
    issue.answer = issue.answered_at = None
    issue.noted_at = now
    journal.write(session, issue, Move.TAKE_BACK, speaker, now)
    return issue


def ask_now(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """The ten minutes are not waited for: the raisers are asked about the answer now."""
    issue = journal.moving(session, speaker, number, Move.ASK)
    ask(session, issue, speaker, now)
    return issue


def extend(session: Session, speaker: Speaker, number: int, due_on: date, reason: str, now: datetime) -> Issue:
    """指挥部 promises another day, with a reason."""
    issue = journal.moving(session, speaker, number, Move.EXTEND)
    said = journal.words_for(Move.EXTEND, reason)
    issue.due_at = terms.ahead(due_on, now)
    issue.ordered_at = None
    journal.write(session, issue, Move.EXTEND, speaker, now, said, due_on.isoformat())
    return issue


def defer(session: Session, speaker: Speaker, number: int, review_on: date, reason: str, now: datetime) -> Issue:
    """需长期推进: with a reason, and a day on which it is looked at again."""
    issue = journal.moving(session, speaker, number, Move.DEFER)
    said = journal.words_for(Move.DEFER, reason)
    issue.due_at = terms.ahead(review_on, now)
    journal.write(session, issue, Move.DEFER, speaker, now, said, review_on.isoformat())
    return issue


def resume(session: Session, speaker: Speaker | None, issue: Issue, now: datetime) -> Issue:
    """A long-term problem is worked on again, with a new promise; by the clock on its day."""
    issue.due_at = terms.due_after(now, workdays.calendar(session))
    issue.noted_at, issue.urged_at, issue.ordered_at = now, None, None
    journal.write(session, issue, Move.RESUME, speaker, now)
    return issue


def take_up(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """Somebody resumes a long-term problem before its day."""
    return resume(session, speaker, journal.moving(session, speaker, number, Move.RESUME), now)


def decline(session: Session, speaker: Speaker, number: int, reason: str, now: datetime) -> Issue:
    """不予办理, with a reason: the raisers hear it, and beside them only those who answer for it see it."""
    issue = journal.moving(session, speaker, number, Move.DECLINE)
    said = journal.words_for(Move.DECLINE, reason)
    journal.write(session, issue, Move.DECLINE, speaker, now, said)
    return issue
