"""Group chats the assistant was taken into: learnt when it happens, given a purpose by the office, found by whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from db.models import Group
from db.once import insert_once
from knowledge.places import Places
from knowledge.places.nearest import nearest
from services import access, departments
from services.access import Action, Scope, Speaker
from services.people import CITY_NAME
from services.work import WorkError

__all__ = [
    "Bound", "Group", "NobodysName", "Spot", "Standing", "bind", "find", "follow", "is_bound", "known", "learn", "leave",
    "of",
]  # fmt: skip
_CITY = ("全市", "市")


@dataclass(frozen=True)
class Spot:
    """A place in a group chat: the chat, and the topic in it (0: the chat itself)."""

    chat_id: int
    topic: int = 0


@dataclass(frozen=True)
class Standing:
    """What the assistant is in a group, as Telegram says, and the topic it has there (None: the group itself)."""

    administrator: bool
    forum: bool
    orders_topics: bool
    topic: int | None


@dataclass(frozen=True)
class Bound:
    """A place with its purpose, and the other one it had before."""

    group: Group
    before: str


class NobodysName(WorkError):
    """No department, district or team is called so; `nearest` may be meant."""

    def __init__(self, said: str, nearest: Sequence[str]) -> None:
        super().__init__(said)
        self.said = said
        self.nearest = tuple(nearest)


def learn(session: Session, spot: Spot, title: str, now: datetime) -> Group:
    """The place is known from now on, or again; whose it is stays as it was."""
    row = {"chat_id": spot.chat_id, "topic": spot.topic, "title": title, "scope": "", "scope_name": ""}
    insert_once(session, Group, [row | {"learnt_at": now}])
    group = session.scalars(select(Group).where(Group.chat_id == spot.chat_id, Group.topic == spot.topic)).one()
    group.title, group.left_at = title, None
    return group


def leave(session: Session, chat_id: int, now: datetime) -> None:
    """The assistant was taken out of the chat: nothing more goes there."""
    session.execute(update(Group).where(Group.chat_id == chat_id, Group.left_at.is_(None)).values(left_at=now))


def follow(session: Session, chat_id: int, moved_to: int) -> None:
    """The group became a supergroup and has another number (Telegram's migrate_to_chat_id).

    Telegram may have told of the new one first: what was learnt of it bears no purpose yet and gives way.
    """
    session.execute(delete(Group).where(Group.chat_id == moved_to, Group.scope == ""))
    session.execute(update(Group).where(Group.chat_id == chat_id).values(chat_id=moved_to))


def bind(
    session: Session, speaker: Speaker, spot: Spot, title: str, said: str, places: Places, now: datetime
) -> Bound:  # fmt: skip
    """The place belongs to the team, district, department or the city called so.

    Refuses whoever may not say so, and a name that is none of these (NobodysName).
    """
    access.require(speaker, Action.BIND_GROUP)
    scope, name = _meant(session, said, places)
    group = learn(session, spot, title, now)
    before = group.scope_name if group.scope else ""
    group.scope, group.scope_name, group.bound_by = scope, name, speaker.member_id
    return Bound(group, before if before != name else "")


def of(session: Session, scope: Scope, scope_name: str) -> Sequence[Group]:
    """Where cards for this team, district, department or the city go: mostly one place, often none."""
    return session.scalars(
        select(Group)
        .where(Group.scope == scope, Group.scope_name == scope_name, Group.left_at.is_(None))
        .order_by(Group.id)
    ).all()


def known(session: Session, speaker: Speaker, action: Action) -> Sequence[Group]:
    """The places with a purpose that lie within what the speaker may do this for."""
    reach = access.reach(speaker, action)
    query = select(Group).where(Group.scope != "", Group.left_at.is_(None)).order_by(Group.id)
    if not reach.city:
        query = query.where(or_(Group.scope_name.in_(reach.districts), Group.scope_name.in_(reach.towns)))
    return session.scalars(query).all()


def is_bound(session: Session, chat_id: int) -> bool:
    """Whether the office gave this chat, or a topic of it, a purpose."""
    query = select(Group.id).where(Group.chat_id == chat_id, Group.scope != "", Group.left_at.is_(None))
    return session.scalar(query.limit(1)) is not None


def find(session: Session, group_id: int) -> Group | None:
    """The place, while the assistant is in it."""
    return session.scalar(select(Group).where(Group.id == group_id, Group.left_at.is_(None)))


def _meant(session: Session, said: str, places: Places) -> tuple[Scope, str]:
    """The city, a district, a town with a team, else a department; the last by a part of its name too."""
    districts = list(dict.fromkeys(team.district for team in places.teams))
    if said in (CITY_NAME, *_CITY):
        return Scope.CITY, CITY_NAME
    if said in districts:
        return Scope.DISTRICT, said
    town = places.town(said)
    if town is not None and town.has_team:
        return Scope.TEAM, town.name
    try:
        return Scope.DEPARTMENT, departments.named(session, said).name
    except departments.DepartmentUnknown as unknown:
        units = [one.name for one in departments.listed(session)]
        names = (*units, *districts, *(team.name for team in places.teams))
        begun = [name for name in names if said in name]
        raise NobodysName(said, begun[:3] or nearest(said, names)) from unknown
