"""Puts the last visit right as its author said in words: fields, or words that stand for others."""

from datetime import datetime

from sqlalchemy.orm import Session

from db.models import Visit
from services.access import Speaker
from services.visits.correcting import set_field
from services.visits.recording import clipped
from services.visits.slips import Slip

_LISTS = ("needs", "actions")


def mend(session: Session, speaker: Speaker, visit: Visit, slip: Slip, now: datetime) -> tuple[str, ...]:
    """The visit says what was meant; gives back the fields that changed.

    Nothing changes where it cannot be told which of several needs was meant, or where the words that were to be
    replaced stand nowhere and nobody spoke of a mistake.
    """
    swapped = _swapped(visit, slip)
    fields = {field: value for field, value in slip.fields if field not in _LISTS or not swapped}
    if _is_unfounded(visit, slip, swapped) or _is_open(visit, slip, fields):
        return ()
    wanted = fields | swapped
    for field, value in wanted.items():
        new = clipped(value) if field in ("household", "place") and isinstance(value, str) else value
        set_field(session, speaker, visit.id, field, new, now)
    return tuple(wanted)


def _swapped(visit: Visit, slip: Slip) -> dict[str, object]:
    """The lists in which the old words stand, with the new ones in their place."""
    if slip.swap is None:
        return {}
    old, new = slip.swap
    lists = {field: list(getattr(visit, field)) for field in _LISTS}
    return {
        field: [text.replace(old, new) for text in texts]
        for field, texts in lists.items()
        if any(old in text for text in texts)
    }


def _is_unfounded(visit: Visit, slip: Slip, swapped: dict[str, object]) -> bool:
    """改成 or 不是 without a word of a mistake, of something the visit does not tell."""
    if slip.sure or slip.swap is None or swapped:
        return False
    old = slip.swap[0]
    told = (visit.household, visit.place, visit.village, f"{visit.count}户" if visit.count else None)
    return not any(one and (old in one or one in old) for one in told)


def _is_open(visit: Visit, slip: Slip, fields: dict[str, object]) -> bool:
    """One of several needs is to be another, and which was not said; a visit told anew replaces them all."""
    if slip.named or not fields.keys().isdisjoint(("village", "household", "visited_on")):
        return False
    return any(field in fields and len(getattr(visit, field)) > 1 for field in _LISTS)
