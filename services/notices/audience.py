"""Whom a notice is for: described as data, asked of the database when it is sent, never a list of rows in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from db.models import Member, Notice, Occurrence, Post, Receipt, State, Team
from services import access
from services.access import Action, Scope, Speaker
from services.clock import day_of
from services.duties.owners import owners

FIRST_NAMES = 3


class Kind(StrEnum):
    """The ways an audience is narrowed by a button."""

    EVERYBODY = "everybody"
    DISTRICT = "districts"
    TOWN_CLASS = "town_classes"
    ROLE = "roles"
    TEAM = "towns"
    DUTY = "duties"


@dataclass(frozen=True)
class Audience:
    """Whom a notice is for; with nothing named it is everybody.

    A district and a class of town narrow each other, towns are added to them; then the roles narrow, then what is not
    done: one of these `duties` still open, or the notice `unconfirmed`. `people` are added at the end, by number.
    `groups` are group chats that get a copy besides.
    """

    districts: tuple[str, ...] = ()
    town_classes: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    unconfirmed: int | None = None
    people: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()

    @classmethod
    def described(cls, facts: Mapping[str, object]) -> "Audience":
        """From what `facts` wrote."""
        unconfirmed = facts.get("unconfirmed")
        return cls(
            _words(facts.get("districts")),
            _words(facts.get("town_classes")),
            _words(facts.get("towns")),
            _words(facts.get("roles")),
            _words(facts.get("duties")),
            int(str(unconfirmed)) if unconfirmed else None,
            _numbers(facts.get("people")),
            _numbers(facts.get("groups")),
        )

    def facts(self) -> dict[str, object]:
        """As a row of JSON keeps it; an empty one is of a draft that nobody said the audience of."""
        found: dict[str, object] = {} if self.narrows or self.people else {"everybody": True}
        for one in fields(self):
            value = getattr(self, one.name)
            if value:
                found[one.name] = list(value) if isinstance(value, tuple) else value
        return found

    def toggled(self, kind: Kind, value: str) -> "Audience":
        """With this one named too, or no more; everybody is with nothing named."""
        if kind is Kind.EVERYBODY:
            return Audience(groups=self.groups)
        named = self.named(kind)
        changed = tuple(one for one in named if one != value) if value in named else (*named, value)
        return _with(self, kind, changed)

    def named(self, kind: Kind) -> tuple[str, ...]:
        """What is named of this kind."""
        by_kind = {
            Kind.EVERYBODY: (),
            Kind.DISTRICT: self.districts,
            Kind.TOWN_CLASS: self.town_classes,
            Kind.ROLE: self.roles,
            Kind.TEAM: self.towns,
            Kind.DUTY: self.duties,
        }
        return by_kind[kind]

    def joined(self, other: "Audience") -> "Audience":
        """With everything the other names, too."""
        return Audience(
            _both(self.districts, other.districts),
            _both(self.town_classes, other.town_classes),
            _both(self.towns, other.towns),
            _both(self.roles, other.roles),
            _both(self.duties, other.duties),
            other.unconfirmed or self.unconfirmed,
            tuple(dict.fromkeys((*self.people, *other.people))),
            tuple(dict.fromkeys((*self.groups, *other.groups))),
        )

    @property
    def narrows(self) -> bool:
        """Something but people is named."""
        return bool(self.districts or self.town_classes or self.towns or self.roles or self.duties or self.unconfirmed)


@dataclass(frozen=True)
class Count:
    """How many people an audience is, the first of their names, and how many of them have not joined."""

    people: int
    first_names: tuple[str, ...]
    unreachable: int


def audience_of(notice: Notice) -> Audience:
    """Whom the notice is for."""
    return Audience.described(notice.audience)


def count(session: Session, speaker: Speaker, audience: Audience, now: datetime) -> Count:
    """How many people within the speaker's own reach this audience is."""
    inside = addressed(speaker, audience, now)
    total, reached = session.execute(
        select(func.count(), func.count(Member.telegram_id)).select_from(Member).where(*inside)
    ).one()
    names = session.scalars(select(Member.name).where(*inside).order_by(Member.id).limit(FIRST_NAMES)).all()
    return Count(total, tuple(names), total - reached)


