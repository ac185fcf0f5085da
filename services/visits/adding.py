"""What is said right after a visit and belongs to it: further needs, acts and promises, no sentence of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Piece, Promise, Visit
from knowledge.places import Places
from services import amending
from services.access import Action, Speaker
from services.clock import day_of
from services.pieces import BURST, Kind
from services.understanding import Understanding
from services.understanding import read as understand
from services.visits.belonging import Fit, announced, fit_of, fit_of_announced, left_out, without_opening
from services.visits.correcting import record_change
from services.visits.finding import find
from services.visits.late import dated
from services.visits.recording import clipped

_MARK = re.compile(r"[，,。；;！!？?\n]")
_LONGEST_NEED = 30
_SHORTEST = 4
_GOES_ON = ("也", "都", "还")


ANNOUNCED_WITHIN = timedelta(minutes=10)
"""How long after a visit 补充 or 对了，还有 may still mean it."""


@dataclass(frozen=True)
class Target:
    """The visit some words may tell more of, how surely they do, and whether a need, an act or a promise was read."""

    visit: Visit
    fit: Fit
    read: bool = True


def target(session: Session, speaker: Speaker, words: str, said_at: datetime, places: Places) -> Target | None:
    """The person's visit that these words may tell more of: of the last two minutes, or ten where they announce it.

    None where there is none, or where the words are meant for the assistant; words that say nothing that a visit
    holds are kept where they announce themselves as more of it, and else only asked about where they are of its people.
    """
    opened = announced(words)
    fit = fit_of_announced(words) if opened else fit_of(words)
    visit = _just_told(session, speaker, said_at, opened=opened) if fit is not Fit.NOT else None
    if visit is None or (opened and _is_of_another(visit, words, speaker, places)):
        return None
    if said_at - visit.told_at > BURST:
        return Target(visit, Fit.UNSURE)
    note = _read_on(visit, words, speaker, places)
    if opened or note.needs or note.actions or note.promises:
        return Target(visit, fit)
    return Target(visit, Fit.UNSURE, read=False) if fit is Fit.SURE and len(words) >= _SHORTEST else None


def is_more(words: str, note: Understanding) -> bool:
    """Words that read like a visit and only tell more of the one before: they announce it, and go nowhere."""
    nowhere = not (note.village or note.village_said or note.village_candidates)
    return nowhere and announced(words) and not amending.tells_of_going(words)


def _is_of_another(visit: Visit, words: str, speaker: Speaker, places: Places) -> bool:
    """另外昨天去了许坑村 is of a visit of its own."""
    elsewhere = visit.village is not None and amending.names_another_village(words, visit.village, speaker, places)
    return elsewhere and amending.tells_of_going(words)


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
    needs = [_whole(need, words, note, visit) for need in note.needs]
    record_change(visit, speaker, "needs", _joined(visit.needs, needs), now)
    record_change(visit, speaker, "actions", _joined(visit.actions, note.actions), now)
    _take_who(visit, note, words, speaker, now)
    if not (note.needs or note.actions or note.promises):
        record_change(visit, speaker, "situation", _told_on(visit, words), now)
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


def village_before(session: Session, visit: Visit) -> str | None:
    """The village of what its author told in the two minutes before: likely this visit's too, and to be offered."""
    return session.scalar(
        select(Visit.village)
        .where(Visit.author_id == visit.author_id, Visit.undone_at.is_(None), Visit.village.is_not(None))
        .where(Visit.id < visit.id, Visit.told_at >= visit.told_at - BURST, Visit.told_at <= visit.told_at)
        .order_by(Visit.told_at.desc(), Visit.id.desc())
        .limit(1)
    )


def _just_told(session: Session, speaker: Speaker, said_at: datetime, *, opened: bool) -> Visit | None:
    within = ANNOUNCED_WITHIN if opened else BURST
    return session.scalar(
        select(Visit)
        .where(Visit.author_id == speaker.member_id, Visit.undone_at.is_(None))
        .where(Visit.told_at >= said_at - within, Visit.told_at <= said_at)
        .order_by(Visit.told_at.desc(), Visit.id.desc())
        .limit(1)
    )


def _read_on(visit: Visit, words: str, speaker: Speaker, places: Places) -> Understanding:
    """The words as the rest of the visit's own sentence; a promise for a day gone by has none."""
    town = speaker.team.town if speaker.team else None
    said_on: date = visit.visited_on
    note = understand(f"今天走访{visit.village or '村里'}，{without_opening(words)}", said_on, town, places)
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


def _take_who(visit: Visit, note: Understanding, words: str, speaker: Speaker, now: datetime) -> None:
    """Whom and how many the visit was to, where it has not said so itself; a household left out is one more."""
    more = left_out(words)
    if more and visit.count:
        record_change(visit, speaker, "count", visit.count + more, now)
    if visit.household or visit.count:
        return
    if note.count and not more:
        record_change(visit, speaker, "count", note.count, now)
    if note.household:
        record_change(visit, speaker, "household", clipped(note.household), now)


def _whole(need: str, words: str, note: Understanding, visit: Visit) -> str:
    """The need with who or how many have it, where the visit is to others: 5户没水 beside 3户缺水; 水渠也堵了 whole."""
    others = (note.count or note.household) and (visit.count or visit.household)
    torn = need.startswith(_GOES_ON)
    clauses = [clause.strip() for clause in _MARK.split(without_opening(words))]
    return next((one for one in clauses if (others or torn) and need in one and len(one) <= _LONGEST_NEED), need)


def _told_on(visit: Visit, words: str) -> str:
    """What was told of no need and no act, as it was said."""
    more = without_opening(words)
    return f"{visit.situation}；{more}" if visit.situation and more not in visit.situation else more


def _joined(before: list[str], more: Sequence[str]) -> list[str]:
    return [*before, *(text for text in more if text not in before)]
