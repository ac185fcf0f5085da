"""The second village of one message: what was told of it, as a visit of its own."""

import re
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Visit
from knowledge.places import Places
from services import promises
from services.access import Action, Speaker
from services.clock import day_of
from services.understanding import Kind, Promise, Understanding
from services.understanding import read as understand
from services.understanding.plain import plain
from services.understanding.villages import find_villages
from services.visits.correcting import record_change
from services.visits.finding import find
from services.visits.recording import record
from services.work import ButtonStale

_END = re.compile(r"[,，。;；!！?？\n]")
_JOINS = "、和与及跟 "


def record_further(
    session: Session, speaker: Speaker, visit_id: int, village: str, places: Places, now: datetime
) -> tuple[Visit, Understanding | None]:
    """What a visit also tells of this village stands as its own record, and no longer in the first; once.

    The note is None where that was done before. Nothing but day and village is taken where the villages were only
    listed, since nobody can tell which of them the rest is about.
    """
    first = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    source = f"further:{first.id}:{village}"
    known = session.scalar(select(Visit.id).where(Visit.source == source))
    if known is not None:
        return find(session, speaker, known), None
    note = _note(first, village, speaker, places)
    visit = record(session, speaker, note, source, first.told_at, now)
    _take_out(first, note, speaker, now)
    session.flush()
    return visit, note


def _note(first: Visit, village: str, speaker: Speaker, places: Places) -> Understanding:
    said = clause_of(first.said, village, speaker, places)
    town, told_on = speaker.team.town if speaker.team else None, day_of(first.told_at)
    day = None if first.day_open else first.visited_on
    for words in (said, f"今天走访{said}"):
        note = understand(words, told_on, town, places)
        if len(said) > len(village) and note.kind is Kind.VISIT and note.village == village:
            own_day = note.visited_on if words == said and note.dates else day
            return replace(note, said=said, visited_on=own_day)
    return Understanding(said, Kind.VISIT, visited_on=day, village=village)


def clause_of(said: str, village: str, speaker: Speaker, places: Places) -> str:
    """The part of the words about this village: between the marks around it; its bare name within a list.

    Refuses a village they do not name (ButtonStale): the record was told anew since, or the button is made up.
    """
    town = speaker.team.town if speaker.team else None
    hits = sorted(find_villages(plain(said), town, places).hits, key=lambda hit: hit.start)
    at = next((index for index, hit in enumerate(hits) if hit.village.name == village), None)
    if at is None:
        raise ButtonStale
    before = max((hit.end for hit in hits[:at]), default=0)
    after = min((hit.start for hit in hits[at + 1 :] if hit.village.name != village), default=len(said))
    marks = [mark.end() for mark in _END.finditer(said, before, hits[at].start)]
    if not marks and before:
        return village
    # What follows the last village is its own to the end; before another one, the clause that names that is not.
    ends = [mark.start() for mark in _END.finditer(said, hits[at].end, after)] if after < len(said) else []
    end = max(ends, default=after)
    listed = after < len(said) and end == after
    return village if listed else said[marks[-1] if marks else 0 : end].strip(f"{_JOINS}。")


def _take_out(first: Visit, note: Understanding, speaker: Speaker, now: datetime) -> None:
    """What was told of the other village is not told of the first."""
    for field, moved in (("needs", note.needs), ("actions", note.actions)):
        record_change(first, speaker, field, [text for text in getattr(first, field) if text not in moved], now)
    moved_promises = {one.what for one in note.promises}
    kept = [one for one in first.promises if one.dropped_at is None and one.what not in moved_promises]
    if moved_promises:
        promises.make(first, [Promise(one.what, one.due_on) for one in kept], now)
