"""Problems come into being: from a visit, a question, a talk or by themselves (B9, E5)."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Issue, IssueEvent, IssueRaiser
from services import access, deliveries, departments, people, workdays
from services.access import Action, Role, Speaker, TeamView
from services.issues import journal, terms
from services.issues.hearers import CARD, NEWS
from services.issues.moves import Move
from services.issues.refusals import TooLateToUndo
from services.issues.states import Source, State

_ANNOUNCED = re.compile(r"^(?:我?(?:想|要|来)?)?(?:提|提交|反映|上报|报|登记)(?:一)?个?(?:问题|难题)[:：,，。\s]+")


def raise_issue(
    session: Session,
    speaker: Speaker,
    words: str,
    now: datetime,
    *,
    source: Source = Source.SAID,
    source_id: int | None = None,
    team: TeamView | None = None,
    village: str | None = None,
    raisers: Sequence[int] = (),
    unsigned: bool = False,
    suggested: Sequence[str] = (),
    due_on: date | None = None,
    at_once: bool = False,
) -> Issue:
    """The problem is put, due in 15 working days unless `due_on` says otherwise; others hear of it in ten minutes.

    The same source (a visit, a question, a question of a talk) puts one problem, however often it is asked for, until
    that is taken back. `team` is the speaker's own unless said; `raisers` (members) have the last word instead of the
    speaker. `at_once`: there is no taking back, the departments hear now (a talk). `suggested` are departments to ask;
    else the words tell, and where they do not, every department is asked. Where nobody speaks for those they tell of,
    指挥部 decides. An `unsigned` one belongs to no team: its
    town would give the raiser away.
    """
    access.require(speaker, Action.RAISE_ISSUE, team or speaker.team)
    if speaker.member_id is None:
        raise access.NotAllowed(Action.RAISE_ISSUE, team or speaker.team)
    team = None if unsigned else team or speaker.team
    known = of_source(session, source, source_id) if source_id is not None else None
    if known is not None:
        return known
    said = journal.words_for(Move.RAISE, words)
    asked, decided = (list(suggested), False) if suggested else _addressed(session, said, team)
    issue = Issue(
        words=said, state=State.UNCLAIMED, team_id=team.id if team else None, district=team.district if team else None,
        village=village, source=source, source_id=source_id, raised_by=speaker.member_id, unsigned=unsigned,
        raised_at=now, heard_at=now if at_once else now + terms.UNDO_WITHIN,
        suggested=asked, office_at=now if decided else None,
        due_at=terms.ahead(due_on, now) if due_on else terms.due_after(now, workdays.calendar(session)),
    )  # fmt: skip
    session.add(issue)
    session.flush()
    for member_id in dict.fromkeys(raisers or [speaker.member_id]):
        session.add(IssueRaiser(number=issue.number, member_id=member_id))
    session.flush()
    journal.write(session, issue, Move.RAISE, speaker, now, said)
    return issue


def matter(words: str) -> str:
    """The words without the 提个问题： that announces them."""
    return _ANNOUNCED.sub("", words) or words


def of_source(session: Session, source: Source, source_id: int) -> Issue | None:
    """The problem that this visit, question or question of a talk became, unless it was taken back."""
    return session.scalar(
        select(Issue).where(Issue.source == source, Issue.source_id == source_id, Issue.undone_at.is_(None))
    )


def undo(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """Taken back by a raiser before anybody else has heard of it; TooLateToUndo afterwards."""
    issue = journal.moving(session, speaker, number, Move.UNDO)
    if now >= issue.heard_at:
        raise TooLateToUndo(number)
    raised = _raising(session, number)
    for occasion in (CARD, NEWS):
        deliveries.withdraw(session, occasion, str(raised.id))
    issue.undone_at = now
    journal.write(session, issue, Move.UNDO, speaker, now)
    return issue


def publish(session: Session, speaker: Speaker, number: int, now: datetime) -> Issue:
    """The ten minutes are not waited for: the departments hear of it now. Doing so twice changes nothing."""
    issue = journal.moving(session, speaker, number, Move.PUBLISH)
    if now < issue.heard_at:
        issue.heard_at = now
        journal.hasten(session, _raising(session, number), now)
        journal.write(session, issue, Move.PUBLISH, speaker, now)
    return issue


def _raising(session: Session, number: int) -> IssueEvent:
    query = select(IssueEvent).where(IssueEvent.number == number, IssueEvent.move == Move.RAISE)
    return session.scalars(query.order_by(IssueEvent.id).limit(1)).one()


def absent(session: Session, words: str) -> list[str]:
    """The departments that these words are for and that nobody here speaks for yet."""
    staffed = departments.staffed(session)
    return [name for name in _wanted(words, staffed) if name not in staffed]


def _wanted(words: str, staffed: Sequence[str]) -> list[str]:
    """The departments that the words ask for by name; where they name none, those whose matters they speak of."""
    return departments.asked(words, staffed) or departments.meant(words)


def _addressed(session: Session, words: str, team: TeamView | None) -> tuple[list[str], bool]:
    """The departments that are asked, and whether 指挥部 decides instead.

    Those the words are for, as far as somebody speaks for them; where they are for none, all. Where nobody speaks for
    any of them 指挥部 decides, rather than a wrong department; without an 指挥部 all that are here are asked.
    """
    staffed = departments.staffed(session)
    wanted = _wanted(words, staffed)
    here = [name for name in wanted if name in staffed]
    if wanted and not here and people.holders(session, Role.OFFICE, team):
        return wanted, True
    return here or list(staffed), False
