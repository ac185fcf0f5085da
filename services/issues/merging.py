"""Look-alikes (E12): found when a problem is put, followed together on somebody's word, every raiser kept informed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Issue, IssueRaiser, Team
from services.access import Speaker
from services.issues import journal, parties
from services.issues.moves import TABLE, Move
from services.issues.refusals import SameIssue
from services.understanding.plain import plain

ALIKE = 70
"""Percent from which on two problems may be one."""
_LOOKED_AT = 1000


@dataclass(frozen=True)
class Likeness:
    """An open problem that may be the same, and how alike it is, in percent."""

    issue: Issue
    town: str | None
    percent: int


def alike(session: Session, issue: Issue, now: datetime) -> Likeness | None:
    """The open problem most like this one, of those others may know of; the thousand latest are looked at."""
    others = session.scalars(
        select(Issue)
        .where(Issue.closed_at.is_(None), Issue.number != issue.number, Issue.heard_at <= now)
        .where(Issue.state.in_(_MERGEABLE))
        .order_by(Issue.number.desc())
        .limit(_LOOKED_AT)
    ).all()
    known = {other.number: _matter(other) for other in others}
    found = process.extractOne(_matter(issue), known, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if found is None:
        return None
    other = session.get_one(Issue, found[2])
    team = session.get(Team, other.team_id) if other.team_id is not None else None
    return Likeness(other, team.town if team else None, round(found[1]))


def merge(session: Session, speaker: Speaker, number: int, into: int, now: datetime) -> Issue:
    """The first problem is followed within the second from now on; its raisers are raisers of that one too.

    Refuses itself, and what is closed or answered already (SameIssue, MoveRefused). Locked in the order of their
    numbers, so that two merges at once do not wait for each other.
    """
    if number == into:
        raise SameIssue(number)
    for one in sorted((number, into)):
        journal.locked(session, one)
    issue = journal.moving(session, speaker, number, Move.MERGE)
    target = journal.locked(session, into)
    if target.heard_at > now:
        raise SameIssue(into)
    journal.require_state(session, target, Move.JOIN)
    issue.merged_into = into
    journal.write(session, issue, Move.MERGE, speaker, now, about=str(into))
    _move_raisers(session, number, into)
    journal.write(session, target, Move.JOIN, speaker, now, about=str(number))
    return target


def _move_raisers(session: Session, number: int, into: int) -> None:
    known = set(parties.raisers(session, into))
    for member_id in parties.raisers(session, number):
        if member_id not in known:
            session.add(IssueRaiser(number=into, member_id=member_id, came_from=number))
    session.flush()


def _matter(issue: Issue) -> str:
    """The words without the place, by which look-alikes would differ."""
    return plain(issue.words.replace(issue.village or " ", ""))


_MERGEABLE: Sequence[str] = sorted(TABLE[Move.JOIN].leaves)
