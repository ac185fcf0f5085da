"""Nothing unasked in quiet hours, and at most three a day; answers never wait."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from services import attention, deliveries
from services.clock import TEAM_ZONE
from services.deliveries import Fate, Owed, Rate, Settlement, Urgency
from services.hours import Hours

WANG = 1002
WALL = 1_800_000_000.0


@pytest.fixture
def store(database_url: str) -> Iterator[sessionmaker[Session]]:
    engine = open_engine(database_url)
    yield sessions(engine)
    engine.dispose()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TEAM_ZONE)


def owe(store: sessionmaker[Session], key: str, urgency: Urgency, due_at: datetime) -> None:
    with store.begin() as session:
        deliveries.owe(session, [Owed(key, WANG, "sendMessage", {"text": key}, urgency=urgency)], due_at)


def sent(store: sessionmaker[Session], now: datetime) -> list[str]:
    """What leaves the door at this moment, one after the other."""
    gone: list[str] = []
    while True:
        with store.begin() as session:
            claimed = deliveries.claim(session, now, WALL, 50, Rate(0))
            held = attention.hold_unasked(session, claimed, now, Hours())
            going = [one for one in claimed if one.id not in held]
            deliveries.settle(session, [Settlement(one.id, Fate.SENT, message_id=1) for one in going], now)
        gone += [one.key for one in going]
        if not claimed:
            return gone


@pytest.mark.parametrize(
    ("late", "opens"),
    [
        (at(27, 12, 10), at(27, 14, 30)),
        (at(27, 21), at(30, 8)),  # a Friday evening waits for Monday
        (at(28, 9), at(30, 8)),
    ],
)
def test_what_could_not_be_sent_in_time_waits_out_the_quiet_hours(
    store: sessionmaker[Session], late: datetime, opens: datetime
) -> None:
    owe(store, "digest", Urgency.DIGEST, at(27, 8, 30))
    assert sent(store, late) == []
    assert sent(store, opens - timedelta(minutes=1)) == []
    assert sent(store, opens) == ["digest"]


def test_an_answer_goes_out_at_any_hour(store: sessionmaker[Session]) -> None:
    owe(store, "answer", Urgency.REPLY, at(28, 23))
    owe(store, "asked for", Urgency.PERSONAL, at(28, 23))
    assert sent(store, at(28, 23)) == ["answer", "asked for"]


def test_the_fourth_unasked_message_of_a_day_waits_for_the_next_working_days_digest(
    store: sessionmaker[Session],
) -> None:
    for number in range(4):
        owe(store, f"nudge {number}", Urgency.DIGEST, at(27, 9 + number))
    assert sent(store, at(27, 9)) == ["nudge 0"]
    assert sent(store, at(27, 11)) == ["nudge 1", "nudge 2"]
    assert sent(store, at(27, 15)) == []
    assert sent(store, at(30, 8, 29)) == []
    assert sent(store, at(30, 8, 30)) == ["nudge 3"]


def test_four_at_once_are_three_too(store: sessionmaker[Session]) -> None:
    for number in range(4):
        owe(store, f"nudge {number}", Urgency.DIGEST, at(27, 9))
    assert len(sent(store, at(27, 9))) == 3
