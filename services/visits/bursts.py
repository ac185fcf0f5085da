"""Photos, place, voice and words that arrive together after a dead spot (B17): one visit, unless the person says no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Visit
from services import pieces
from services.access import Speaker
from services.pieces import BURST, Heap, Kind
from services.visits import merging
from services.visits.finding import find

_LEAST = 3


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
        """How many messages it was altogether."""
        return 1 + len(self.others) + len(self.heap.pieces)


def of(session: Session, visit: Visit) -> Burst | None:
    """The burst this visit came in; None where it was fewer than three messages, or photos with their words only."""
    told = [piece for piece in pieces.of_visit(session, visit.id).pieces if _together(piece.sent_at, visit)]
    own = [piece for piece in told if piece.source != visit.source]
    burst = Burst(visit, _others(session, visit), Heap(own))
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
    """Sentences of the same author within two minutes, of the same day and of no other village."""
    near = session.scalars(
        select(Visit)
        .where(Visit.author_id == visit.author_id, Visit.id != visit.id, Visit.undone_at.is_(None))
        .where(Visit.told_at >= visit.told_at - BURST, Visit.told_at <= visit.told_at + BURST)
        .where(Visit.visited_on == visit.visited_on)
        .order_by(Visit.id)
    ).all()
    return [other for other in near if visit.village is None or other.village in (None, visit.village)]


def _together(sent_at: datetime, visit: Visit) -> bool:
    return abs(sent_at - visit.told_at) <= BURST
