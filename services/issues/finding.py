"""Finds problems: one by its number, or the lists a person opens, the oldest promise first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, Text, cast, literal_column, select
from sqlalchemy.orm import Session

from db.models import Department, Issue, IssueEvent, IssuePicture, IssueRaiser, Team
from services import access, departments, workdays
from services.access import Action, Role, Scope, Speaker
from services.discretion import veiled
from services.issues import journal, parties
from services.issues.lights import RUNS, Standing, standing
from services.issues.moves import TABLE, Move, Party
from services.issues.refusals import IssueUnknown
from services.issues.states import IN_HAND, Source, State

PAGE = 6
MOST = 120
"""So many of a list can be leafed through; who has more to do takes the first ones first."""


class View(StrEnum):
    """The lists: what is the reader's to do, all that is open, what nobody has claimed, what is over."""

    TODO = "todo"
    OPEN = "open"
    FREE = "free"
    DONE = "done"


@dataclass(frozen=True)
class Shown:
    """A problem as its reader may see it; `words` are veiled outside its team, `moves` what the reader may do now."""

    issue: Issue
    words: str
    town: str | None
    department: str | None
    standing: Standing
    moves: frozenset[Move] = frozenset()
    raisers: Sequence[str] = ()
    events: Sequence[IssueEvent] = ()
    pictures: int = 0


@dataclass(frozen=True)
class Page:
    """Six of a list; `more`: there are beyond MOST."""

    view: View
    shown: Sequence[Shown]
    number: int
    pages: int
    total: int
    more: bool


def find(session: Session, speaker: Speaker, number: int, now: datetime) -> Shown:
    """The problem whole, with its history and what this person may do; IssueUnknown where it is not theirs to see."""
    issue = session.get(Issue, number, populate_existing=True)
    if issue is None or not sees(session, speaker, issue, now):
        raise IssueUnknown(number)
    mine = parties.parties(session, speaker, issue)
    moves = frozenset(move for move, rule in TABLE.items() if issue.state in rule.leaves and mine & rule.who)
    events = journal.history(session, number)
    pictures = session.scalars(
        select(IssuePicture.id)
        .where(IssuePicture.event_id.in_([event.id for event in events]))
        .where(IssuePicture.hash.is_not(None))
    ).all()
    return shown(session, speaker, issue, now, moves, events, len(pictures))


def sees(session: Session, speaker: Speaker, issue: Issue, now: datetime) -> bool:
    """Whether this person may know of the problem.

    In its first ten minutes only its raisers do. A declined one is seen by them, by those who lead their team, by the
    department that declined it and by those above.
    """
    mine = parties.parties(session, speaker, issue)
    if Party.RAISER in mine:
        return True
    if issue.heard_at > now or issue.state == State.UNDONE:
        return False
    if mine & {Party.OWNER, Party.OFFICE, Party.INSPECTOR}:
        return True
    team = parties.team_of(session, issue)
    if issue.state == State.DECLINED:
        return access.allows(speaker, Action.SEE_ISSUES, team) and bool(speaker.roles & _LEADING) and team is not None
    return Party.DEPARTMENT in mine or access.allows(speaker, Action.SEE_ISSUES, team)


def page(session: Session, speaker: Speaker, view: View, number: int, now: datetime) -> Page:
    """One page of a list; a number past the end gives the last. What waits for a claim comes first in TODO."""
    access.require(speaker, Action.SEE_ISSUES, speaker.team)
    claims = _in_order(session, to_claim(session, speaker, now)) if view is View.TODO else []
    others = _in_order(session, parts(session, speaker, view, now))
    ordered = list(dict.fromkeys([*claims, *(reversed(others) if view is View.DONE else others)]))
    total = min(len(ordered), MOST)
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    lines = _lines(session, speaker, ordered[:MOST][PAGE * (number - 1) : PAGE * number], now)
    return Page(view, lines, number, pages, total, len(ordered) > MOST)


def parts(
    session: Session, speaker: Speaker, view: View, now: datetime
) -> Sequence[Select[int, datetime] | Select[int, datetime | None]]:
    """The queries that make up a list, each served by one index and none longer than MOST; number and order."""
    whose = _reaches(session, speaker)
    mine = [one.id for one in departments.of_speaker(session, speaker)]
    if view is View.FREE:
        return [_open(now, _IS_FREE)] if mine or Role.OFFICE in speaker.roles else []
    if view is View.DONE:
        ours = [_closed(now, Issue.department_id == one) for one in mine]
        return ours + [_closed(now, *which, *_discreet(speaker)) for which in whose]
    if view is View.OPEN:
        return [_open(now, *which) for which in [*whose, *([Issue.department_id == one] for one in mine)]]
    return [
        *_asked(speaker),
        *(_open(now, Issue.department_id == one, _IN_HAND) for one in mine),
        *_decided(speaker, now),
        *_late(speaker, now),
    ]


def to_claim(session: Session, speaker: Speaker, now: datetime) -> Sequence[Select[int, datetime]]:
    """What was sent to the speaker's departments and waits for their 认领, while 指挥部 does not decide."""
    return [
        _open(now, _IS_FREE, Issue.office_at.is_(None), _is_sent_to(one.name))
        for one in departments.of_speaker(session, speaker)
    ]


def of_visit(session: Session, visit_id: int) -> Issue | None:
    """The problem that came from this visit, or the one it is followed within."""
    issue = session.scalar(
        select(Issue).where(Issue.source == Source.VISIT, Issue.source_id == visit_id, Issue.undone_at.is_(None))
    )
    while issue is not None and issue.merged_into is not None:
        issue = session.get(Issue, issue.merged_into)
    return issue


