"""The proposals that wait, in the order editors are shown them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Consultation, Member, Proposal, Question, WrittenAnswer
from knowledge.base import Entry
from services import access, people, questions
from services.access import Action, Speaker
from services.knowing import Knowledge
from services.work import WorkError

NEAREST = 3
LEAST_SCORE = 0.05


class Kind(StrEnum):
    """What is proposed: wordings for an entry, an answer as an entry, a look at an answer that was called wrong."""

    WORDING = "wording"
    ENTRY = "entry"
    WRONG = "wrong"


class ProposalGone(WorkError):
    """What it was about is there no more."""


class DecidedBefore(WorkError):
    """A colleague, or an earlier tap, has decided."""

    def __init__(self, accepted: bool, by: str, at: datetime) -> None:
        super().__init__(at)
        self.accepted = accepted
        self.by = by
        self.at = at


@dataclass(frozen=True)
class Card:
    """What is decided next: the proposals that belong together, and what an editor needs to see of them.

    `entry` is the one they point to, `nearest` those that may be meant, `answer` what a person wrote, `askable`
    whether the asker can be answered by a person; `left` counts the groups that wait, this one included.
    """

    kind: Kind
    proposals: tuple[Proposal, ...]
    entry: Entry | None
    nearest: tuple[Entry, ...]
    answer: WrittenAnswer | None
    askable: bool
    left: int


def next_card(session: Session, speaker: Speaker, knowledge: Knowledge) -> Card | None:
    """What to decide next: most wordings first, then answers, then what was called wrong; None when all is done."""
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    rows = session.scalars(
        select(Proposal)
        .outerjoin(Question, Question.number == Proposal.number)
        .where(Proposal.decided_at.is_(None))
        .where(or_(Proposal.kind != Kind.ENTRY, Question.answered_at.is_not(None)))
        .order_by(Proposal.id)
    )
    base = knowledge.base
    groups = _groups([row for row in rows if row.entry_id is None or row.entry_id in base.entries])
    return _card(session, groups[0], knowledge, len(groups)) if groups else None


def single(session: Session, speaker: Speaker, proposal_id: int) -> Proposal:
    """One proposal that waits; refuses (DecidedBefore) what was decided."""
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    row = session.get(Proposal, proposal_id, populate_existing=True)
    if row is None:
        raise ProposalGone
    refuse_decided(session, row)
    return row


def group_of(session: Session, speaker: Speaker, last_id: int) -> list[Proposal]:
    """The wordings that were shown together with the last of them; what was proposed since is not among them."""
    last = single(session, speaker, last_id)
    return [row for row in waiting_with(session, last) if row.id <= last.id]


def waiting_with(session: Session, row: Proposal) -> list[Proposal]:
    """All wordings that wait for the same entry."""
    same = (Proposal.kind == Kind.WORDING, Proposal.entry_id == row.entry_id, Proposal.decided_at.is_(None))
    return list(session.scalars(select(Proposal).where(*same).order_by(Proposal.id)))


def refuse_decided(session: Session, row: Proposal) -> None:
    """Returns while it waits."""
    if row.decided_at is not None:
        by = session.scalar(select(Member.name).where(Member.id == row.decided_by)) or ""
        raise DecidedBefore(bool(row.accepted), by, row.decided_at)


def _groups(rows: Sequence[Proposal]) -> list[list[Proposal]]:
    wordings: dict[str, list[Proposal]] = {}
    for row in rows:
        if row.kind == Kind.WORDING:
            wordings.setdefault(row.entry_id or "", []).append(row)
    by_use = sorted(wordings.values(), key=lambda group: -sum(row.times for row in group))
    rest = [[row] for kind in (Kind.ENTRY, Kind.WRONG) for row in rows if row.kind == kind]
    return by_use + rest


def _card(session: Session, group: Sequence[Proposal], knowledge: Knowledge, left: int) -> Card:
    first = group[0]
    kind = Kind(first.kind)
    match = knowledge.matcher.match(first.words, top=NEAREST + 1) if kind is not Kind.WORDING else None
    near = [one.entry for one in match.candidates if one.score >= LEAST_SCORE] if match else []
    question = questions.find(session, first.number) if first.number else None
    return Card(
        kind=kind,
        proposals=tuple(sorted(group, key=lambda row: -row.times)),
        entry=knowledge.base.entries.get(first.entry_id or ""),
        nearest=tuple(entry for entry in near if entry.id != first.entry_id)[:NEAREST],
        answer=questions.last_answer(session, question) if question else None,
        askable=kind is Kind.WRONG and not asker_of(session, first).is_stranger,
        left=left,
    )


def asker_of(session: Session, row: Proposal) -> Speaker:
    """Whoever called the answer wrong."""
    asked = session.get(Consultation, row.consultation_id) if row.consultation_id else None
    if asked is None:
        raise ProposalGone
    [asker] = people.speakers(session, [(asked.telegram_id, "")]).values()
    return asker
