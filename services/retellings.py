"""Those who were told an answer that has changed since, or is past its validity, are told once (A17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import groupby

from sqlalchemy import select, update
from sqlalchemy.orm import Session, aliased

from db.models import Consultation
from knowledge.base import Entry, KnowledgeBase
from services import deliveries
from services.access import Speaker
from services.clock import day_of
from services.deliveries import Owed, Urgency

RETELLING = "policy.retelling"
REMEMBERED = timedelta(days=30)
MOST = 50

__all__ = ["RETELLING", "Retold", "plan", "retold"]


@dataclass(frozen=True)
class Retold:
    """What somebody asked, when, and the entry as it stands now; None where it was taken out."""

    words: str
    asked_at: datetime
    entry: Entry | None


def plan(session: Session, base: KnowledgeBase, now: datetime) -> None:
    """Everybody of the last 30 days whose last answer to something reads differently now is owed one message.

    1. The few distinct pairs (entry, what was told) are compared with the base; no question is loaded for that.
    2. Of those that differ, each person's last question about each entry counts, all together in one message.
    3. They are marked as told the present answer in the same transaction, so that planning again owes nothing.
    """
    changed = _changed(session, base, now)
    rows = [row for one in changed for row in _told(session, one, now)]
    for chat, own in groupby(sorted(rows, key=lambda row: (row.telegram_id, row.id)), key=lambda row: row.telegram_id):
        last = {row.entry_id: row for row in own}
        _owe(session, chat, list(last.values()), {one.entry_id: one.now_told for one in changed}, now)
    for one in changed:
        _mark(session, one)


def retold(session: Session, speaker: Speaker, subject: str, base: KnowledgeBase) -> Sequence[Retold]:
    """What a delivery of this subject is about; for a stranger what is not public is as good as taken out."""
    numbers = [int(number) for number in subject.split(",")]
    rows = session.scalars(select(Consultation).where(Consultation.id.in_(numbers)).order_by(Consultation.id))
    return [Retold(row.words, row.asked_at, _shown(base.entries.get(row.entry_id or ""), speaker)) for row in rows]


def _shown(entry: Entry | None, speaker: Speaker) -> Entry | None:
    return entry if entry is None or entry.public or not speaker.is_stranger else None


@dataclass(frozen=True)
class _Changed:
    """An entry, what some people were told of it, and what they would be told now."""

    entry_id: str
    told: str
    now_told: str


def _changed(session: Session, base: KnowledgeBase, now: datetime) -> list[_Changed]:
    pairs = session.execute(
        select(Consultation.entry_id, Consultation.told)
        .where(Consultation.asked_at > now - REMEMBERED, Consultation.told.is_not(None))
        .distinct()
    ).all()
    found = [_Changed(key, told, _print(base, key, day_of(now))) for key, told in pairs if key and told]
    return [one for one in found if one.told != one.now_told]


def _told(session: Session, one: _Changed, now: datetime) -> Sequence[Consultation]:
    """Who asked once more and was told the present answer needs no word."""
    again = aliased(Consultation)
    knows = select(again.id).where(
        again.telegram_id == Consultation.telegram_id, again.entry_id == one.entry_id, again.told == one.now_told
    )
    return session.scalars(
        select(Consultation)
        .where(Consultation.entry_id == one.entry_id, Consultation.told == one.told)
        .where(Consultation.asked_at > now - REMEMBERED, ~knows.exists())
    ).all()


def _mark(session: Session, one: _Changed) -> None:
    which = (Consultation.entry_id == one.entry_id, Consultation.told == one.told)
    marking = update(Consultation).where(*which).values(told=one.now_told)
    session.execute(marking.execution_options(synchronize_session=False))


def _print(base: KnowledgeBase, entry_id: str, today: date) -> str:
    entry = base.entries.get(entry_id)
    return entry.fingerprint(today) if entry else "gone"


def _owe(session: Session, chat: int, rows: Sequence[Consultation], prints: Mapping[str, str], now: datetime) -> None:
    """The key is the same in every process that compares the same, and another when an answer changes back."""
    about = sorted((row.id, row.told or "", prints[row.entry_id or ""]) for row in rows)
    subject = ",".join(str(number) for number, _, _ in about[-MOST:])
    key = f"retelling:{chat}:{sha256(repr((day_of(now), about)).encode()).hexdigest()[:16]}"
    deliveries.owe(session, [Owed(key, chat, "sendMessage", None, RETELLING, subject, Urgency.DIGEST)], now)
