"""Policy questions: what was asked, what was answered, whether it helped, and what nobody could answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from db.models import Consultation
from services import access
from services.access import Action, Speaker
from services.work import WorkError

STRANGERS_AN_HOUR = 5

__all__ = ["Consultation", "Handed", "TooManyQuestions", "hand_over", "judge", "note", "settle_on"]


class TooManyQuestions(WorkError):
    """A stranger asked more than five questions within the hour (K8)."""


class NotTheirs(WorkError):
    """The question was asked by somebody else, or never."""


@dataclass(frozen=True)
class Handed:
    """A question that waits for a person's answer; `asked` counts who asked the same."""

    number: int
    words: str
    asked: int


def note(
    session: Session, speaker: Speaker, words: str, decision: str, entry_ids: Sequence[str], now: datetime
) -> int:
    """The question and what came of it are kept under the returned number; of an answer the first entry was told.

    Refuses TooManyQuestions of a stranger. One plain INSERT: this stands on the way of every question.
    """
    access.require(speaker, Action.ASK_POLICY)
    _refuse_floods(session, speaker, now)
    row: dict[str, object] = {
        "telegram_id": speaker.telegram_id,
        "member_id": speaker.member_id,
        "words": words,
        "asked_at": now,
        "decision": decision,
        "entry_id": entry_ids[0] if decision == "answer" else None,
        "offered": list(entry_ids) if decision == "choose" else [],
    }
    return session.connection().execute(insert(Consultation).returning(Consultation.id), row).scalar_one()


def settle_on(session: Session, speaker: Speaker, consultation_id: int, entry_id: str) -> Consultation:
    """Of the offered entries the person chose this one."""
    row = _own(session, speaker, consultation_id)
    row.entry_id = entry_id
    return row


def judge(session: Session, speaker: Speaker, consultation_id: int, verdict: str) -> bool:
    """The person says useful or wrong; False when the same was said before."""
    row = _own(session, speaker, consultation_id)
    fresh = row.verdict != verdict
    row.verdict = verdict
    return fresh


def remark(session: Session, speaker: Speaker, consultation_id: int, words: str) -> None:
    """The one optional line about what was wrong (A10)."""
    _own(session, speaker, consultation_id).remark = words


def hand_over(session: Session, speaker: Speaker, consultation_id: int) -> Handed:
    """A person will answer: the question gets its number; the same words asked before share theirs (A6)."""
    row = _own(session, speaker, consultation_id)
    if row.number is None:
        same = select(Consultation.number).where(Consultation.words == row.words, Consultation.number.is_not(None))
        row.number = session.scalar(same.limit(1)) or _next_number(session)
        session.flush()
    asked = session.scalar(select(func.count()).where(Consultation.number == row.number)) or 1
    return Handed(row.number, row.words, asked)


def open_number(session: Session, speaker: Speaker, consultation_id: int) -> Consultation:
    """The person's own question."""
    return _own(session, speaker, consultation_id)


def _own(session: Session, speaker: Speaker, consultation_id: int) -> Consultation:
    row = session.get(Consultation, consultation_id)
    if row is None or row.telegram_id != speaker.telegram_id:
        raise NotTheirs
    return row


def _next_number(session: Session) -> int:
    return (session.scalar(select(func.max(Consultation.number))) or 0) + 1


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
