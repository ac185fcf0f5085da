"""The raisers have the last word (E8): asked about the answer, they say 已解决, 部分解决 or 没解决."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.models import Issue, IssueRaiser
from services import workdays
from services.access import Speaker
from services.issues import journal, terms
from services.issues.moves import Move
from services.issues.states import Verdict


def ask(session: Session, issue: Issue, speaker: Speaker | None, now: datetime) -> None:
    """待提出人确认: every raiser is asked; by the clock ten minutes after the answer, or by the department before."""
    session.execute(
        update(IssueRaiser)
        .where(IssueRaiser.number == issue.number)
        .values(asked_at=now, verdict=None)
        .execution_options(synchronize_session="fetch")
    )
    issue.asked_at, issue.asks = now, 1
    journal.write(session, issue, Move.ASK, speaker, now, issue.answer)


def say_solved(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """已解决: closed once every raiser has said so. Saying it twice changes nothing."""
    issue = journal.moving(session, speaker, number, Move.AGREE)
    if _judged(session, speaker, issue, Verdict.SOLVED):
        everybody = not _waited_for(session, number)
        journal.write(session, issue, Move.SOLVE if everybody else Move.AGREE, speaker, now)
    return issue


def say_partly(session: Session, speaker: Speaker, number: int, remains: str, now: datetime) -> Issue:
    """部分解决: it stays open with what remains, and a new promise."""
    issue = journal.moving(session, speaker, number, Move.PARTLY)
    said = journal.words_for(Move.PARTLY, remains)
    _judged(session, speaker, issue, Verdict.PARTLY)
    issue.remains = said
    _promise_anew(session, issue, now)
    journal.write(session, issue, Move.PARTLY, speaker, now, said)
    return issue


def say_unsolved(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """没解决: 重办, at once; why may be said afterwards (remark)."""
    issue = journal.moving(session, speaker, number, Move.UNSOLVED)
    _judged(session, speaker, issue, Verdict.UNSOLVED)
    _begin_anew(session, issue, now)
    journal.write(session, issue, Move.UNSOLVED, speaker, now, about=str(issue.round))
    return issue


def remark(session: Session, speaker: Speaker, number: int, words: str, now: datetime) -> Issue:
    """What is still missing, in the raiser's words."""
    issue = journal.moving(session, speaker, number, Move.REMARK)
    said = journal.words_for(Move.REMARK, words)
    issue.remains = said
    journal.write(session, issue, Move.REMARK, speaker, now, said)
    return issue


def reopen(session: Session, speaker: Speaker, number: int, reason: str, now: datetime) -> Issue:
    """重办 of what was closed, with a reason (E10); where no department had it, 指挥部 decides who goes on."""
    issue = journal.moving(session, speaker, number, Move.REOPEN)
    said = journal.words_for(Move.REOPEN, reason)
    issue.remains = said
    _begin_anew(session, issue, now)
    journal.write(session, issue, Move.REOPEN, speaker, now, said, str(issue.round))
    if issue.department_id is None:
        issue.office_at = now
    return issue


def ask_again(session: Session, issue: Issue, now: datetime) -> None:
    """The raisers who have not said a word are asked a second time (E9)."""
    issue.asked_at, issue.asks = now, issue.asks + 1
    journal.write(session, issue, Move.ASK_AGAIN, None, now, issue.answer)


def presume(session: Session, issue: Issue, now: datetime) -> None:
    """Silence counts: 办结 where some raiser said 已解决, else 视为办结（未反馈）."""
    said = session.scalar(
        select(func.count())
        .select_from(IssueRaiser)
        .where(IssueRaiser.number == issue.number, IssueRaiser.verdict == Verdict.SOLVED)
    )
    journal.write(session, issue, Move.SOLVE if said else Move.PRESUME, None, now)


def _judged(session: Session, speaker: Speaker, issue: Issue, verdict: Verdict) -> bool:
    """The raiser's word is noted; False where they said just that before."""
    row = session.get_one(IssueRaiser, (issue.number, speaker.member_id), populate_existing=True)
    fresh = row.verdict != verdict
    row.verdict, row.asked_at = verdict, None
    session.flush()
    return fresh


def _waited_for(session: Session, number: int) -> int:
    waiting = select(func.count()).select_from(IssueRaiser).where(IssueRaiser.number == number)
    return session.scalar(waiting.where(IssueRaiser.asked_at.is_not(None))) or 0


def _begin_anew(session: Session, issue: Issue, now: datetime) -> None:
    issue.round += 1
    _promise_anew(session, issue, now)


def _promise_anew(session: Session, issue: Issue, now: datetime) -> None:
    issue.due_at = terms.due_after(now, workdays.calendar(session))
    issue.noted_at, issue.urged_at, issue.ordered_at = now, None, None
