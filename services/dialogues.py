"""The one question that may stand open with a person, kept as a row so that a restart changes nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import OpenQuestion

PATIENCE = timedelta(hours=24)


@dataclass(frozen=True)
class Asked:
    """A question that waits for this person's words; `topic` names who hears the answer."""

    topic: str
    facts: dict[str, object]


def ask(
    session: Session, telegram_id: int, topic: str, now: datetime, patience: timedelta = PATIENCE, **facts: object
) -> None:
    """From now on the person's next plain words answer this question; an earlier open one is dropped."""
    session.merge(
        OpenQuestion(telegram_id=telegram_id, topic=topic, facts=facts, asked_at=now, expires_at=now + patience)
    )


def open_questions(session: Session, telegram_ids: list[int], now: datetime) -> dict[int, Asked]:
    """What stands open with these people, in one query."""
    rows = session.scalars(
        select(OpenQuestion).where(OpenQuestion.telegram_id.in_(telegram_ids), OpenQuestion.expires_at > now)
    )
    return {row.telegram_id: Asked(row.topic, row.facts) for row in rows}


def close(session: Session, telegram_id: int) -> None:
    """Nothing stands open with the person any more."""
    session.execute(delete(OpenQuestion).where(OpenQuestion.telegram_id == telegram_id))
