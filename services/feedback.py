"""意见箱 (H9): letters signed or not, answered once by an office or an administrator."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Feedback, Member
from services import access, deliveries, people
from services.access import Action, Role, Speaker
from services.deliveries import Owed, Urgency
from services.work import WorkError

CARD = "feedback.card"
ANSWER = "feedback.answer"
LONGEST = 1000
_LISTED = 6

__all__ = [
    "ANSWER", "CARD", "LONGEST", "Feedback", "LetterAnswered", "LetterGone", "LetterTooLong", "answer", "answerer",
    "find", "letter", "may_answer", "require_writer", "required", "send", "unanswered", "write",
]  # fmt: skip


class LetterTooLong(WorkError):
    """More than fits; `characters` is how many."""

    def __init__(self, characters: int) -> None:
        super().__init__(characters)
        self.characters = characters


class LetterGone(WorkError):
    """There is no such letter, or it is somebody else's, or it was sent already."""


class LetterAnswered(WorkError):
    """A colleague was faster."""

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__(at)
        self.by = by
        self.at = at


def write(session: Session, speaker: Speaker, words: str, now: datetime) -> Feedback:
    """The words are kept; nobody sees them before they are sent."""
    access.require(speaker, Action.WRITE_FEEDBACK)
    if len(words) > LONGEST:
        raise LetterTooLong(len(words))
    row = Feedback(telegram_id=speaker.telegram_id, words=words, written_at=now)
    session.add(row)
    session.flush()
    return row


def send(session: Session, speaker: Speaker, letter_id: int, signature: str | None, now: datetime) -> Feedback:
    """The letter goes to those who answer, under this name or under none; once, however often it is tapped.

    An unsigned one goes to the city alone: its district would give the writer away.
    """
    won = session.scalar(
        update(Feedback)
        .where(Feedback.id == letter_id, Feedback.telegram_id == speaker.telegram_id, Feedback.sent_at.is_(None))
        .values(sent_at=now, signed=signature is not None, signature=signature)
        .returning(Feedback.id)
    )
    if won is None:
        raise LetterGone
    row = session.get_one(Feedback, letter_id, populate_existing=True)
    team = speaker.team if signature else None
    readers = [one.telegram_id for role in (Role.OFFICE, Role.ADMIN) for one in people.holders(session, role, team)]
    deliveries.owe(session, [_card(row, chat) for chat in dict.fromkeys(readers) if chat is not None], now)
    return row


def unanswered(session: Session, speaker: Speaker) -> Sequence[Feedback]:
    """The oldest letters that wait for an answer, for those who may give it and reach the whole city."""
    required(speaker)
    if not access.reach(speaker, Action.ANSWER_FEEDBACK).city:
        return []
    waiting = (Feedback.sent_at.is_not(None), Feedback.answered_at.is_(None))
    return session.scalars(select(Feedback).where(*waiting).order_by(Feedback.id).limit(_LISTED)).all()


def find(session: Session, speaker: Speaker, letter_id: int) -> Feedback:
    """The letter, to somebody who may answer it; refuses (LetterAnswered) what is answered."""
    required(speaker)
    row = letter(session, letter_id)
    if row.answered_at is not None:
        raise LetterAnswered(answerer(session, row), row.answered_at)
    return row


def letter(session: Session, letter_id: int) -> Feedback:
    """A letter that was sent."""
    row = session.get(Feedback, letter_id, populate_existing=True)
    if row is None or row.sent_at is None:
        raise LetterGone
    return row


def answer(session: Session, speaker: Speaker, letter_id: int, words: str, now: datetime) -> Feedback:
    """The writer is owed this answer; of two who answer the second is told of the first (LetterAnswered)."""
    required(speaker)
    if len(words) > LONGEST:
        raise LetterTooLong(len(words))
    won = session.scalar(
        update(Feedback)
        .where(Feedback.id == letter_id, Feedback.sent_at.is_not(None), Feedback.answered_at.is_(None))
        .values(answer=words, answered_by=speaker.member_id, answered_at=now)
        .returning(Feedback.id)
    )
    row = find(session, speaker, letter_id) if won is None else letter(session, letter_id)
    owed = Owed(
        f"feedback:{row.id}:answer", row.telegram_id, "sendMessage", None, ANSWER, str(row.id), Urgency.PERSONAL
    )
    deliveries.owe(session, [owed], now)
    return row


def answerer(session: Session, row: Feedback) -> str:
    """Who answered."""
    return session.scalar(select(Member.name).where(Member.id == row.answered_by)) or ""


def required(speaker: Speaker) -> None:
    """Returns for those who may answer."""
    access.require(speaker, Action.ANSWER_FEEDBACK)


def require_writer(speaker: Speaker) -> None:
    """Returns for everybody who holds a post."""
    access.require(speaker, Action.WRITE_FEEDBACK)


def may_answer(speaker: Speaker) -> bool:
    """Whether the person may answer letters."""
    return access.allows(speaker, Action.ANSWER_FEEDBACK)


def _card(row: Feedback, chat: int) -> Owed:
    return Owed(f"feedback:{row.id}:card:{chat}", chat, "sendMessage", None, CARD, str(row.id), Urgency.PERSONAL)
