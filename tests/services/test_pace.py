"""Telegram's thirty in every second, over all processes and all kinds of messages."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.engine import open_engine, sessions
from db.models import Pace
from services.deliveries import Urgency
from services.pace import Rate, hold_everybody, room, take_slots

WALL = 1_800_000_000.0
RATE = Rate(28, 3)


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = open_engine(database_url)
    with sessions(engine).begin() as session:
        yield session
    engine.dispose()


def most_in_a_second(slots: list[float]) -> int:
    ordered = sorted(slots)
    return max(sum(first <= slot < first + 1 for slot in ordered) for first in ordered)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(some.floats(0, 0.5), some.lists(some.sampled_from(Urgency), min_size=1, max_size=8)), max_size=30
    )
)
def test_no_second_holds_more_than_thirty_whoever_asks_when(
    session: Session, asked: list[tuple[float, list[Urgency]]]
) -> None:
    session.execute(delete(Pace))
    session.expunge_all()
    wall, slots = WALL, [WALL]
    for pause, urgencies in asked:
        wall += pause
        slots += take_slots(session, wall, urgencies, RATE)
    assert most_in_a_second(slots[1:] or slots) <= 30


def test_after_a_rest_three_answers_leave_at_once_and_notices_one_by_one(session: Session) -> None:
    assert take_slots(session, WALL, [Urgency.REPLY] * 3, RATE) == pytest.approx([WALL] * 3, abs=1e-3)
    notices = take_slots(session, WALL + 60, [Urgency.BULK] * 3, RATE)
    assert notices == pytest.approx([WALL + 60, WALL + 60 + 1 / 28, WALL + 60 + 2 / 28], abs=1e-3)


def test_nothing_leaves_before_telegrams_hold_is_over(session: Session) -> None:
    hold_everybody(session, WALL + 5)
    assert room(session, WALL, RATE) is None
    assert take_slots(session, WALL, [Urgency.REPLY], RATE) == [WALL + 5]


def test_without_a_limit_everything_leaves_at_once(session: Session) -> None:
    assert take_slots(session, WALL, [Urgency.BULK] * 100, Rate(0)) == [0.0] * 100
