"""Two records of one visit (B10): found when the second is told, merged on somebody's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeAlias

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from db.models import Member, Piece, Visit, VisitCompanion, VisitMerge
from services import pieces, promises
from services.access import Action, Speaker
from services.understanding.plain import plain
from services.visits.correcting import record_change
from services.visits.finding import find
from services.work import WorkError

_LOOKED_BACK = timedelta(days=2)
_ALIKE = 0.5
# Whose visit it was, when and where.
_Scene: TypeAlias = tuple[int, date, str | None]


class SameVisit(WorkError):
    """A visit cannot be merged into itself, or across teams."""


@dataclass(frozen=True)
class Record:
    """What an earlier record tells, as far as another is compared with it; `author` is a name."""

    id: int
    team_id: int
    visited_on: date
    village: str
    home: str | None
    place: str | None
    needs: list[str]
    actions: list[str]
    said: str
    recorded_at: datetime
    author_id: int
    author: str

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The character pairs of its matter."""
        return _pairs(_matter(self))


def twins(session: Session, visits: Sequence[Visit]) -> Mapping[int, Record]:
    """Of each of these visits, by its id, the earlier record that tells the same; where there are several, the oldest.

    The same is: of the same team, day and village, of the last two days, and of the same household, place or matter.
    """
    told = [visit for visit in visits if visit.village is not None]
    others = _earlier(session, told) if told else {}
    found = {visit.id: _first_alike(visit, others.get(_scene(visit), ())) for visit in told}
    return {number: record for number, record in found.items() if record is not None}


_COLUMNS = (
    Visit.id, Visit.team_id, Visit.visited_on, Visit.village, Visit.home, Visit.place, Visit.needs, Visit.actions,
    Visit.said, Visit.recorded_at, Visit.author_id, Member.name,
)  # fmt: skip
_EARLIER = (
    select(*_COLUMNS)
    .join(Member, Member.id == Visit.author_id)
    .where(Visit.team_id.in_(bindparam("teams", expanding=True)))
    .where(Visit.visited_on.in_(bindparam("days", expanding=True)))
    .where(Visit.village.in_(bindparam("villages", expanding=True)))
    .where(Visit.undone_at.is_(None), Visit.recorded_at > bindparam("since"))
    .order_by(Visit.id)
)


def _earlier(session: Session, told: Sequence[Visit]) -> dict[_Scene, list[Record]]:
    facts = {
        "teams": list({visit.team_id for visit in told}),
        "days": list({visit.visited_on for visit in told}),
        "villages": list({visit.village for visit in told}),
        "since": min(visit.recorded_at for visit in told) - _LOOKED_BACK,
    }
    found: dict[_Scene, list[Record]] = {}
    for row in session.connection().execute(_EARLIER, facts):
        record = Record(*(value for value in row))
        found.setdefault(_scene(record), []).append(record)
    return found


def _scene(one: Visit | Record) -> _Scene:
    return one.team_id, one.visited_on, one.village


def _first_alike(visit: Visit, records: Sequence[Record]) -> Record | None:
    since, pairs = visit.recorded_at - _LOOKED_BACK, _pairs(_matter(visit))
    earlier = (one for one in records if one.id < visit.id and one.recorded_at > since)
    return next((one for one in earlier if _is_same(visit, pairs, one)), None)


def _is_same(visit: Visit, pairs: frozenset[str], other: Record) -> bool:
    """The same household; or none on one side and the same place, or needs and actions in nearly the same words."""
    if visit.home and other.home:
        return visit.home == other.home
    if visit.place and other.place and (visit.place in other.place or other.place in visit.place):
        return True
    return _likeness(pairs, other.pairs) >= _ALIKE


def merge(session: Session, speaker: Speaker, visit_id: int, into_id: int, now: datetime) -> Visit:
    """The first visit is told no more and stands within the second, with its needs, photos and promises.

    Whoever wrote it becomes a companion of the other's author. What the second said before is kept as changes.
    """
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    into = find(session, speaker, into_id, Action.CORRECT_VISIT)
    if visit.id == into.id or visit.team_id != into.team_id:
        raise SameVisit
    _join_fields(into, visit, speaker, now)
    _move(session, visit, into, now)
    session.add(VisitMerge(visit_id=visit.id, into_id=into.id, member_id=speaker.member_id, merged_at=now))
    visit.undone_at = now
    session.flush()
    return find(session, speaker, into_id)


def _join_fields(into: Visit, visit: Visit, speaker: Speaker, now: datetime) -> None:
    fields: dict[str, object] = {
        "needs": _joined(into.needs, visit.needs),
        "actions": _joined(into.actions, visit.actions),
        "companions": _joined(into.companions, _people(visit, into)),
        "household": into.household or visit.household,
        "place": into.place or visit.place,
        "count": into.count or visit.count,
    }
    for field, value in fields.items():
        record_change(into, speaker, field, value, now)
    into.home = into.home or visit.home


def _people(visit: Visit, into: Visit) -> list[str]:
    """The other author and those along, without the author who is there already."""
    author = [] if visit.author_id == into.author_id else [visit.author.name]
    return [name for name in (*author, *visit.companions) if name != into.author.name]


def _move(session: Session, visit: Visit, into: Visit, now: datetime) -> None:
    for piece in visit.pieces:
        _move_piece(session, piece, into)
    kept = {one.what for one in promises.of_visit(session, into.id) if one.dropped_at is None}
    for promise in visit.promises:
        if promise.what in kept:
            promise.dropped_at = now
        else:
            promise.visit_id = into.id
    known = set(session.scalars(select(VisitCompanion.member_id).where(VisitCompanion.visit_id == into.id)))
    if visit.author_id != into.author_id and visit.author_id not in known:
        session.add(VisitCompanion(visit_id=into.id, member_id=visit.author_id))


def _move_piece(session: Session, piece: Piece, into: Visit) -> None:
    """A tenth photo waits for another visit."""
    pieces.attach(session, piece, into)


def _joined(first: list[str], second: list[str]) -> list[str]:
    """Both lists; what nearly repeats an earlier one is left out."""
    joined = list(first)
    joined += [text for text in second if all(_likeness(_pairs(text), _pairs(one)) < _ALIKE for one in joined)]
    return joined


def _matter(visit: Visit | Record) -> str:
    return "".join([*visit.needs, *visit.actions]) or visit.said


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters; of a single character itself."""
    said = plain(text)
    return frozenset(said[start : start + 2] for start in range(max(len(said) - 1, 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of character pairs in common (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other))
