"""What can be done along the way when somebody goes to a village (C12): the team's open promises there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from services import access, promises
from services.access import Action, Speaker


@dataclass(frozen=True)
class Stop:
    """A village and what is open there."""

    village: str
    what: Sequence[str]


def stops(session: Session, speaker: Speaker) -> list[Stop]:
    """The villages with something open, the one with most first; none for somebody without a team."""
    if speaker.team is None or not access.allows(speaker, Action.LIST_VISITS, speaker.team):
        return []
    found: dict[str, list[str]] = {}
    for promise in promises.still_open(session, speaker):
        if promise.village:
            found.setdefault(promise.village, []).append(promise.what)
    return sorted((Stop(village, what) for village, what in found.items()), key=lambda stop: -len(stop.what))
