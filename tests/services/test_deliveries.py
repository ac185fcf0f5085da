"""The queue: who is taken first, what waits for what, and what a dead sender leaves behind."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from db.models import Delivery
from services import backlog, deliveries
from services.deliveries import LEASE_SECONDS, MOST_ATTEMPTS, MOST_LOST, Claimed, Fate, Owed, Rate, Settlement, Urgency
from services.pace import take_slots

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WALL = 1_800_000_000.0
FREE, PACED = Rate(0), Rate(28)
LIN, WANG, ZHOU = 1001, 1002, 1004
GROUP = -1001


@pytest.fixture
def store(database_url: str) -> Iterator[sessionmaker[Session]]:
    engine = open_engine(database_url)
    yield sessions(engine)
    engine.dispose()


def owe(store: sessionmaker[Session], chat: int, *keys: str, urgency: Urgency = Urgency.REPLY) -> None:
    with store.begin() as session:
        owed = [Owed(key, chat, "sendMessage", {"text": key}, urgency=urgency) for key in keys]
        deliveries.owe(session, owed, NOW)


def claim(store: sessionmaker[Session], wall: float = WALL, most: int = 50, rate: Rate = FREE) -> list[Claimed]:
    with store.begin() as session:
        return deliveries.claim(session, NOW, wall, most, rate)


def settle(store: sessionmaker[Session], *settlements: Settlement) -> None:
    with store.begin() as session:
        deliveries.settle(session, settlements, NOW)


def keys(claimed: Sequence[Claimed]) -> list[str]:
    return [one.key for one in claimed]


def test_answers_go_first_and_notices_last(store: sessionmaker[Session]) -> None:
    owe(store, LIN, "notice", urgency=Urgency.BULK)
    owe(store, WANG, "digest", urgency=Urgency.DIGEST)
    owe(store, ZHOU, "answer")
    assert keys(claim(store)) == ["answer", "digest", "notice"]


def test_a_chat_hears_one_thing_after_the_other(store: sessionmaker[Session]) -> None:
    owe(store, LIN, "first", "second")
    owe(store, LIN, "notice", urgency=Urgency.BULK)
    owe(store, WANG, "other")
    first, other = claim(store)
    assert keys([first, other]) == ["first", "other"]
    assert claim(store) == []
    settle(store, Settlement(first.id, Fate.SENT))
    [second] = claim(store)
    settle(store, Settlement(second.id, Fate.SENT))
    assert keys([second, *claim(store)]) == ["second", "notice"]


def test_what_waits_for_its_second_try_holds_up_what_stands_behind_it_in_its_chat_only(
    store: sessionmaker[Session],
) -> None:
    owe(store, LIN, "first", "second")
    [first] = claim(store)
    settle(store, Settlement(first.id, Fate.WAITING, "500", held_until=WALL + 2))
    owe(store, WANG, "other")
    assert keys(claim(store, WALL + 1)) == ["other"]
    assert keys(claim(store, WALL + 3)) == ["first"]


def test_thousands_for_one_chat_do_not_keep_the_others_waiting(store: sessionmaker[Session]) -> None:
    owe(store, LIN, *(f"notice {number}" for number in range(2000)), urgency=Urgency.BULK)
    owe(store, WANG, "other", urgency=Urgency.BULK)
    assert keys(claim(store, most=2)) == ["notice 0", "other"]


def test_of_what_nobody_asked_for_only_a_moments_worth_is_taken_and_an_answer_overtakes_the_rest(
    store: sessionmaker[Session],
) -> None:
    for chat in range(1, 31):
        owe(store, chat, f"notice {chat}", urgency=Urgency.BULK)
    taken = claim(store, most=30, rate=PACED)
    assert 4 <= len(taken) <= 7
    with store.begin() as session:
        last = take_slots(session, WALL, [one.urgency for one in taken], PACED)[-1]
    owe(store, LIN, "answer")
    assert keys(claim(store, most=30, rate=PACED)) == ["answer"]
    with store.begin() as session:
        [slot] = take_slots(session, WALL, [Urgency.REPLY], PACED)
    assert last < slot < WALL + 0.3


def test_while_telegram_holds_everybody_nothing_is_taken(store: sessionmaker[Session]) -> None:
    owe(store, LIN, "answer")
    with store.begin() as session:
        deliveries.hold_everybody(session, WALL + 7)
    assert claim(store) == claim(store, WALL + 6.9, rate=PACED) == []
    with store.begin() as session:
        assert deliveries.next_try(session, NOW, WALL) is None
    assert keys(claim(store, WALL + 7)) == ["answer"]


def test_a_group_hears_no_more_than_twenty_a_minute_and_nobody_else_waits_for_that(
    store: sessionmaker[Session],
) -> None:
    owe(store, GROUP, *(f"card {number}" for number in range(30)))
    owe(store, WANG, "answer")
    told, wall = [], WALL
    while wall < WALL + 75:
        for one in claim(store, wall, most=1, rate=PACED):
            told.append((one.key, wall))
            settle(store, Settlement(one.id, Fate.SENT))
        wall += 1
    heard = [moment for key, moment in told if key.startswith("card")]
    assert [key for key, _ in told].index("answer") <= 3
    assert max(sum(first <= moment < first + 60 for moment in heard) for first in heard) <= 20
    assert len(heard) > 20


def test_a_dead_senders_rows_return_after_a_minute_as_doubtful(store: sessionmaker[Session]) -> None:
    owe(store, LIN, "answer")
    assert [one.doubtful for one in claim(store)] == [False]
    assert claim(store, WALL + LEASE_SECONDS - 1) == []
    with store.begin() as session:
        assert deliveries.next_try(session, NOW, WALL) == WALL + LEASE_SECONDS
    assert [one.doubtful for one in claim(store, WALL + LEASE_SECONDS + 1)] == [True]


def test_what_lost_its_sender_again_and_again_is_given_up_with_its_reason(store: sessionmaker[Session]) -> None:
    owe(store, LIN, "poison")
    deaths = [claim(store, WALL + number * (LEASE_SECONDS + 1)) for number in range(MOST_LOST + 1)]
    assert [len(one) for one in deaths] == [1] * MOST_LOST + [0]
    with store.begin() as session:
        [parked] = backlog.latest_parked(session, 10)
    assert parked.reason == "outcome unknown: its sender died"


def test_a_machine_switched_off_again_and_again_uses_up_no_tries(store: sessionmaker[Session]) -> None:
    owe(store, LIN, "answer")
    for death in range(MOST_ATTEMPTS + 2):
        [one] = claim(store, WALL + death * (LEASE_SECONDS + 1))
    assert (one.attempts, one.doubtful) == (1, True)
    with store.begin() as session:
        deliveries.put_back(session, [one.id])
    assert [(again.attempts, again.doubtful) for again in claim(store)] == [(2, True)]


def test_what_was_claimed_and_never_tried_counts_no_attempt(store: sessionmaker[Session]) -> None:
    owe(store, LIN, "answer")
    [one] = claim(store)
    with store.begin() as session:
        deliveries.put_back(session, [one.id])
    assert [(again.attempts, again.doubtful) for again in claim(store)] == [(1, False)]


def test_a_notice_a_chat_refused_is_owed_to_it_again_but_not_what_is_old_or_was_an_answer(
    store: sessionmaker[Session],
) -> None:
    with store.begin() as session:
        for key, urgency, days in (("new", Urgency.BULK, 1), ("old", Urgency.BULK, 40), ("answer", Urgency.REPLY, 1)):
            session.add(_refused(key, urgency, NOW - timedelta(days=days)))
    with store.begin() as session:
        deliveries.owe_again(session, LIN, NOW - timedelta(days=30), NOW)
        deliveries.owe_again(session, WANG, NOW - timedelta(days=30), NOW)
    assert keys(claim(store)) == ["new"]


def _refused(key: str, urgency: Urgency, at: datetime) -> Delivery:
    return Delivery(
        key=key, occasion="notice.copy", chat_id=LIN, urgency=urgency, method="sendMessage", due_at=at,
        fate=Fate.REFUSED, attempts=1, reason="blocked", settled_at=at,
    )  # fmt: skip
