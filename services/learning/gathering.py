"""Finds what could be learnt from the questions of the last 90 days, each lesson once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Consultation, Proposal, Question, WrittenAnswer
from knowledge.base import KnowledgeBase
from knowledge.matching import asks_back
from knowledge.matching.normalising import clauses
from services.learning.proposals import Kind

LOOKED_BACK = timedelta(days=90)
SHORTEST, LONGEST = 2, 40
_MASKS = "■□*"


def gather(session: Session, base: KnowledgeBase, now: datetime) -> None:
    """What was asked is a proposal, once; one that waits already counts how often it was asked."""
    found = {row.key: row for row in _found(session, base, now)}
    known = {row.key: row for row in session.scalars(select(Proposal).where(Proposal.key.in_(found)))}
    for key, row in found.items():
        if key not in known:
            session.add(row)
        elif known[key].decided_at is None:
            known[key].times, known[key].remark = row.times, row.remark
    session.flush()


def _found(session: Session, base: KnowledgeBase, now: datetime) -> Iterator[Proposal]:
    yield from _picked(session, base, now)
    yield from _answered(session, now)
    yield from _called_wrong(session, now)


def _picked(session: Session, base: KnowledgeBase, now: datetime) -> Iterator[Proposal]:
    """The words of those who were offered a choice and took one, where they are no wording yet."""
    rows = session.execute(
        select(Consultation.entry_id, Consultation.words, func.count().label("times"))
        .where(Consultation.decision == "choose", Consultation.entry_id.is_not(None))
        .where(Consultation.asked_at > now - LOOKED_BACK)
        .group_by(Consultation.entry_id, Consultation.words)
        .order_by(func.min(Consultation.id))
    ).all()
    taken = {_sense(wording) for entry in base.entries.values() for wording in entry.wordings}
    for entry_id, words, times in rows:
        sense = _sense(words)
        if entry_id in base.entries and sense not in taken and _is_wording(words):
            key = f"{Kind.WORDING}:{entry_id}:{sense}"
            yield Proposal(
                key=key, kind=Kind.WORDING, entry_id=entry_id, words=" ".join(words.split()), times=times, made_at=now
            )


def _answered(session: Session, now: datetime) -> Iterator[Proposal]:
    """Questions that a person answered, until somebody says it did not solve them."""
    rows = session.execute(
        select(Question.number, Question.words, func.max(WrittenAnswer.id))
        .join(WrittenAnswer, WrittenAnswer.number == Question.number)
        .where(Question.answered_at > now - LOOKED_BACK, WrittenAnswer.sent_at.is_not(None))
        .group_by(Question.number, Question.words)
        .order_by(Question.number)
    ).all()
    for number, words, answer_id in rows:
        key = f"{Kind.ENTRY}:{number}:{answer_id}"
        yield Proposal(key=key, kind=Kind.ENTRY, words=words, number=number, times=1, made_at=now)


def _called_wrong(session: Session, now: datetime) -> Iterator[Proposal]:
    """Answers that somebody called wrong, with the one line they gave."""
    rows = session.scalars(
        select(Consultation)
        .where(Consultation.verdict == "wrong", Consultation.entry_id.is_not(None))
        .where(Consultation.asked_at > now - LOOKED_BACK, Consultation.number.is_(None))
        .order_by(Consultation.id)
    )
    for row in rows:
        yield Proposal(
            key=f"{Kind.WRONG}:{row.id}", kind=Kind.WRONG, entry_id=row.entry_id, words=row.words, remark=row.remark,
            consultation_id=row.id, times=1, made_at=now,
        )  # fmt: skip


def _is_wording(words: str) -> bool:
    """Long enough to mean something, short enough to be a wording, with nothing masked in it."""
    return SHORTEST <= len(words) <= LONGEST and not set(words) & set(_MASKS) and not asks_back(words)


def _sense(words: str) -> str:
    return " ".join(clauses(words))
