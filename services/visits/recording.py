"""Records visits: at once from one sentence, or from the steps of a form; and takes them back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from db.models import Visit, VisitChange
from services import access, companions, promises
from services.access import Action, Speaker, TeamView
from services.clock import day_of
from services.households import home_of
from services.understanding import Understanding
from services.visits.finding import find
from services.visits.late import dated
from services.visits.refusals import NoTeam, TooLateToUndo

UNDO_WITHIN = timedelta(minutes=10)
LONGEST_NAME = 60
"""Characters of a household or a place: more is no name (a household name of 200 characters)."""
_SLIP = timedelta(days=31)
_WORDS = "words"


def require_recording(speaker: Speaker) -> TeamView:
    """The team whose visit it will be. Refuses who may record none, and who is in no team."""
    access.require(speaker, Action.RECORD_VISIT, speaker.team)
    if speaker.team is None or speaker.member_id is None:
        raise NoTeam
    return speaker.team


def record(
    session: Session,
    speaker: Speaker,
    note: Understanding,
    source: str,
    told_at: datetime,
    now: datetime,
    situation: str | None = None,
) -> Visit:
    """The visit is stored as understood, its words as said; the same `source` (chat and message) stores it once.

    A day that cannot be told from the words stays open: `visited_on` is then only the best to go by. Its number is
    given when the session is flushed, that of all visits told at once together.
    """
    team = require_recording(speaker)
    visit = Visit(
        team_id=team.id,
        author_id=speaker.member_id,
        source=source,
        said=note.said,
        visited_on=note.visited_on or best_day(note, day_of(told_at)),
        day_open=note.visited_on is None,
        recorded_at=now,
        told_at=told_at,
        village=note.village,
        household=clipped(note.household),
        home=home_of(clipped(note.household)),
        place=clipped(note.place),
        situation=situation,
        needs=list(note.needs),
        actions=list(note.actions),
        companions=list(note.companions),
        count=note.count,
        promises=[],  # the others stay unset: what nobody looks at need not be followed when the row is written
    )
    session.add(visit)
    if note.promises:
        promises.make(visit, dated(note.promises, day_of(told_at)), now)
    if note.companions:
        session.flush()
        companions.name(session, visit)
    return visit


def undo(session: Session, speaker: Speaker, visit_id: int, now: datetime) -> Visit:
    """The author takes the visit back within ten minutes: its photos wait, its promises fall away.

    It stays as a row that no list shows.
    """
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    if visit.author_id != speaker.member_id:
        raise access.NotAllowed(Action.CORRECT_VISIT, speaker.team)
    if now - visit.recorded_at > UNDO_WITHIN:
        raise TooLateToUndo(visit)
    visit.undone_at = now
    for piece in visit.pieces:
        if piece.kind != _WORDS:
            piece.visit_id = None
    promises.drop(visit, now)
    return visit


def last_touched(session: Session, speaker: Speaker, since: datetime) -> Visit | None:
    """The visit the person recorded, changed or took back last, which its card was about; None before `since`.

    One that was taken back is given too: whoever says 撤销 then means it, and none of those before it.
    """
    by_me = (VisitChange.visit_id == Visit.id, VisitChange.member_id == speaker.member_id)
    changed = select(VisitChange.id).where(*by_me, VisitChange.changed_at >= since).exists()
    touched = session.scalars(
        select(Visit)
        .where(Visit.author_id == speaker.member_id)
        .where(or_(Visit.recorded_at >= since, Visit.undone_at >= since, changed))
        .options(selectinload(Visit.changes), joinedload(Visit.merge))
    ).all()
    return max(touched, key=lambda one: (_touched_at(one, speaker), one.merge is None, one.id), default=None)


def _touched_at(visit: Visit, speaker: Speaker) -> datetime:
    mine = [change.changed_at for change in visit.changes if change.member_id == speaker.member_id]
    return max([visit.recorded_at, *mine, *([visit.undone_at] if visit.undone_at else [])])


def best_day(note: Understanding, said_on: date) -> date:
    """The day to go by until the person says which: the one nearest to an impossible day, else the day it was said."""
    return nearest_day(note, said_on) or said_on


def nearest_day(note: Understanding, said_on: date) -> date | None:
    """The day nearest to one that no calendar has (2月30日), looking back; None where it would lie ahead (11月31日)."""
    for wrong in note.impossible:
        far_ahead = wrong.nearest - said_on > _SLIP
        day = wrong.nearest - relativedelta(years=1) if far_ahead else wrong.nearest
        if day <= said_on:
            return day
    return None


def clipped(said: str | None) -> str | None:
    """A household or a place as it may stand in a record; `said` of the visit keeps every word."""
    return said if said is None or len(said) <= LONGEST_NAME else said[: LONGEST_NAME - 1] + "…"


def recent_villages(session: Session, speaker: Speaker, most: int) -> Sequence[str]:
    """Where the team was last, the latest first; for buttons."""
    team = require_recording(speaker)
    rows = session.scalars(
        select(Visit.village)
        .where(Visit.team_id == team.id, Visit.undone_at.is_(None), Visit.village.is_not(None))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(60)
    )
    return [name for name in dict.fromkeys(rows) if name][:most]


def recent_households(session: Session, speaker: Speaker, village: str, most: int) -> Sequence[str]:
    """Whom the team last saw in this village, the latest first; for buttons."""
    team = require_recording(speaker)
    rows = session.scalars(
        select(Visit.household)
        .where(Visit.team_id == team.id, Visit.undone_at.is_(None), Visit.village == village)
        .where(Visit.household.is_not(None))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(60)
    )
    return [name for name in dict.fromkeys(rows) if name][:most]
