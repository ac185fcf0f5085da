"""Every step of a problem: its new state, its event, and who is owed to hear of it, all in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Delivery, Fate, Issue, IssueEvent, IssueRaiser
from services import deliveries, departments, workdays
from services.access import Speaker
from services.deliveries import Owed, Urgency
from services.issues import parties, posting
from services.issues.hearers import CARD, ON_THE_SPOT, hearers
from services.issues.moves import TABLE, Move
from services.issues.refusals import IssueUnknown, MoveRefused, ReasonNeeded, TooLong
from services.issues.states import ENDS, State
from services.issues.wakes import next_wake

LONGEST = 1000
"""Characters of a problem, an answer or a note: what one card holds."""


def locked(session: Session, number: int) -> Issue:
    """The problem as it stands, nobody else's to move until this transaction ends; IssueUnknown where there is none."""
    issue = session.get(Issue, number, with_for_update=True, populate_existing=True)
    if issue is None:
        raise IssueUnknown(number)
    return issue


def moving(session: Session, speaker: Speaker, number: int, move: Move) -> Issue:
    """The locked problem, for somebody who may make this move from where it stands; NotTheirMove, MoveRefused else."""
    issue = locked(session, number)
    require(session, speaker, issue, move)
    return issue


def require(session: Session, speaker: Speaker, issue: Issue, move: Move) -> None:
    """Returns where this person may make this move from where the problem stands; asked before words are asked for."""
    parties.require(session, speaker, issue, move)
    require_state(session, issue, move)


def require_state(session: Session, issue: Issue, move: Move) -> None:
    """Returns where the move leads from this state, else MoveRefused with what brought the problem here."""
    if issue.state in TABLE[move].leaves:
        return
    last = session.scalars(
        select(IssueEvent).where(IssueEvent.number == issue.number).order_by(IssueEvent.id.desc()).limit(1)
    ).one()
    by = last.department or last.actor
    raise MoveRefused(issue.number, move, State(issue.state), by, last.at)


def words_for(move: Move, said: str) -> str:
    """The words of a move, tidied; ReasonNeeded where it needs some, TooLong beyond one card."""
    words = said.strip()
    if TABLE[move].reason and not words:
        raise ReasonNeeded(move)
    if len(words) > LONGEST:
        raise TooLong(len(words), LONGEST)
    return words


def write(
    session: Session,
    issue: Issue,
    move: Move,
    speaker: Speaker | None,
    now: datetime,
    note: str | None = None,
    about: str | None = None,
) -> IssueEvent:
    """The step is made; the clock's have no `speaker`.

    1. The row says where the problem stands from now on, and when the clock looks at it next.
    2. The event is added.
    3. Whoever should know is owed it once, from the moment at which others may know of the problem at all.

    Who put a problem unsigned is not named in its history.
    """
    before = issue.state if move is not Move.RAISE else None
    enters = TABLE[move].enters
    if enters is not None:
        _enter(session, issue, enters, now)
    issue.wakes_at = next_wake(issue, workdays.calendar(session))
    event = IssueEvent(
        number=issue.number, move=move, before=before, after=issue.state, at=now,
        actor_id=speaker.member_id if speaker else None, actor=_name(session, issue, move, speaker, about),
        department=_department(session, issue, speaker), note=note or None, about=about or None,
    )  # fmt: skip
    session.add(event)
    session.flush()
    _owe(session, issue, event, speaker, now)
    posting.owe(session, issue, event, now)
    return event


def history(session: Session, number: int) -> Sequence[IssueEvent]:
    """Every step, the first first."""
    return session.scalars(select(IssueEvent).where(IssueEvent.number == number).order_by(IssueEvent.id)).all()


def hasten(session: Session, event: IssueEvent, now: datetime) -> None:
    """Whoever is owed this step hears of it now."""
    waiting = (Delivery.subject == str(event.id), Delivery.occasion.startswith("issues."))
    session.execute(
        update(Delivery)
        .where(*waiting, Delivery.fate == Fate.WAITING)
        .values(due_at=now)
        .execution_options(synchronize_session=False)
    )


def _enter(session: Session, issue: Issue, state: State, now: datetime) -> None:
    if issue.state == State.ASKED and state is not State.ASKED:
        waiting = update(IssueRaiser).where(IssueRaiser.number == issue.number).values(asked_at=None)
        session.execute(waiting.execution_options(synchronize_session="fetch"))
    issue.state = state
    issue.closed_at = now if state in ENDS else None
    if state is not State.UNCLAIMED:
        issue.office_at = None


def _name(session: Session, issue: Issue, move: Move, speaker: Speaker | None, about: str | None) -> str:
    if speaker is None:
        return ""
    joined = session.get(Issue, int(about)) if move is Move.JOIN and about else None
    own = [one for one in (issue, joined) if one is not None and one.raised_by == speaker.member_id]
    return "" if any(one.unsigned for one in own) else speaker.name


def _department(session: Session, issue: Issue, speaker: Speaker | None) -> str | None:
    """In whose name the speaker acts: the department that has the problem, if it is theirs, else their first."""
    mine = departments.of_speaker(session, speaker) if speaker else ()
    names = [one.name for one in mine if one.id == issue.department_id] or [one.name for one in mine]
    return names[0] if names else None


def _owe(session: Session, issue: Issue, event: IssueEvent, speaker: Speaker | None, now: datetime) -> None:
    chats = hearers(session, issue, Move(event.move), speaker.member_id if speaker else None)
    card = ON_THE_SPOT if event.move == Move.RAISE and issue.heard_at == event.at else CARD
    owed = [
        Owed(
            f"issue:{event.id}:{chat}", chat, "sendMessage", None, card if occasion == CARD else occasion,
            str(event.id), Urgency.PERSONAL if occasion == CARD else Urgency.DIGEST,
        )
        for chat, occasion in chats.items()
    ]  # fmt: skip
    deliveries.owe(session, owed, max(now, issue.heard_at))
