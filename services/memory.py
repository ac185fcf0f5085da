"""What the team knows of one household (B8): when it was last visited, what it wanted, what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from db.models import Promise, Visit
from services import access, promises
from services.access import Action, Speaker
from services.households import home_of
from services.understanding.people import households
from services.understanding.plain import plain

_SHOWN = 3


@dataclass(frozen=True)
class Memory:
    """One household: `visits` are its last ones, the latest first, of `total`; `promises` the open ones."""

    household: str
    village: str | None
    visits: Sequence[Visit]
    total: int
    promises: Sequence[Promise]


def recall(session: Session, speaker: Speaker, home: str, village: str | None, before: Visit | None = None) -> Memory:
    """What is known of the household, up to the visit that is just being told; nothing where it is new."""
    access.require(speaker, Action.LIST_VISITS, speaker.team)
    known = _of_home(speaker, home, village, before)
    visits = session.scalars(
        select(Visit)
        .where(*known)
        .options(joinedload(Visit.author))
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(_SHOWN)
    ).all()
    total = session.scalar(select(func.count()).select_from(Visit).where(*known)) or 0
    own = {promise.id for promise in promises.of_visit(session, before.id)} if before else set()
    here = () if village is None else (village,)
    owed = [one for one in promises.still_open(session, speaker, home, here) if one.id not in own]
    return Memory(visits[0].household or home if visits else home, village, visits, total, owed)


def spoken_of(session: Session, speaker: Speaker, words: str, village: str | None = None) -> Memory | None:
    """The household these words name, when the team has been there before (去张大爷家); else None."""
    if speaker.team is None or not access.allows(speaker, Action.LIST_VISITS, speaker.team):
        return None
    text = plain(words)
    for span in households(text):
        home = home_of(span.of(text))
        memory = recall(session, speaker, home, village) if home else None
        if memory is not None and memory.total:
            return memory
    return None


def _of_home(speaker: Speaker, home: str, village: str | None, before: Visit | None) -> list[ColumnElement[bool]]:
    """One household is known by its name and its village, as far as both were said."""
    team_id = speaker.team.id if speaker.team else 0
    known = [Visit.team_id == team_id, Visit.undone_at.is_(None), Visit.home == home]
    if village is not None:
        known.append(or_(Visit.village == village, Visit.village.is_(None)))
    if before is not None:
        known.append(Visit.id != before.id)
    return known
