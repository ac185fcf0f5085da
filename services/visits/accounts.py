"""One query behind diary, table and picture (I6): the visits of a scope, with villagers' names covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from db.models import AuditLine, Piece, Promise, Visit
from services import access
from services.access import Action, Speaker
from services.discretion import veiled, veiled_name
from services.pieces import Kind
from services.visits.finding import Sieve, seen_by
from services.work import WorkError

MOST = 5000


class TooManyVisits(WorkError):
    """More than one document holds (MOST)."""


@dataclass(frozen=True)
class Photo:
    """A picture of a visit by its hash, with the words that came with it."""

    hash: str
    caption: str | None


@dataclass(frozen=True)
class Entry:
    """One visit as others may read it; `day_open`: the day was never said exactly."""

    number: str
    visited_on: date
    day_open: bool
    recorded_at: datetime
    town: str
    village: str | None
    household: str | None
    place: str | None
    count: int | None
    situation: str | None
    needs: Sequence[str]
    actions: Sequence[str]
    promises: Sequence[tuple[str, date | None, date | None]]
    companions: Sequence[str]
    author: str
    photos: Sequence[Photo]
    voices: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Account:
    """The visits of a scope, the earliest first, as they stood at `as_of`."""

    entries: Sequence[Entry]
    as_of: datetime

    @property
    def photos(self) -> int:
        """How many pictures there are."""
        return sum(len(entry.photos) for entry in self.entries)


def account(session: Session, speaker: Speaker, sieve: Sieve, now: datetime) -> Account:
    """What this person may see of the scope. Refuses more than one document holds (TooManyVisits)."""
    access.require(speaker, Action.LIST_VISITS, speaker.team)
    visits = session.scalars(
        select(Visit)
        .where(*seen_by(speaker, sieve))
        .options(
            joinedload(Visit.author),
            joinedload(Visit.team),
            selectinload(Visit.promises),
            selectinload(Visit.pieces).joinedload(Piece.file),
        )
        .order_by(Visit.visited_on, Visit.id)
        .limit(MOST + 1)
    ).all()
    if len(visits) > MOST:
        raise TooManyVisits
    return Account([_entry(visit) for visit in visits], now)


def note_export(session: Session, speaker: Speaker, what: str, now: datetime) -> None:
    """K6: who took what out, and when."""
    session.add(AuditLine(at=now, actor=speaker.name, act="export", subject=what, before=None, after=None))


def _entry(visit: Visit) -> Entry:
    home = visit.home
    told = (visit.needs, visit.actions, visit.situation)
    return Entry(
        number=f"V-{visit.id:04d}",
        visited_on=visit.visited_on,
        day_open=visit.day_open,
        recorded_at=visit.recorded_at,
        town=visit.team.town,
        village=visit.village,
        household=veiled_name(visit.household) if visit.household else None,
        place=veiled(visit.place, home) if visit.place else None,
        count=visit.count,
        # Where nothing was made out of the words, the words themselves say what happened.
        situation=veiled(visit.situation or visit.said, home) if visit.situation or not any(told) else None,
        needs=[veiled(text, home) for text in visit.needs],
        actions=[veiled(text, home) for text in visit.actions],
        promises=[_promise(one, home) for one in visit.promises if one.dropped_at is None],
        companions=list(visit.companions),
        author=visit.author.name,
        photos=[_photo(one, home) for one in visit.pieces if _is_picture(one)],
        voices=sum(one.kind == Kind.VOICE and one.dropped_at is None for one in visit.pieces),
        latitude=visit.latitude,
        longitude=visit.longitude,
    )


def _promise(promise: Promise, home: str | None) -> tuple[str, date | None, date | None]:
    return veiled(promise.what, home), promise.due_on, promise.told_on


def _photo(piece: Piece, home: str | None) -> Photo:
    return Photo(piece.hash or "", veiled(piece.caption, home) if piece.caption else None)


def _is_picture(piece: Piece) -> bool:
    return piece.kind == Kind.PHOTO and piece.hash is not None and piece.dropped_at is None
