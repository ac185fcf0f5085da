"""Photos, place, voice and words that arrive together after a dead spot (B17): one visit, unless the person says no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Visit
from services import pieces
from services.access import Speaker
from services.pieces import BURST, Heap, Kind
from services.visits import merging
from services.visits.finding import find

_LEAST = 3
ARRIVING = timedelta(seconds=5)
"""What was kept on the phone arrives so near together; what is typed and answered one by one takes longer."""


@dataclass(frozen=True)
class Burst:
    """What arrived together: the visit, other sentences told as visits of the same place, and the pieces."""

    visit: Visit
    others: Sequence[Visit]
    heap: Heap

    @property
    def sentences(self) -> int:
        """How many messages were words."""
        return 1 + len(self.others) + self.heap.count(Kind.WORDS)

    @property
    def count(self) -> int:
        """How many messages it was altogether; an album is one, be it the visit's own."""
        told = {self.visit.source} | {other.source for other in self.others}
        own = {piece.album for piece in self.heap.pieces if piece.source in told and piece.album is not None}
        sent = {piece.album or piece.source for piece in self.heap.pieces if piece.source not in told}
        return len(told) + len(sent - own)


def of(session: Session, visit: Visit) -> Burst | None:
    """The burst this visit came in; None where it was fewer than three messages, or photos with their words only."""
    told = [piece for piece in pieces.of_visit(session, visit.id).pieces if _together(piece.sent_at, visit)]
    burst = Burst(visit, _others(session, visit), Heap(told))
    kinds = [kind for kind in burst.heap.kinds if kind is not Kind.WORDS]
    mixed = len(kinds) > 1 or (bool(kinds) and burst.sentences > 1)
    return burst if mixed and burst.count >= _LEAST else None


def join(session: Session, speaker: Speaker, visit_id: int, now: datetime) -> tuple[Visit, int]:
    """It was one visit: sentences told as others are merged into it; gives back the visit and how many messages."""
    visit = find(session, speaker, visit_id)
    burst = of(session, visit)
    for other in burst.others if burst else ():
        merging.merge(session, speaker, other.id, visit.id, now)
    return find(session, speaker, visit_id), burst.count if burst else 0


def _others(session: Session, visit: Visit) -> Sequence[Visit]:
    """Sentences of the same author that arrived with it, of the same day and of no other village or household."""
    near = session.scalars(
        select(Visit)
        .where(Visit.author_id == visit.author_id, Visit.id != visit.id, Visit.undone_at.is_(None))
        .where(Visit.told_at >= visit.told_at - BURST, Visit.told_at <= visit.told_at + BURST)
        .where(Visit.visited_on == visit.visited_on)
        .where(Visit.recorded_at >= visit.recorded_at - ARRIVING, Visit.recorded_at <= visit.recorded_at + ARRIVING)
        .order_by(Visit.id)
    ).all()
    alike = [other for other in near if _may_be_one(visit, other)]
    places = {one.village for one in (visit, *alike) if one.village}
    homes = {one.home for one in (visit, *alike) if one.home}
    several = len(places) > 1 or len(homes) > 1
    return (
        [other for other in alike if (other.village, other.home) == (visit.village, visit.home)] if several else alike
    )


def _may_be_one(visit: Visit, other: Visit) -> bool:
    """Nothing that both name differs."""
    pairs = ((visit.village, other.village), (visit.home, other.home), (visit.place, other.place))
    return all(one == two or None in (one, two) for one, two in pairs)


def _together(sent_at: datetime, visit: Visit) -> bool:
    return abs(sent_at - visit.told_at) <= BURST
