"""The groups of the departments: a card for each problem, in its own topic where that can be, edited as it moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from db.models import Delivery, Fate, Group, Issue, IssueEvent, Member
from services import deliveries, departments, errands, groups
from services.access import Scope
from services.deliveries import Owed, Urgency
from services.groups import Standing
from services.issues.moves import Move
from services.issues.states import State
from services.people import CITY_NAME

POST, POSTED, EDIT, PURPOSE = "issues.post", "issues.posted", "issues.edit", "issues.group"
_SHOWN = frozenset({Move.ASSIGN, Move.EXTEND, Move.REFUSE, Move.ESCALATE})
_GONE = frozenset({State.UNDONE, State.MERGED})


@dataclass(frozen=True)
class Card:
    """A card that stands in a group, or will: of which problem, where, and its message once it was sent."""

    issue: Issue
    group: Group
    topic: int
    message_id: int | None


def owe(session: Session, issue: Issue, event: IssueEvent, now: datetime) -> None:
    """The groups are owed the card of a new problem, and its present state wherever a card stands already."""
    if event.move == Move.RAISE:
        owed = [
            Owed(f"issue.post:{event.id}:{one.id}", one.chat_id, "sendMessage", None, POST, str(event.id), Urgency.BULK)
            for one in _groups(session, issue)
        ]
        deliveries.owe(session, owed, max(now, issue.heard_at))
    elif event.before != event.after or event.move in _SHOWN:
        cards = session.scalars(
            select(Delivery).where(Delivery.subject == _subject(issue), Delivery.occasion == POSTED)
        )
        edits = [
            Owed(f"issue.edit:{event.id}:{one.id}", one.chat_id, "editMessageText", None, EDIT, str(one.id),
                 Urgency.BULK)
            for one in cards
        ]  # fmt: skip
        deliveries.owe(session, edits, now)


def look(session: Session, key: str, now: datetime) -> None:
    """The moment has come: what the assistant may do in this group is asked first; nothing for what is gone."""
    _, event_id, group_id = key.split(":")
    event, group = session.get_one(IssueEvent, int(event_id)), groups.find(session, int(group_id))
    issue = session.get_one(Issue, event.number)
    if group is None or issue.state in _GONE:
        return
    facts = {"number": issue.number, "group": group.id, "chat": group.chat_id, "topic": group.topic}
    errands.owe(session, f"{PURPOSE}:{issue.number}:{group.id}", PURPOSE, group.chat_id, now, facts)


def post(session: Session, number: int, group_id: int, standing: Standing, now: datetime) -> Group | None:
    """The card is owed to the group, in the topic that was made; returns the group where topics are lacking."""
    issue, group = session.get_one(Issue, number), groups.find(session, group_id)
    if group is None:
        return None
    key = f"issue.card:{number}:{group_id}:{standing.topic or 0}"
    card = Owed(key, group.chat_id, "sendMessage", None, POSTED, _subject(issue), Urgency.BULK)
    deliveries.owe(session, [card], now)
    return group if standing.forum and not standing.orders_topics else None


def binder(session: Session, group: Group) -> int | None:
    """The chat of whoever said whose the group is."""
    query = select(Member.telegram_id).where(Member.id == group.bound_by, Member.left_at.is_(None))
    return session.scalar(query)


def card(session: Session, key: str) -> Card | None:
    """The card of this delivery; None where the assistant is no longer in the group."""
    delivery = session.scalars(select(Delivery).where(Delivery.key == key)).one()
    _, number, group_id, topic = delivery.key.split(":")
    group = groups.find(session, int(group_id))
    issue = session.get_one(Issue, int(number), populate_existing=True)
    return Card(issue, group, int(topic), delivery.message_id) if group else None


def edited(session: Session, key: str, card_id: int) -> Card | None:
    """The card to be edited; None while it was not sent, and where a later edit waits and will say the same."""
    later = select(Delivery.id).where(
        Delivery.subject == str(card_id), Delivery.occasion == EDIT, Delivery.key != key,
        Delivery.fate == literal_column(f"'{Fate.WAITING}'"),
    )  # fmt: skip
    if session.scalar(later.limit(1)) is not None:
        return None
    found = card(session, session.get_one(Delivery, card_id).key)
    return found if found is not None and found.message_id is not None else None


def _groups(session: Session, issue: Issue) -> Sequence[Group]:
    """The departments' common group (the city's), and those of the departments that are asked."""
    found = [*groups.of(session, Scope.CITY, CITY_NAME)]
    for name in issue.suggested if len(issue.suggested) < len(departments.staffed(session)) else ():
        found += groups.of(session, Scope.DEPARTMENT, name)
    return list({one.id: one for one in found}.values())


def _subject(issue: Issue) -> str:
    return f"issue:{issue.number}"
