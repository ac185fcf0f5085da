"""An editor decides about proposals; what is accepted is the next edition of the overlay."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.models import Edition, Proposal
from knowledge import overlays
from knowledge.editing import Block, written
from knowledge.overlays import ANSWERED, EntryGone
from services import access, editions, questions
from services.access import Action, Speaker
from services.clock import day_of
from services.editions import Act
from services.learning.proposals import ProposalGone, asker_of, refuse_decided, single
from services.questions import Handed


def accept_wordings(session: Session, speaker: Speaker, rows: Sequence[Proposal], now: datetime) -> Edition:
    """These wordings belong to the entry they were proposed for."""
    return accept_as_wording(session, speaker, rows, rows[0].entry_id or "", now)


def accept_as_wording(
    session: Session, speaker: Speaker, rows: Sequence[Proposal], entry_id: str, now: datetime
) -> Edition:
    """The words of these proposals become wordings of this entry, in the next edition.

    Refuses what was decided meanwhile (DecidedBefore) and what the base could not live with (KnowledgeRefused).
    """
    _decide(session, speaker, rows, True, now)
    wordings = [row.words for row in rows]
    shipped = overlays.shipped_texts()
    try:
        return editions.publish(
            session, speaker, Act.WORDINGS, entry_id,
            lambda files: overlays.adding_wordings(files, shipped, entry_id, wordings), now,
        )  # fmt: skip
    except EntryGone as error:
        raise ProposalGone from error


def accept_as_entry(
    session: Session, speaker: Speaker, proposal_id: int, category: str, note: str, now: datetime
) -> Edition:
    """A person's answer becomes an entry: for members only and marked unverified, until it is given its sources."""
    row = single(session, speaker, proposal_id)
    _decide(session, speaker, [row], True, now)
    question = questions.find(session, row.number or 0)
    answer = questions.last_answer(session, question)
    if answer is None:
        raise ProposalGone
    key = f"q-{question.number:04d}"
    entry = {
        "id": key, "question": question.words, "answer": answer.words, "details": {"notes": note},
        "category": category, "checked_on": day_of(now), "unverified": True, "public": False,
    }  # fmt: skip
    block = Block(key, written(entry))
    return editions.publish(
        session, speaker, Act.ENTRY, key, lambda files: overlays.adding_entry(files, ANSWERED, block), now
    )


def ask_person(session: Session, speaker: Speaker, proposal_id: int, now: datetime) -> Handed:
    """The question whose answer was called wrong waits for a person, as if the asker had wished it."""
    row = single(session, speaker, proposal_id)
    _decide(session, speaker, [row], True, now)
    return questions.hand_over(session, asker_of(session, row), row.consultation_id or 0, now)


def leave(session: Session, speaker: Speaker, rows: Sequence[Proposal], now: datetime) -> None:
    """These are not learnt, and not proposed again."""
    _decide(session, speaker, rows, False, now)


def _decide(session: Session, speaker: Speaker, rows: Sequence[Proposal], accepted: bool, now: datetime) -> None:
    """One statement decides who decides: of two editors the second is told who was first."""
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    waiting = (Proposal.id.in_([row.id for row in rows]), Proposal.decided_at.is_(None))
    won = session.scalars(
        update(Proposal)
        .where(*waiting)
        .values(accepted=accepted, decided_at=now, decided_by=speaker.member_id)
        .returning(Proposal.id)
        .execution_options(synchronize_session=False)
    ).all()
    if len(won) < len(rows):
        lost = next(row for row in rows if row.id not in won)
        session.refresh(lost)
        refuse_decided(session, lost)
