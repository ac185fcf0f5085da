"""你问我答: questions before and at a session, signed or not, and 同问, which orders the agenda and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Issue, Member, Post, Talk, TalkQuestion, TalkSupport, Team
from db.once import insert_once
from services import access
from services.access import Action, Role, Speaker
from services.talks import cards, problems
from services.talks.finding import board, find, find_open, live
from services.talks.order import counted, in_order
from services.talks.refusals import PassedOn, QuestionAsked, QuestionGone, QuestionLength, SupportedBefore

PAGE = 6
SHORTEST, LONGEST = 4, 500


@dataclass(frozen=True)
class Item:
    """A question on the agenda; `asker` and `town` are empty for whoever may not see them."""

    question: TalkQuestion
    asker: str
    town: str
    supports: int
    supported: bool
    own: bool
    issue: Issue | None


@dataclass(frozen=True)
class Agenda:
    """One page of a session's questions, those with most 同问 first."""

    talk: Talk
    items: Sequence[Item]
    number: int
    pages: int
    total: int


def write(session: Session, speaker: Speaker, talk_id: int, words: str, now: datetime) -> TalkQuestion:
    """The words are kept; they are on the agenda once it is said whether they are signed. Refuses odd lengths."""
    talk = find_open(session, speaker, talk_id)
    return _written(session, speaker, talk, words, now)


def put(session: Session, speaker: Speaker, question_id: int, now: datetime, *, signed: bool) -> TalkQuestion:
    """The question is on the agenda under its number; once. Refuses what is not the speaker's own."""
    question = _own(session, speaker, question_id)
    talk = find_open(session, speaker, question.talk_id)
    if question.number is not None:
        raise QuestionAsked(question.number)
    _number(session, question, now, signed=signed)
    if talk.started_at is not None:
        problems.put_forward(session, question, speaker, now)
        cards.owe_edits(session, talk, now)
    return question


def catch(session: Session, speaker: Speaker, words: str, now: datetime, *, signed: bool) -> TalkQuestion | None:
    """问：… while a session is on: it is on the agenda and with the departments at once; None where none is on."""
    talk = live(session)
    if talk is None or not access.allows(speaker, Action.JOIN_TALK):
        return None
    question = _written(session, speaker, talk, words, now)
    speaking = board(session, talk).speaking
    question.turn_id = speaking.id if speaking else None
    _number(session, question, now, signed=signed)
    problems.put_forward(session, question, speaker, now)
    cards.owe_edits(session, talk, now)
    return question


def support(session: Session, speaker: Speaker, question_id: int, now: datetime) -> TalkQuestion:
    """同问, once a person; not for one's own."""
    question = _on_agenda(session, question_id)
    find_open(session, speaker, question.talk_id)
    mine = select(TalkSupport.id).where(
        TalkSupport.question_id == question_id, TalkSupport.member_id == speaker.member_id
    )
    if question.member_id == speaker.member_id or session.scalar(mine) is not None:
        raise SupportedBefore
    row = {"question_id": question_id, "member_id": speaker.member_id, "supported_at": now}
    insert_once(session, TalkSupport, [row])
    return question


def agenda(session: Session, speaker: Speaker, talk_id: int, number: int = 1) -> Agenda:
    """One page of the session's questions; who asked an unsigned one is shown to the moderator alone."""
    talk = find(session, speaker, talk_id)
    total = session.scalar(select(func.count()).where(*counted(talk_id))) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    rows = in_order(session, talk_id, PAGE, PAGE * (number - 1))
    ids = [question.id for question, _ in rows]
    mine = set(
        session.scalars(
            select(TalkSupport.question_id).where(
                TalkSupport.question_id.in_(ids), TalkSupport.member_id == speaker.member_id
            )
        )
    )
    sees_all = talk.moderator_id == speaker.member_id
    known = problems.problems_of(session, ids)
    items = [
        _item(
            session,
            speaker,
            question,
            supports,
            known.get(question.id),
            sees_all=sees_all,
            supported=question.id in mine,
        )
        for question, supports in rows
    ]
    return Agenda(talk, items, number, pages, total)


def asker_of(session: Session, question: TalkQuestion) -> tuple[str, str]:
    """Name of who asked, and town; of somebody without a town the department."""
    row = session.execute(
        select(Member.name, Team.town).outerjoin(Team, Team.id == Member.team_id).where(Member.id == question.member_id)
    ).one()
    unit = select(Post.scope_name).where(
        Post.member_id == question.member_id, Post.role == Role.DEPARTMENT, Post.until.is_(None)
    )
    return row.name, row.town or session.scalar(unit.order_by(Post.id).limit(1)) or ""


def withdraw(session: Session, speaker: Speaker, question_id: int, now: datetime) -> TalkQuestion:
    """The asker takes the question back; it leaves the agenda. Refuses (PassedOn) once departments know of it."""
    question = _own(session, speaker, question_id)
    issue = problems.problem_of(session, question_id)
    if issue is not None:
        raise PassedOn(issue.number)
    find_open(session, speaker, question.talk_id)
    question.withdrawn_at = now
    return question


def _written(session: Session, speaker: Speaker, talk: Talk, words: str, now: datetime) -> TalkQuestion:
    if not SHORTEST <= len(words) <= LONGEST:
        raise QuestionLength(len(words))
    question = TalkQuestion(talk_id=talk.id, member_id=speaker.member_id, words=words, written_at=now)
    session.add(question)
    session.flush()
    return question


def _number(session: Session, question: TalkQuestion, now: datetime, *, signed: bool) -> None:
    """The session's row is held, so that no two questions get one number."""
    session.execute(select(Talk.id).where(Talk.id == question.talk_id).with_for_update())
    last = session.scalar(select(func.max(TalkQuestion.number)).where(TalkQuestion.talk_id == question.talk_id))
    question.number, question.signed, question.asked_at = (last or 0) + 1, signed, now
    session.flush()


def _own(session: Session, speaker: Speaker, question_id: int) -> TalkQuestion:
    question = session.get(TalkQuestion, question_id, populate_existing=True)
    if question is None or question.member_id != speaker.member_id or question.withdrawn_at is not None:
        raise QuestionGone
    return question


def _on_agenda(session: Session, question_id: int) -> TalkQuestion:
    question = session.get(TalkQuestion, question_id, populate_existing=True)
    if question is None or question.number is None or question.withdrawn_at is not None:
        raise QuestionGone
    return question


def _item(
    session: Session,
    speaker: Speaker,
    question: TalkQuestion,
    supports: int,
    issue: Issue | None,
    *,
    sees_all: bool,
    supported: bool,
) -> Item:
    own = question.member_id == speaker.member_id
    known = question.signed or sees_all or own
    asker, town = asker_of(session, question) if known else ("", "")
    return Item(question, asker, town, supports, supported, own, issue)
