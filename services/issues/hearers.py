"""Who should know of each step, and how soon: a card where something is theirs to do, else news for their digest."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Issue, IssueRaiser, Member
from services import departments, people
from services.access import Role
from services.issues.moves import Move
from services.issues.parties import team_of

CARD = "issues.card"
NEWS = "issues.news"
ON_THE_SPOT = "issues.on_the_spot"
"""A card that does not wait for working hours: people are together and may claim it at once."""


class Audience(StrEnum):
    """Groups of people around a problem."""

    RAISERS = "raisers"
    WAITED_FOR = "waited_for"
    OWNERS = "owners"
    NEXT = "next"
    OFFICES = "offices"
    INSPECTORS = "inspectors"
    CAPTAINS = "captains"


_A, _M = Audience, Move
_ANEW = {_A.OWNERS: CARD, _A.OFFICES: NEWS, _A.INSPECTORS: NEWS, _A.RAISERS: NEWS}

TOLD: Mapping[Move, Mapping[Audience, str]] = {
    _M.RAISE: {_A.NEXT: CARD, _A.CAPTAINS: NEWS},
    _M.CLAIM: {_A.RAISERS: NEWS},
    _M.REFUSE: {_A.NEXT: CARD},
    _M.ASSIGN: {_A.OWNERS: CARD, _A.RAISERS: NEWS},
    _M.HAND_BACK: {_A.OFFICES: CARD},
    _M.NOTE: {_A.RAISERS: NEWS},
    _M.EXTEND: {_A.OWNERS: NEWS, _A.RAISERS: NEWS},
    _M.ASK: {_A.RAISERS: CARD},
    _M.ASK_AGAIN: {_A.WAITED_FOR: NEWS},
    _M.SOLVE: {_A.OWNERS: NEWS, _A.RAISERS: NEWS},
    _M.PARTLY: {_A.OWNERS: CARD, _A.RAISERS: NEWS},
    _M.UNSOLVED: _ANEW,
    _M.REMARK: {_A.OWNERS: NEWS},
    _M.PRESUME: {_A.OWNERS: NEWS, _A.RAISERS: NEWS},
    _M.REOPEN: _ANEW,
    _M.DEFER: {_A.RAISERS: NEWS},
    _M.RESUME: {_A.OWNERS: CARD, _A.RAISERS: NEWS},
    _M.DECLINE: {_A.RAISERS: CARD},
    _M.MERGE: {_A.OWNERS: NEWS, _A.RAISERS: NEWS},
    _M.JOIN: {_A.OWNERS: NEWS},
    _M.ESCALATE: {_A.OFFICES: CARD},
    _M.URGE: {_A.OWNERS: NEWS},
    _M.ORDER: {_A.OWNERS: CARD, _A.OFFICES: CARD, _A.INSPECTORS: NEWS},
}
"""What is not listed here nobody else has to know."""


def hearers(session: Session, issue: Issue, move: Move, actor: int | None) -> dict[int, str]:
    """The chats that have to hear of this step, each with its occasion; who did it knows already.

    Who is in two of the groups hears once, by card if either says so. The question for their verdict reaches every
    raiser, also one who speaks for the department.
    """
    heard: dict[int, str] = {}
    for audience, occasion in TOLD.get(move, {}).items():
        for member_id, chat in _people(session, issue, audience):
            if chat is not None and (member_id != actor or move is Move.ASK):
                heard[chat] = occasion if heard.get(chat) != CARD else CARD
    return heard


def _people(session: Session, issue: Issue, audience: Audience) -> Iterator[tuple[int, int | None]]:
    match audience:
        case Audience.RAISERS:
            yield from _raisers(session, issue, waited_for=False)
        case Audience.WAITED_FOR:
            yield from _raisers(session, issue, waited_for=True)
        case Audience.OWNERS:
            yield from _owners(session, issue)
        case Audience.NEXT:
            yield from _next(session, issue)
        case Audience.OFFICES:
            yield from _holders(session, issue, Role.OFFICE)
        case Audience.INSPECTORS:
            yield from _holders(session, issue, Role.INSPECTOR)
        case Audience.CAPTAINS:
            yield from _holders(session, issue, Role.CAPTAIN) if issue.team_id is not None else ()


def _raisers(session: Session, issue: Issue, *, waited_for: bool) -> Iterator[tuple[int, int | None]]:
    query = (
        select(Member.id, Member.telegram_id)
        .join(IssueRaiser, IssueRaiser.member_id == Member.id)
        .where(IssueRaiser.number == issue.number, Member.left_at.is_(None))
        .order_by(Member.id)
    )
    if waited_for:
        query = query.where(IssueRaiser.asked_at.is_not(None))
    yield from ((row.id, row.telegram_id) for row in session.execute(query))


def _owners(session: Session, issue: Issue) -> Iterator[tuple[int, int | None]]:
    """Who speaks for the department that has it; 指挥部 where no department has."""
    department = departments.one(session, issue.department_id)
    if department is None:
        yield from _holders(session, issue, Role.OFFICE)
    else:
        yield from ((one.member_id, one.telegram_id) for one in departments.staff(session, [department.name]))


def _next(session: Session, issue: Issue) -> Iterator[tuple[int, int | None]]:
    """Who may take it now: 指挥部 once it decides, else the departments it is suggested to."""
    if issue.office_at is not None:
        yield from _holders(session, issue, Role.OFFICE)
    else:
        yield from ((one.member_id, one.telegram_id) for one in departments.staff(session, issue.suggested))


def _holders(session: Session, issue: Issue, role: Role) -> Iterator[tuple[int, int | None]]:
    for one in people.holders(session, role, team_of(session, issue)):
        yield one.member_id, one.telegram_id
