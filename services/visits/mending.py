"""Puts the last visit right as its author said in words: fields, or words that stand for others."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import Visit
from services.access import Speaker
from services.visits.correcting import set_field
from services.visits.recording import clipped
from services.visits.slips import Slip

_LISTS = ("needs", "actions")
_NAMES = ("household", "place")
_SHORTEST_NAME = 2


def mend(session: Session, speaker: Speaker, visit: Visit, slip: Slip, now: datetime) -> tuple[str, ...]:
    """The visit says what was meant; gives back the fields that changed.

    Nothing changes where it cannot be told which of several needs was meant, or where the words that were to be
    replaced stand nowhere and nobody spoke of a mistake.
    """
    swapped = _swapped(visit, slip)
    lists_stand = swapped.keys().isdisjoint(_LISTS)
    fields = {
        field: value for field, value in (*slip.fields, *_grown(visit, slip)) if lists_stand or field not in _LISTS
    }
    if _is_unfounded(visit, slip, swapped) or _is_open(visit, slip, fields):
        return ()
    wanted = fields | swapped
    for field, value in wanted.items():
        new = clipped(value) if field in ("household", "place") and isinstance(value, str) else value
        set_field(session, speaker, visit.id, field, new, now)
    return tuple(wanted)


def _swapped(visit: Visit, slip: Slip) -> dict[str, object]:
    """The fields in which the old words stand, with the new ones in their place; a number only as a whole."""
    if slip.swap is None:
        return {}
    old, new = slip.swap
    stands = re.compile(rf"(?<!\d){re.escape(old)}(?!\d)" if old.isdigit() else re.escape(old))
    swapped: dict[str, object] = {}
    for field in _LISTS:
        said = list(getattr(visit, field))
        if old and any(stands.search(text) for text in said):
            swapped[field] = [stands.sub(lambda _: new, text) for text in said]
    for field in _NAMES:
        name = getattr(visit, field)
        if name and len(old) >= _SHORTEST_NAME and old in name:
            swapped[field] = name.replace(old, new)
    return swapped


def _grown(visit: Visit, slip: Slip) -> list[tuple[str, object]]:
    """One household less, one companion more."""
    grown: list[tuple[str, object]] = []
    if slip.shift and visit.count and visit.count + slip.shift > 0:
        grown.append(("count", visit.count + slip.shift))
    if slip.more:
        grown.append(("companions", [*visit.companions, *(one for one in slip.more if one not in visit.companions)]))
    return grown


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
