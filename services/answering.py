"""A person's answer to an open question: written, looked at, sent to everybody who asked, and judged by them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Consultation, Delivery, Fate, Member, Question, WrittenAnswer
from services import deliveries, questions
from services.access import Action, NotAllowed, Speaker
from services.deliveries import Owed, Urgency
from services.work import WorkError

ANSWER = "question.answer"
LONGEST = 2000
WRITING = timedelta(minutes=30)
# Those who may answer hear of an unsolved one as soon as the asker has said why, or after these minutes.
REMARK_TIME = timedelta(minutes=10)

__all__ = [
    "ANSWER", "AnswerTooLong", "Sent", "draft", "find", "one", "remark", "say_solved", "say_unsolved", "send",
    "still_told", "take",
]  # fmt: skip


class AnswerTooLong(WorkError):
    """More than a message holds; `characters` is how many."""

    def __init__(self, characters: int) -> None:
        super().__init__(characters)
        self.characters = characters


@dataclass(frozen=True)
class Sent:
    """An answer on its way to so many people."""

    answer: WrittenAnswer
    people: int


def take(session: Session, speaker: Speaker, number: int, now: datetime) -> tuple[Question, str | None]:
    """The person is writing the answer; also the name of a colleague who began in the last half hour, if one did.

    It binds nobody: who sends first has answered.
    """
    question = questions.required(session, speaker, number)
    questions.refuse_answered(session, question)
    if question.taken_at and question.taken_by != speaker.member_id and now - question.taken_at < WRITING:
        return question, session.scalar(select(Member.name).where(Member.id == question.taken_by))
    question.taken_by, question.taken_at = speaker.member_id, now
    return question, None


def draft(session: Session, speaker: Speaker, number: int, words: str, office: str, now: datetime) -> WrittenAnswer:
    """The words are kept, signed with name and office, and nobody has seen them yet."""
    question = questions.required(session, speaker, number)
    questions.refuse_answered(session, question)
    if len(words) > LONGEST:
        raise AnswerTooLong(len(words))
    answer = WrittenAnswer(
        number=number, author_id=speaker.member_id, author=speaker.name, office=office, words=words, drafted_at=now
    )
    session.add(answer)
    session.flush()
    return answer


def find(session: Session, speaker: Speaker, answer_id: int) -> WrittenAnswer:
    """The speaker's own answer."""
    answer = session.get(WrittenAnswer, answer_id)
    if answer is None or answer.author_id != speaker.member_id:
        raise NotAllowed(Action.ANSWER_QUESTION, None)
    return answer


def send(session: Session, speaker: Speaker, answer_id: int, now: datetime) -> Sent:
    """Everybody who asked is owed the answer, once.

    1. One statement decides who answers: of two the second finds the question answered (QuestionAnswered).
    2. Who said before that it is solved is left alone.
    """
    answer = find(session, speaker, answer_id)
    question = questions.required(session, speaker, answer.number)
    won = session.scalar(
        update(Question)
        .where(Question.number == answer.number, Question.answered_at.is_(None))
        .values(answered_at=now, remark=None)
        .returning(Question.number)
    )
    if won is None:
        session.refresh(question)
        questions.refuse_answered(session, question)
    answer.sent_at = now
    waiting = (Consultation.number == answer.number, Consultation.verdict.is_distinct_from("solved"))
    chats = session.scalars(select(Consultation.telegram_id).where(*waiting).distinct()).all()
    session.execute(update(Consultation).where(*waiting).values(verdict=None))
    deliveries.owe(session, [_owed(answer, chat) for chat in chats], now)
    return Sent(answer, len(chats))


def still_told(session: Session, telegram_id: int, answer_id: int) -> tuple[WrittenAnswer, str] | None:
    """The answer, and the question as the person put it; None when it was reopened or solved since it was owed."""
    answer = one(session, answer_id)
    question = session.get_one(Question, answer.number)
    asked = _asked_by(session, telegram_id, answer.number)
    if question.answered_at != answer.sent_at or asked is None or asked.verdict == "solved":
        return None
    return answer, asked.words


def one(session: Session, answer_id: int) -> WrittenAnswer:
    """The answer of this id; QuestionUnknown where there is none."""
    answer = session.get(WrittenAnswer, answer_id)
    if answer is None:
        raise questions.QuestionUnknown
    return answer


def say_solved(session: Session, speaker: Speaker, answer_id: int) -> bool:
    """The asker is content; False when they said so before."""
    asked = _asked(session, speaker, answer_id)
    fresh = asked.verdict != "solved"
    asked.verdict = "solved"
    return fresh


def say_unsolved(session: Session, speaker: Speaker, answer_id: int, now: datetime) -> bool:
    """The question stands open again; False when this person said so of this answer before.

    When somebody else has reopened it already, or it was answered anew, this verdict changes nothing more.
    """
    asked = _asked(session, speaker, answer_id)
    answer = one(session, answer_id)
    fresh = asked.verdict != "unsolved"
    asked.verdict = "unsolved"
    question = session.get_one(Question, answer.number, with_for_update=True)
    if fresh and question.answered_at == answer.sent_at:
        questions.ask_again(session, question, now, now + REMARK_TIME)
    return fresh


def remark(session: Session, speaker: Speaker, answer_id: int, words: str | None, now: datetime) -> None:
    """Why it is not solved, in the asker's words, if they gave any; whoever may answer hears of it now."""
    asked = _asked(session, speaker, answer_id)
    question = questions.find(session, asked.number or 0)
    if words:
        asked.remark = question.remark = words
    waiting = (Delivery.occasion == questions.CARD, Delivery.subject == str(question.number))
    session.execute(update(Delivery).where(*waiting, Delivery.fate == Fate.WAITING).values(due_at=now))


def _owed(answer: WrittenAnswer, chat: int) -> Owed:
    key = f"question:{answer.number}:answer:{answer.id}:{chat}"
    return Owed(key, chat, "sendMessage", None, ANSWER, str(answer.id), Urgency.PERSONAL)


def _asked(session: Session, speaker: Speaker, answer_id: int) -> Consultation:
    asked = _asked_by(session, speaker.telegram_id, one(session, answer_id).number)
    if asked is None:
        raise questions.QuestionUnknown
    return asked


def _asked_by(session: Session, telegram_id: int, number: int) -> Consultation | None:
    return session.scalar(
        select(Consultation)
        .where(Consultation.telegram_id == telegram_id, Consultation.number == number)
        .order_by(Consultation.id.desc())
        .limit(1)
    )