def addressed(speaker: Speaker, audience: Audience, now: datetime) -> Sequence[ColumnElement[bool]]:
    """Members with a post now, of this audience, within what the sender's own post covers, the sender aside."""
    return (*reachable(speaker), _described(audience, now))


def reachable(speaker: Speaker) -> Sequence[ColumnElement[bool]]:
    """Members with a post now whom the speaker may send notices to, the speaker aside."""
    inside: list[ColumnElement[bool]] = [
        Member.left_at.is_(None), Member.id.in_(_held()), Member.id != speaker.member_id
    ]  # fmt: skip
    reach = access.reach(speaker, Action.SEND_NOTICE)
    if not reach.city:
        inside.append(_placed(or_(Team.district.in_(reach.districts), Team.town.in_(reach.towns)), reach.districts))
    return inside


def _described(audience: Audience, now: datetime) -> ColumnElement[bool]:
    named = Member.id.in_(audience.people) if audience.people else false()
    if audience.people and not audience.narrows:
        return named
    narrowed = and_(true(), *_narrowing(audience, now))
    return or_(narrowed, named) if audience.people else narrowed


def _narrowing(audience: Audience, now: datetime) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if audience.districts or audience.town_classes or audience.towns:
        conditions.append(_placed(_teams(audience), () if audience.town_classes else audience.districts))
    if audience.roles:
        conditions.append(Member.id.in_(_held().where(Post.role.in_(audience.roles))))
    if audience.duties:
        conditions.append(Member.id.in_(_owing(audience.duties, now)))
    if audience.unconfirmed:
        waiting = select(Receipt.member_id)
        waiting = waiting.where(Receipt.notice_id == audience.unconfirmed, Receipt.confirmed_at.is_(None))
        conditions.append(Member.id.in_(waiting))
    return conditions


def _teams(audience: Audience) -> ColumnElement[bool]:
    both = []
    if audience.districts:
        both.append(Team.district.in_(audience.districts))
    if audience.town_classes:
        both.append(Team.town_class.in_(audience.town_classes))
    towns = Team.town.in_(audience.towns)
    return or_(towns, and_(*both)) if both else towns


def _placed(teams: ColumnElement[bool], districts: Sequence[str] | frozenset[str]) -> ColumnElement[bool]:
    """Of one of these teams, or with a post for one of these districts."""
    of_team = Member.team_id.in_(select(Team.id).where(teams))
    if not districts:
        return of_team
    of_district = _held().where(Post.scope == Scope.DISTRICT, Post.scope_name.in_(districts))
    return or_(of_team, Member.id.in_(of_district))


def _owing(duties: Sequence[str], now: datetime) -> Select[int]:
    """Whose one of these duties can be done now and is not."""
    today = day_of(now)
    known = owners(today)
    return (
        select(known.owner)
        .select_from(known.source)
        .where(Occurrence.duty_id.in_(duties), Occurrence.state == State.OPEN, Occurrence.opens_on <= today)
    )


def _held() -> Select[int]:
    return select(Post.member_id).where(Post.until.is_(None))


def _with(audience: Audience, kind: Kind, named: tuple[str, ...]) -> Audience:
    by_kind = {
        Kind.DISTRICT: replace(audience, districts=named),
        Kind.TOWN_CLASS: replace(audience, town_classes=named),
        Kind.ROLE: replace(audience, roles=named),
        Kind.TEAM: replace(audience, towns=named),
        Kind.DUTY: replace(audience, duties=named),
    }
    return by_kind[kind]


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(int(str(one)) for one in value) if isinstance(value, list) else ()
