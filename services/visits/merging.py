"""Two records of one visit (B10): found when the second is told, merged on somebody's word."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db.models import Piece, Visit, VisitCompanion, VisitMerge
from services import pieces, promises
from services.access import Action, Speaker
from services.understanding.plain import plain
from services.visits.correcting import record_change
from services.visits.finding import find
from services.work import WorkError

_LOOKED_BACK = timedelta(days=2)
_ALIKE = 0.5
_AT_ONCE = 20


class SameVisit(WorkError):
    """A visit cannot be merged into itself, or across teams."""


def twin(session: Session, visit: Visit) -> Visit | None:
    """The record of the same team, day and village that tells of the same household, place or matter; the oldest."""
    if visit.village is None:
        return None
    # The oldest that is alike ends it: a busy day of a big village is not read to its end for every visit.
    others = session.scalars(
        select(Visit)
        .where(Visit.team_id == visit.team_id, Visit.visited_on == visit.visited_on, Visit.village == visit.village)
        .where(Visit.id != visit.id, Visit.undone_at.is_(None), Visit.recorded_at > visit.recorded_at - _LOOKED_BACK)
        .options(joinedload(Visit.author))
        .order_by(Visit.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    try:
        return next((other for other in others if is_same(visit, other)), None)
    finally:
        others.close()


def is_same(one: Visit, other: Visit) -> bool:
    """The same household; or none on one side and the same place, or needs and actions in nearly the same words."""
    if one.home and other.home:
        return one.home == other.home
    if one.place and other.place and (one.place in other.place or other.place in one.place):
        return True
    return _likeness(_matter(one), _matter(other)) >= _ALIKE


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
    joined += [text for text in second if all(_likeness(text, before) < _ALIKE for before in joined)]
    return joined


def _matter(visit: Visit) -> str:
    return "".join([*visit.needs, *visit.actions]) or visit.said


def _likeness(one: str, other: str) -> float:
    """The share of character pairs in common (Dice)."""
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (plain(one), plain(other))]
    together = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / together if together else float(one == other)
