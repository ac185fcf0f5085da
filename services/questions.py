"""Questions that a person must answer: numbered, given a term, shown to whoever may answer them, referred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Text, cast, exists, false, func, literal, or_, select, true
from sqlalchemy.orm import Session

from db.models import Consultation, Delivery, Member, Post, Question, Team, WrittenAnswer
from knowledge.matching.normalising import clauses
from services import access, consultations, deliveries, people, workdays
from services.access import Action, Reach, Role, Speaker
from services.clock import TEAM_ZONE, day_of
from services.deliveries import Owed, Urgency
from services.work import WorkError

TERM_WORKING_DAYS = 3
END_OF_DAY = time(18)
PAGE = 6
CARD = "question.card"

__all__ = [
    "CARD", "Handed", "Page", "Pending", "Question", "QuestionUnknown", "WrittenAnswer", "ask_again", "departments",
    "find", "hand_over", "open_page", "pending", "plan", "refer", "required",
]  # fmt: skip


class QuestionUnknown(WorkError):
    """No question bears this number."""


@dataclass(frozen=True)
class Handed:
    """A question that somebody asked of a person; `answer` is there when the same was answered before."""

    number: int
    words: str
    asked: int
    due_at: datetime
    days_left: int
    answer: WrittenAnswer | None


@dataclass(frozen=True)
class Pending:
    """An open question as those who may answer it see it; `before` is the answer that did not solve it."""

    question: Question
    asker: str
    town: str | None
    asked: int
    days_left: int
    before: WrittenAnswer | None


@dataclass(frozen=True)
class Page:
    """Six open questions, the oldest first."""

    shown: tuple[Pending, ...]
    number: int
    pages: int
    total: int


def hand_over(session: Session, speaker: Speaker, consultation_id: int, now: datetime) -> Handed:
    """A person will answer (A6): the question has its number and term, and whoever may answer is owed its card.

    The same question asked before shares its number; was it answered already, `answer` is told at once.
    """
    asked = consultations.own(session, speaker, consultation_id)
    if asked.number is None:
        same = session.scalar(
            select(Question).where(Question.same_as == _key(asked.words)).order_by(Question.number.desc()).limit(1)
        )
        asked.number = (same or _opened(session, speaker, asked.words, now)).number
        session.flush()
    return _handed(session, session.get_one(Question, asked.number), now)


def find(session: Session, number: int) -> Question:
    """The question of this number; QuestionUnknown where there is none."""
    question = session.get(Question, number)
    if question is None:
        raise QuestionUnknown
    return question


def required(session: Session, speaker: Speaker, number: int) -> Question:
    """The question, if this person may answer it: editors any, offices their district's, departments their own."""
    access.require(speaker, Action.ANSWER_QUESTION)
    question = find(session, number)
    if session.scalar(select(Question.number).where(Question.number == number, _answerable(speaker))) is None:
        raise access.NotAllowed(Action.ANSWER_QUESTION, None)
    return question


