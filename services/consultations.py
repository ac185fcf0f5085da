"""Policy questions: what was asked, what was answered, whether it helped, and what nobody could answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from db.models import Consultation
from knowledge.base import Entry
from services import access
from services.access import Action, Speaker
from services.clock import day_of
from services.work import WorkError

STRANGERS_AN_HOUR = 5
TOPIC_LASTS = timedelta(minutes=10)
TOLD = ("answer", "follow_up")

__all__ = [
    "Consultation",
    "Consulted",
    "NotTheirs",
    "TooManyQuestions",
    "judge",
    "last_choice",
    "last_told",
    "note",
    "note_all",
    "own",
    "remark",
    "require_asking",
    "settle_on",
]


class TooManyQuestions(WorkError):
    """A stranger asked more than five questions within the hour (K8)."""


class NotTheirs(WorkError):
    """The question was asked by somebody else, or never."""


@dataclass(frozen=True)
class Consulted:
    """What somebody asked, what was decided, and the entries told or offered."""

    speaker: Speaker
    words: str
    decision: str
    entries: Sequence[Entry]


def note(session: Session, speaker: Speaker, words: str, decision: str, entries: Sequence[Entry], now: datetime) -> int:
    """The question and what came of it are kept under the returned number; of an answer the first entry was told.

    Refuses TooManyQuestions of a stranger.
    """
    require_asking(session, speaker, now)
    [number] = note_all(session, [Consulted(speaker, words, decision, entries)], now)
    return number


def require_asking(session: Session, speaker: Speaker, now: datetime) -> None:
    """Refuses TooManyQuestions of a stranger."""
    access.require(speaker, Action.ASK_POLICY)
    _refuse_floods(session, speaker, now)


def note_all(session: Session, consulted: Sequence[Consulted], now: datetime) -> Sequence[int]:
    """Questions that may be asked are kept; gives back their numbers in this order."""
    return session.connection().scalars(_NOTE, [_row(one, now) for one in consulted]).all()


# One plain INSERT for all, put together once: this stands on the way of every question.
_NOTE = insert(Consultation).returning(Consultation.id, sort_by_parameter_order=True)


def _row(one: Consulted, now: datetime) -> dict[str, object]:
    told = one.decision in TOLD
    return {
        "telegram_id": one.speaker.telegram_id,
        "member_id": one.speaker.member_id,
        "words": one.words,
        "asked_at": now,
        "decision": one.decision,
        "entry_id": one.entries[0].id if told else None,
        "told": one.entries[0].fingerprint(day_of(now)) if told else None,
        "offered": [entry.id for entry in one.entries] if one.decision == "choose" else [],
    }


def settle_on(session: Session, speaker: Speaker, consultation_id: int, entry: Entry, now: datetime) -> Consultation:
    """Of the offered entries the person chose this one, and is told it."""
    row = own(session, speaker, consultation_id)
    row.entry_id, row.told = entry.id, entry.fingerprint(day_of(now))
    return row


def last_told(session: Session, speaker: Speaker, now: datetime) -> str | None:
    """The entry the person was told last, if that was within ten minutes: short words may ask on about it (A5)."""
    return session.scalar(
        select(Consultation.entry_id)
        .where(Consultation.telegram_id == speaker.telegram_id, Consultation.asked_at > now - TOPIC_LASTS)
        .where(Consultation.entry_id.is_not(None))
        .order_by(Consultation.id.desc())
        .limit(1)
    )


def last_choice(session: Session, speaker: Speaker, now: datetime) -> Consultation | None:
    """What the person asked last, if that was within ten minutes and still stands between several questions."""
    row = session.scalar(
        select(Consultation)
        .where(Consultation.telegram_id == speaker.telegram_id, Consultation.asked_at > now - TOPIC_LASTS)
        .order_by(Consultation.id.desc())
        .limit(1)
    )
    return row if row is not None and row.offered and row.entry_id is None and row.number is None else None


def judge(session: Session, speaker: Speaker, consultation_id: int, verdict: str) -> bool:
    """The person says useful or wrong; False when the same was said before."""
    row = own(session, speaker, consultation_id)
    fresh = row.verdict != verdict
    row.verdict = verdict
    return fresh


def remark(session: Session, speaker: Speaker, consultation_id: int, words: str) -> None:
    """The one optional line about what was wrong (A10)."""
    own(session, speaker, consultation_id).remark = words


def own(session: Session, speaker: Speaker, consultation_id: int) -> Consultation:
    """The person's own question; refuses (NotTheirs) any other."""
    row = session.get(Consultation, consultation_id)
    if row is None or row.telegram_id != speaker.telegram_id:
        raise NotTheirs
    return row


def _refuse_floods(session: Session, speaker: Speaker, now: datetime) -> None:
    if not speaker.is_stranger:
        return
    asked = session.scalar(
        select(func.count()).where(
            Consultation.telegram_id == speaker.telegram_id, Consultation.asked_at > now - timedelta(hours=1)
        )
    )
    if (asked or 0) >= STRANGERS_AN_HOUR:
        raise TooManyQuestions
