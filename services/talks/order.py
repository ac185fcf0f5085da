"""The order of a session's agenda: questions with most 同问 first, then as they came."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.models import TalkQuestion, TalkSupport


def in_order(session: Session, talk_id: int, most: int | None = None, after: int = 0) -> list[tuple[TalkQuestion, int]]:
    """The session's questions with how many have the same, those with most first."""
    supports = (
        select(func.count()).where(TalkSupport.question_id == TalkQuestion.id).correlate(TalkQuestion).scalar_subquery()
    )
    rows = session.execute(
        select(TalkQuestion, supports.label("supports"))
        .where(*counted(talk_id))
        .order_by(supports.desc(), TalkQuestion.number)
        .limit(most)
        .offset(after)
    )
    return [(question, count) for question, count in rows]


def counted(talk_id: int) -> tuple[ColumnElement[bool], ...]:
    """Which questions are on the agenda."""
    return (TalkQuestion.talk_id == talk_id, TalkQuestion.number.is_not(None), TalkQuestion.withdrawn_at.is_(None))
