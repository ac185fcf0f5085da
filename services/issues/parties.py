"""What a person is to a problem, asked at the moment of the tap."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Issue, IssueRaiser, Member, Team
from services import access, departments
from services.access import Action, Speaker, TeamView
from services.issues.moves import TABLE, Move, Party
from services.issues.refusals import NotTheirMove
from services.people import team_view


def team_of(session: Session, issue: Issue) -> TeamView | None:
    """The team it belongs to; None for what concerns none."""
    row = session.get(Team, issue.team_id) if issue.team_id is not None else None
    return team_view(row) if row else None


def parties(session: Session, speaker: Speaker, issue: Issue) -> frozenset[Party]:
    """Everything this person is to this problem."""
    team = team_of(session, issue)
    held = {
        Party.RAISER: is_raiser(session, speaker, issue),
        Party.DEPARTMENT: access.allows(speaker, Action.HANDLE_ISSUE),
        Party.OWNER: owns(session, speaker, issue),
        Party.OFFICE: access.allows(speaker, Action.COORDINATE_ISSUE, team),
        Party.INSPECTOR: access.allows(speaker, Action.SUPERVISE_ISSUE, team),
    }
    return frozenset(party for party, holds in held.items() if holds)


def require(session: Session, speaker: Speaker, issue: Issue, move: Move) -> None:
    """Returns where this person may make this move, else NotTheirMove."""
    if not parties(session, speaker, issue) & TABLE[move].who:
        raise NotTheirMove(issue.number, move)


def is_raiser(session: Session, speaker: Speaker, issue: Issue) -> bool:
    """Whether the person put this problem, also where it came here by a merge."""
    return speaker.member_id is not None and session.get(IssueRaiser, (issue.number, speaker.member_id)) is not None


def owns(session: Session, speaker: Speaker, issue: Issue) -> bool:
    """Whether the person speaks for the department that has it in hand."""
    if issue.department_id is None or not access.allows(speaker, Action.HANDLE_ISSUE):
        return False
    return any(one.id == issue.department_id for one in departments.of_speaker(session, speaker))


def raisers(session: Session, number: int) -> list[int]:
    """Who put the problem, as member ids."""
    query = select(IssueRaiser.member_id).where(IssueRaiser.number == number).order_by(IssueRaiser.member_id)
    return list(session.scalars(query))


def names(session: Session, number: int) -> list[str]:
    """Who put the problem, by name, the first first; whose own problem was unsigned is not named after a merge."""
    query = (
        select(Member.name)
        .join(IssueRaiser, IssueRaiser.member_id == Member.id)
        .outerjoin(Issue, Issue.number == IssueRaiser.came_from)
        .where(IssueRaiser.number == number, func.coalesce(Issue.unsigned, False).is_(False))
        .order_by(IssueRaiser.came_from.is_not(None), Member.id)
    )
    return list(session.scalars(query))
