"""Finds visits: one by its number, or pages of what a person may see."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from db.models import Member, Promise, Team, Visit, VisitLook
from services import access
from services.access import Action, Speaker
from services.discretion import veiled, veiled_name
from services.people import team_view
from services.visits.refusals import VisitGone
from services.work import ButtonStale

PAGE = 6
_CODE = re.compile(
    r"(?:v([^;]+)(?:;|$))?(?:m([0-9]{1,15})(?:;|$))?(?:t([0-9]{1,15})(?:;|$))?(?:f([0-9]{6})(?:;|$))?(?:l([0-9]{6}))?"
)


@dataclass(frozen=True)
class Sieve:
    """Which visits are meant; what is None is not asked for. Days are included."""

    village: str | None = None
    member_id: int | None = None
    team_id: int | None = None
    first: date | None = None
    last: date | None = None


EVERYTHING = Sieve()


def narrowed(sieve: Sieve, village: str | None, first: date | None, last: date | None) -> Sieve:
    """The sieve, of this village and these days only."""
    return replace(sieve, village=village, first=first, last=last)


def code_of(sieve: Sieve) -> str:
    """The sieve as a button carries it: v埔中村;m12;f261101;l261130."""
    parts = (
        ("v", sieve.village),
        ("m", sieve.member_id),
        ("t", sieve.team_id if sieve.village is None else None),
        ("f", sieve.first and f"{sieve.first:%y%m%d}"),
        ("l", sieve.last and f"{sieve.last:%y%m%d}"),
    )
    return ";".join(f"{name}{value}" for name, value in parts if value is not None)


def sieve_of(code: str) -> Sieve:
    """The sieve a button carried. Refuses (ButtonStale) what code_of does not write."""
    said = _CODE.fullmatch(code)
    if said is None:
        raise ButtonStale
    village, member, team, first, last = said.groups()
    return Sieve(village, int(member) if member else None, int(team) if team else None, _day(first), _day(last))


def _day(code: str | None) -> date | None:
    try:
        return datetime.strptime(code, "%y%m%d").date() if code else None  # noqa: DTZ007 a day has no zone
    except ValueError as error:
        raise ButtonStale from error


@dataclass(frozen=True)
class Page:
    """A page of a list: `number` counts from 1; `total` visits and `households` are those of all its pages."""

    visits: Sequence[Visit]
    number: int
    pages: int
    total: int
    households: int = 0


def find(session: Session, speaker: Speaker, visit_id: int, action: Action = Action.LIST_VISITS) -> Visit:
    """The visit, when this person may do this with it; VisitGone when it was taken back."""
    visit = session.scalar(
        select(Visit)
        .where(Visit.id == visit_id)
        .options(
            joinedload(Visit.author),
            joinedload(Visit.team),
            joinedload(Visit.merge),
            selectinload(Visit.changes),
            selectinload(Visit.pieces),
            selectinload(Visit.promises).joinedload(Promise.member),
            selectinload(Visit.looks).joinedload(VisitLook.member),
        )
        .execution_options(populate_existing=True)
    )
    if visit is None:
        raise VisitGone(None)
    access.require(speaker, action, team_view(visit.team))
    if visit.undone_at is not None:
        raise VisitGone(visit.undone_at, visit.merge.into_id if visit.merge else None)
    if not _is_own(speaker, visit):
        set_committed_value(visit, "promises", [_veiled_promise(one, visit.home) for one in visit.promises])
    return _for_reader(session, speaker, visit)


def chat_of_author(session: Session, visit: Visit) -> int | None:
    """Where the author can be told something; None for who has left or never came."""
    return session.scalar(select(Member.telegram_id).where(Member.id == visit.author_id, Member.left_at.is_(None)))


def page(session: Session, speaker: Speaker, number: int, sieve: Sieve = EVERYTHING) -> Page:
    """The visits this person may see, newest day first; a number past the end gives the last page."""
    access.require(speaker, Action.LIST_VISITS, speaker.team)
    seen = seen_by(speaker, sieve)
    total, households = session.execute(select(func.count(), func.sum(_HOUSEHOLDS)).where(*seen)).one()
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    visits = session.scalars(
        select(Visit)
        .where(*seen)
        .options(joinedload(Visit.author), joinedload(Visit.team))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    ).all()
    shown = [_for_reader(session, speaker, visit) for visit in visits]
    return Page(shown, number, pages, total, int(households or 0))


# As many as were said, else the one that was named.
_HOUSEHOLDS = func.coalesce(func.nullif(Visit.count, 0), case((Visit.household.is_not(None), 1), else_=0))


def _is_own(speaker: Speaker, visit: Visit) -> bool:
    return speaker.team is not None and speaker.team.id == visit.team_id


def _for_reader(session: Session, speaker: Speaker, visit: Visit) -> Visit:
    """Outside its team villagers are 陈某某: such a visit leaves the session first, so that nothing is written."""
    if _is_own(speaker, visit):
        return visit
    session.expunge(visit)
    home = visit.home
    visit.said = veiled(visit.said, home)
    visit.needs = [veiled(text, home) for text in visit.needs]
    visit.actions = [veiled(text, home) for text in visit.actions]
    visit.situation = veiled(visit.situation, home) if visit.situation else None
    visit.place = veiled(visit.place, home) if visit.place else None
    visit.household = veiled_name(visit.household) if visit.household else None
    visit.home = None
    return visit


def _veiled_promise(promise: Promise, home: str | None) -> Promise:
    """A copy that no session knows."""
    return Promise(what=veiled(promise.what, home), due_on=promise.due_on, told_on=promise.told_on)


def seen_by(speaker: Speaker, sieve: Sieve) -> list[ColumnElement[bool]]:
    """The conditions under which a visit is meant and within the person's reach."""
    shown: list[ColumnElement[bool]] = [Visit.undone_at.is_(None), *_sieved(sieve)]
    reach = access.reach(speaker, Action.LIST_VISITS)
    if not reach.city:
        inside = or_(Team.town.in_(reach.towns), Team.district.in_(reach.districts))
        shown.append(Visit.team_id.in_(select(Team.id).where(inside)))
    return shown


def _sieved(sieve: Sieve) -> Iterator[ColumnElement[bool]]:
    if sieve.village is not None:
        yield Visit.village == sieve.village
    if sieve.member_id is not None:
        yield Visit.author_id == sieve.member_id
    if sieve.team_id is not None:
        yield Visit.team_id == sieve.team_id
    if sieve.first is not None:
        yield Visit.visited_on >= sieve.first
    if sieve.last is not None:
        yield Visit.visited_on <= sieve.last