def shown(
    session: Session,
    speaker: Speaker,
    issue: Issue,
    now: datetime,
    moves: frozenset[Move] = frozenset(),
    events: Sequence[IssueEvent] = (),
    pictures: int = 0,
) -> Shown:
    """The problem for this reader."""
    team = session.get(Team, issue.team_id) if issue.team_id is not None else None
    own = speaker.team is not None and speaker.team.id == issue.team_id
    department = session.get(Department, issue.department_id) if issue.department_id is not None else None
    return Shown(
        issue, issue.words if own else veiled(issue.words), team.town if team else None,
        department.name if department else None, standing(issue, workdays.calendar(session), now), moves,
        () if issue.unsigned else parties.names(session, issue.number), events, pictures,
    )  # fmt: skip


def _lines(session: Session, speaker: Speaker, numbers: Sequence[int], now: datetime) -> list[Shown]:
    """The problems of a page in their order, in one query beside that of the calendar."""
    rows = session.execute(
        select(Issue, Team.town, Department.name)
        .outerjoin(Team, Team.id == Issue.team_id)
        .outerjoin(Department, Department.id == Issue.department_id)
        .where(Issue.number.in_(numbers))
    ).all()
    calendar, own = workdays.calendar(session), speaker.team.id if speaker.team else None
    lines = {
        issue.number: Shown(
            issue, issue.words if issue.team_id == own else veiled(issue.words), town, department,
            standing(issue, calendar, now),
        )
        for issue, town, department in rows
    }  # fmt: skip
    return [lines[number] for number in numbers if number in lines]


_LEADING = frozenset({Role.CAPTAIN, Role.PARTY_SECRETARY})
# Spelt out, not bound: else neither database sees that its partial index is meant.
_IS_FREE = Issue.state == literal_column("'unclaimed'")
_IN_HAND = Issue.state.in_(sorted(IN_HAND))


def _in_order(session: Session, queries: Sequence[Select[int, datetime] | Select[int, datetime | None]]) -> list[int]:
    """The numbers all of these find, by what they are ordered by."""
    found = {row[0]: row[1] for one in queries for row in session.execute(one) if row[1] is not None}
    return sorted(found, key=lambda number: (found[number], number))


def _is_sent_to(department: str) -> ColumnElement[bool]:
    # As JSON writes it: the same characters in the text of the column on both databases.
    return cast(Issue.suggested, Text).contains(json.dumps(department), autoescape=True)


def _open(now: datetime, *which: ColumnElement[bool]) -> Select[int, datetime]:
    return (
        select(Issue.number, Issue.due_at)
        .where(Issue.closed_at.is_(None), Issue.heard_at <= now, *which)
        .order_by(Issue.due_at, Issue.number)
        .limit(MOST + 1)
    )


def _closed(now: datetime, *which: ColumnElement[bool]) -> Select[int, datetime | None]:
    return (
        select(Issue.number, Issue.closed_at)
        .where(Issue.closed_at.is_not(None), Issue.undone_at.is_(None), Issue.heard_at <= now, *which)
        .order_by(Issue.closed_at.desc())
        .limit(MOST + 1)
    )


def _reaches(session: Session, speaker: Speaker) -> list[list[ColumnElement[bool]]]:
    """Where this person sees every problem: the city, districts, the team; each by itself, for its own index."""
    reach = access.reach(speaker, Action.SEE_ISSUES)
    if reach.city:
        return [[]]
    teams = session.scalars(select(Team.id).where(Team.town.in_(reach.towns))).all() if reach.towns else ()
    districts: list[list[ColumnElement[bool]]] = [[Issue.district == one] for one in sorted(reach.districts)]
    return districts + [[Issue.team_id == one] for one in teams]


def _discreet(speaker: Speaker) -> list[ColumnElement[bool]]:
    """Declined ones only for those above and those who lead; raisers find theirs by its number."""
    if speaker.roles & (_LEADING | {Role.OFFICE, Role.INSPECTOR}):
        return []
    return [Issue.state != State.DECLINED]


def _asked(speaker: Speaker) -> list[Select[int, datetime]]:
    """Answers that wait for this person's word."""
    return [
        select(IssueRaiser.number, Issue.due_at)
        .join(Issue, Issue.number == IssueRaiser.number)
        .where(IssueRaiser.member_id == speaker.member_id, IssueRaiser.asked_at.is_not(None))
        .order_by(IssueRaiser.asked_at)
        .limit(MOST + 1)
    ]


def _late(speaker: Speaker, now: datetime) -> list[Select[int, datetime]]:
    """What is overdue, for those who inspect."""
    late = _open(now, Issue.due_at < now, Issue.state.in_(sorted(RUNS)))
    posts = [post for post in speaker.posts if post.role is Role.INSPECTOR]
    if any(post.scope is Scope.CITY for post in posts):
        return [late]
    return [late.where(Issue.district == post.scope_name) for post in posts]


def _decided(speaker: Speaker, now: datetime) -> list[Select[int, datetime]]:
    """What waits for 指挥部 to say who takes it."""
    reach = access.reach(speaker, Action.COORDINATE_ISSUE)
    waiting = (
        select(Issue.number, Issue.due_at)
        .where(Issue.office_at.is_not(None), Issue.heard_at <= now)
        .order_by(Issue.due_at, Issue.number)
        .limit(MOST + 1)
    )
    return [waiting] if reach.city else [waiting.where(Issue.district == one) for one in sorted(reach.districts)]
