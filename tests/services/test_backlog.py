"""What is still owed, and what was given up and why."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from db.engine import open_engine, sessions
from services import backlog, deliveries
from services.deliveries import Fate, Owed, Rate, Settlement

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WALL = 1_800_000_000.0


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = open_engine(database_url)
    with sessions(engine).begin() as session:
        yield session
    engine.dispose()


def test_what_is_due_on_its_way_and_given_up_is_counted(session: Session) -> None:
    owed = [Owed(f"k{chat}", chat, "sendMessage", {"text": "好"}) for chat in range(1, 6)]
    deliveries.owe(session, owed, NOW - timedelta(minutes=3))
    deliveries.owe(session, [Owed("later", 9, "sendMessage", {"text": "晚些"})], NOW + timedelta(hours=1))
    first, _ = deliveries.claim(session, NOW, WALL, 2, Rate(0))
    deliveries.settle(session, [Settlement(first.id, Fate.PARKED, "Bad Gateway")], NOW)
    standing = backlog.standing(session, NOW)
    assert (standing.waiting, standing.on_the_way, standing.parked) == (3, 1, 1)
    assert standing.oldest_due_at == NOW - timedelta(minutes=3)


def test_what_was_given_up_says_for_whom_when_and_why_the_latest_first(session: Session) -> None:
    deliveries.owe(session, [Owed(f"k{chat}", chat, "sendMessage", {"text": "好"}) for chat in (1, 2)], NOW)
    for minute, one in enumerate(deliveries.claim(session, NOW, WALL, 2, Rate(0))):
        settled = Settlement(one.id, Fate.PARKED, f"reason {one.chat_id}")
        deliveries.settle(session, [settled], NOW + timedelta(minutes=minute))
    parked = backlog.latest_parked(session, 10)
    assert [(one.chat_id, one.reason, one.parked_at) for one in parked] == [
        (2, "reason 2", NOW + timedelta(minutes=1)),
        (1, "reason 1", NOW),
    ]
    assert len(backlog.latest_parked(session, 1)) == 1


def test_nothing_owed_is_nothing_waiting(session: Session) -> None:
    standing = backlog.standing(session, NOW)
    assert (standing.waiting, standing.oldest_due_at, standing.on_the_way, standing.parked) == (0, None, 0, 0)
