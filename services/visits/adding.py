"""What is said right after a visit and belongs to it: further needs, acts and promises, no sentence of their own."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Piece, Promise, Visit
from knowledge.places import Places
from services.access import Action, Speaker
from services.clock import day_of
from services.pieces import BURST, Kind
from services.understanding import Understanding
from services.understanding import read as understand
from services.visits.belonging import Fit, fit_of
from services.visits.correcting import record_change
from services.visits.finding import find
from services.visits.late import dated


def target(
    session: Session, speaker: Speaker, words: str, said_at: datetime, places: Places
) -> tuple[Visit, Fit] | None:
    """The person's visit of the last two minutes that these words may tell more of, and how surely they do.

    None where there is none, or where the words say nothing that a visit holds, or are meant for the assistant.
    """
    fit = fit_of(words)
    visit = _just_told(session, speaker, said_at) if fit is not Fit.NOT else None
    if visit is None:
        return None
    note = _read_on(visit, words, speaker, places)
    return (visit, fit) if note.needs or note.actions or note.promises else None


def add(
    session: Session,
    speaker: Speaker,
    visit_id: int,
    words: str,
    source: str,
    said_at: datetime,
    places: Places,
    now: datetime,
) -> Visit:
    """The visit says this too from now on; the same `source` adds it once."""
    visit = find(session, speaker, visit_id, Action.CORRECT_VISIT)
    if session.scalar(select(Piece.id).where(Piece.source == source)) is not None:
        return visit
    note = _read_on(visit, words, speaker, places)
    record_change(visit, speaker, "needs", _joined(visit.needs, note.needs), now)
    record_change(visit, speaker, "actions", _joined(visit.actions, note.actions), now)
    visit.said = f"{visit.said}\n{words}"
    _promise(visit, note)
    session.add(
        Piece(
            source=source, telegram_id=speaker.telegram_id, visit_id=visit.id, kind=Kind.WORDS, caption=words,
            sent_at=said_at,
        )
    )  # fmt: skip
    session.flush()
    return find(session, speaker, visit.id)


def _just_told(session: Session, speaker: Speaker, said_at: datetime) -> Visit | None:
    return session.scalar(
        select(Visit)
        .where(Visit.author_id == speaker.member_id, Visit.undone_at.is_(None))
        .where(Visit.told_at >= said_at - BURST, Visit.told_at <= said_at)
        .order_by(Visit.told_at.desc(), Visit.id.desc())
        .limit(1)
    )


def _read_on(visit: Visit, words: str, speaker: Speaker, places: Places) -> Understanding:
    """The words as the rest of the visit's own sentence; a promise for a day gone by has none."""
    town = speaker.team.town if speaker.team else None
    said_on: date = visit.visited_on
    note = understand(f"今天走访{visit.village or '村里'}，{words}", said_on, town, places)
    return replace(note, promises=dated(note.promises, day_of(visit.told_at)))


def _promise(visit: Visit, note: Understanding) -> None:
    known = {one.what for one in visit.promises}
    for said in note.promises:
        if said.what not in known:
            visit.promises.append(
                Promise(
                    team_id=visit.team_id, member_id=visit.author_id, what=said.what, due_on=said.by,
                    made_on=visit.visited_on, village=visit.village, household=visit.household, home=visit.home,
                )
            )  # fmt: skip


def _joined(before: list[str], more: tuple[str, ...]) -> list[str]:
    return [*before, *(text for text in more if text not in before)]
