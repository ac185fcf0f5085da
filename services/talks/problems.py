"""问题督办推进: each question of a session becomes a problem that is supervised, and is followed to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Issue, Member, Talk, TalkQuestion
from services import access, issues, people, workdays
from services.access import Action, Speaker
from services.issues import Light, Source, State
from services.talks.order import in_order
from services.workdays import Calendar


class Outcome(StrEnum):
    """What has become of a question; each counts under one of these."""

    SOLVED = "solved"
    PRESUMED = "presumed"
    DECLINED = "declined"
    OVERDUE = "overdue"
    PARTLY = "partly"
    LONG_TERM = "long_term"
    OPEN = "open"


@dataclass(frozen=True)
class Tally:
    """How many questions of a session were put to departments, and what has become of them."""

    talk_id: int
    total: int
    counts: Mapping[Outcome, int]


def put_forward(session: Session, question: TalkQuestion, asker: Speaker, now: datetime) -> Issue | None:
    """Departments hear of it now and may claim it on the spot; None where the asker's post puts no problems."""
    if not access.allows(asker, Action.RAISE_ISSUE, asker.team):
        return None
    return issues.raise_issue(
        session, asker, question.words, now,
        source=Source.TALK, source_id=question.id, unsigned=not question.signed, at_once=True,
    )  # fmt: skip


def put_all_forward(session: Session, talk: Talk, now: datetime) -> None:
    """What was asked ahead becomes problems when the session begins, in the order of its agenda."""
    asked = [question for question, _ in in_order(session, talk.id)]
    askers = _askers(session, asked)
    for question in asked:
        if question.member_id in askers:
            put_forward(session, question, askers[question.member_id], now)


def problem_of(session: Session, question_id: int) -> Issue | None:
    """The problem this question became, or the one it is followed within."""
    return _followed(session, issues.of_source(session, Source.TALK, question_id))


def problems_of(session: Session, question_ids: Sequence[int]) -> Mapping[int, Issue]:
    """The same for several questions; those that became none are left out."""
    rows = session.scalars(
        select(Issue).where(
            Issue.source == Source.TALK, Issue.source_id.in_(question_ids), Issue.undone_at.is_(None)
        )
    )  # fmt: skip
    found = {row.source_id: _followed(session, row) for row in rows if row.source_id is not None}
    return {question_id: issue for question_id, issue in found.items() if issue is not None}


def unclaimed(session: Session, talk_id: int) -> int:
    """How many of the session's problems wait for a department."""
    waiting = (
        select(func.count(Issue.number))
        .join(TalkQuestion, TalkQuestion.id == Issue.source_id)
        .where(TalkQuestion.talk_id == talk_id, Issue.source == Source.TALK)
        .where(Issue.state == State.UNCLAIMED, Issue.undone_at.is_(None))
    )
    return session.scalar(waiting) or 0


def tally(session: Session, talk: Talk, now: datetime) -> Tally:
    """What has become of the questions (E15); one that is followed within another counts by that one."""
    calendar = workdays.calendar(session)
    asked = [question.id for question, _ in in_order(session, talk.id)]
    outcomes = [outcome_of(issue, calendar, now) for issue in problems_of(session, asked).values()]
    return Tally(talk.id, len(outcomes), {one: outcomes.count(one) for one in Outcome if one in outcomes})


def kept(told: Tally) -> dict[str, object]:
    """The tally as a row keeps it."""
    return {"talk": told.talk_id, "total": told.total, "counts": {one.value: many for one, many in told.counts.items()}}


def tally_kept(row: Mapping[str, object] | None) -> Tally | None:
    """What `kept` made of a tally."""
    counts = row.get("counts") if row else None
    if row is None or not isinstance(counts, dict):
        return None
    known = {Outcome(str(name)): int(str(many)) for name, many in counts.items()}
    return Tally(int(str(row["talk"])), int(str(row["total"])), known)


def outcome_of(issue: Issue, calendar: Calendar, now: datetime) -> Outcome:
    """Where the problem stands, in one word."""
    ended = _ENDED.get(State(issue.state))
    if ended is not None:
        return ended
    if issues.standing(issue, calendar, now).light is Light.RED:
        return Outcome.OVERDUE
    if issue.state == State.LONG_TERM:
        return Outcome.LONG_TERM
    return Outcome.PARTLY if issue.remains else Outcome.OPEN


_ENDED = {
    State.CLOSED: Outcome.SOLVED,
    State.PRESUMED: Outcome.PRESUMED,
    State.DECLINED: Outcome.DECLINED,
}


def _followed(session: Session, issue: Issue | None) -> Issue | None:
    while issue is not None and issue.merged_into is not None:
        issue = session.get(Issue, issue.merged_into)
    return issue


def _askers(session: Session, asked: Sequence[TalkQuestion]) -> Mapping[int, Speaker]:
    """Those who asked, with the posts they hold now, by member."""
    rows = session.execute(
        select(Member.telegram_id, Member.name).where(
            Member.id.in_({one.member_id for one in asked}), Member.telegram_id.is_not(None)
        )
    ).all()
    known = people.speakers(session, [(chat, name) for chat, name in rows if chat is not None])
    return {one.member_id: one for one in known.values() if one.member_id is not None}