def open_page(session: Session, speaker: Speaker, number: int, today: date) -> Page:
    """One page of the open questions this person may answer, the oldest first."""
    access.require(speaker, Action.ANSWER_QUESTION)
    which = (Question.answered_at.is_(None), _answerable(speaker))
    total = session.scalar(select(func.count()).select_from(Question).where(*which)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    rows = session.scalars(
        select(Question)
        .where(*which)
        .order_by(Question.asked_at, Question.number)
        .limit(PAGE)
        .offset(PAGE * (number - 1))
    ).all()
    return Page(tuple(pending(session, row, today) for row in rows), number, pages, total)


def pending(session: Session, question: Question, today: date) -> Pending:
    """What somebody who may answer needs to know of it."""
    name, town = session.execute(
        select(Member.name, Team.town)
        .select_from(Consultation)
        .join(Member, Member.id == Consultation.member_id)
        .outerjoin(Team, Team.id == Member.team_id)
        .where(Consultation.number == question.number)
        .order_by(Consultation.id)
        .limit(1)
    ).one_or_none() or ("", None)
    left = _days_left(session, question, today)
    return Pending(question, name, town, _asked(session, question), left, last_answer(session, question))


def last_answer(session: Session, question: Question) -> WrittenAnswer | None:
    """What was answered last, were it solved by it or not."""
    return session.scalar(
        select(WrittenAnswer)
        .where(WrittenAnswer.number == question.number, WrittenAnswer.sent_at.is_not(None))
        .order_by(WrittenAnswer.sent_at.desc(), WrittenAnswer.id.desc())
        .limit(1)
    )


def departments(session: Session) -> Sequence[str]:
    """The departments somebody here speaks for."""
    names = select(Post.scope_name).where(Post.role == Role.DEPARTMENT, Post.until.is_(None))
    return session.scalars(names.distinct().order_by(Post.scope_name)).all()


def refer(session: Session, speaker: Speaker, number: int, department: str, now: datetime) -> Question:
    """The department is asked to answer; the others still may. Refuses what is answered already."""
    question = required(session, speaker, number)
    refuse_answered(session, question)
    question.referred_to = department
    _owe(session, question, _staff(session, department), f"card:referred:{department}", now)
    return question


def ask_again(session: Session, question: Question, due_from: datetime, cards_at: datetime) -> None:
    """An answered question stands open anew: a new term from `due_from`, and cards once more, at `cards_at`."""
    question.answered_at = None
    question.taken_by = question.taken_at = None
    question.reopened += 1
    question.due_at = _due(session, due_from)
    _owe_cards(session, question, cards_at)


def plan(session: Session, now: datetime) -> None:
    """Whoever may answer hears once more of a question whose term is over, once a term."""
    told = literal("question:") + cast(Question.number, Text) + ":overdue:" + cast(Question.reopened, Text) + ":%"
    reminded = exists().where(Delivery.subject == cast(Question.number, Text), Delivery.key.like(told))
    late = select(Question).where(Question.answered_at.is_(None), Question.due_at < now, ~reminded)
    for question in session.scalars(late.order_by(Question.number)):
        _owe(session, question, _answerers(session, question), f"overdue:{question.reopened}", now, Urgency.DIGEST)


class QuestionAnswered(WorkError):
    """Somebody was faster; `answer` says who and when."""

    def __init__(self, answer: WrittenAnswer) -> None:
        super().__init__(answer.number)
        self.answer = answer


def refuse_answered(session: Session, question: Question) -> None:
    """Returns while the question is open, else QuestionAnswered."""
    answer = last_answer(session, question)
    if question.answered_at is not None and answer is not None:
        raise QuestionAnswered(answer)


def _opened(session: Session, speaker: Speaker, words: str, now: datetime) -> Question:
    question = Question(
        words=words,
        same_as=_key(words),
        team_id=speaker.team.id if speaker.team else None,
        asked_at=now,
        due_at=_due(session, now),
    )
    session.add(question)
    session.flush()
    _owe_cards(session, question, now)
    return question


def _handed(session: Session, question: Question, now: datetime) -> Handed:
    answer = last_answer(session, question) if question.answered_at else None
    left = _days_left(session, question, day_of(now))
    return Handed(question.number, question.words, _asked(session, question), question.due_at, left, answer)


def _owe_cards(session: Session, question: Question, at: datetime) -> None:
    """A card for everybody who may answer it."""
    _owe(session, question, _answerers(session, question), f"card:{question.reopened}", at)


def _answerers(session: Session, question: Question) -> Sequence[int | None]:
    """Editors, the offices that cover the asker's town, and the department it lies with."""
    row = session.get(Team, question.team_id) if question.team_id else None
    team = people.team_view(row) if row else None
    chats = [one.telegram_id for role in (Role.EDITOR, Role.OFFICE) for one in people.holders(session, role, team)]
    return [*chats, *(_staff(session, question.referred_to) if question.referred_to else [])]


def _owe(
    session: Session,
    question: Question,
    chats: Sequence[int | None],
    which: str,
    at: datetime,
    urgency: Urgency = Urgency.PERSONAL,
) -> None:
    owed = [
        Owed(
            f"question:{question.number}:{which}:{chat}", chat, "sendMessage", None, CARD, str(question.number), urgency
        )
        for chat in dict.fromkeys(chats)
        if chat is not None
    ]
    deliveries.owe(session, owed, at)


def _staff(session: Session, department: str) -> Sequence[int | None]:
    return session.scalars(
        select(Member.telegram_id)
        .join(Post, Post.member_id == Member.id)
        .where(Post.role == Role.DEPARTMENT, Post.scope_name == department)
        .where(Post.until.is_(None), Member.left_at.is_(None))
        .order_by(Member.id)
    ).all()


def _answerable(speaker: Speaker) -> ColumnElement[bool]:
    """Which questions lie within the speaker's posts; a department's are those referred to it."""
    own = [post.scope_name for post in speaker.posts if post.role is Role.DEPARTMENT]
    referred = Question.referred_to.in_(own) if own else false()
    reach: Reach = access.reach(speaker, Action.ANSWER_QUESTION)
    if reach.city:
        return true()
    teams = select(Team.id).where(Team.district.in_(reach.districts))
    return or_(referred, Question.team_id.in_(teams))


def _asked(session: Session, question: Question) -> int:
    return session.scalar(select(func.count()).where(Consultation.number == question.number)) or 1


def _due(session: Session, now: datetime) -> datetime:
    day = workdays.calendar(session).after(day_of(now), TERM_WORKING_DAYS)
    return datetime.combine(day, END_OF_DAY, TEAM_ZONE)


def _days_left(session: Session, question: Question, today: date) -> int:
    return workdays.calendar(session).left(today, day_of(question.due_at))


def _key(words: str) -> str:
    """What two ways of typing the same question have in common."""
    return " ".join(clauses(words)) or words.strip()
