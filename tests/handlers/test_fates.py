"""What becomes of a message whose sending failed, by the way it failed."""

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from handlers.fates import fate_after
from handlers.wire import NotSent
from services.deliveries import MOST_ATTEMPTS, Claimed, Fate

NOW = 1_000_000.0


def claimed(attempts: int = 1, *, doubtful: bool = False) -> Claimed:
    return Claimed(1, "k", 1001, "sendMessage", {}, "reply", None, doubtful, attempts)


@pytest.mark.parametrize("error", [NetworkError("Internal Server Error (500)"), NetworkError("Bad Gateway")])
def test_a_server_error_is_tried_five_times_then_parked_and_never_doubtful(error: TelegramError) -> None:
    first = fate_after(error, claimed(), NOW)
    assert (first.fate, first.doubtful) == (Fate.WAITING, False)
    assert fate_after(error, claimed(MOST_ATTEMPTS), NOW).fate is Fate.PARKED


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("ServerDisconnectedError: Server disconnected")])
def test_what_may_have_arrived_is_tried_again_as_doubtful(error: TelegramError) -> None:
    again = fate_after(error, claimed(2, doubtful=True), NOW)
    assert (again.fate, again.doubtful) == (Fate.WAITING, True)
    assert fate_after(error, claimed(MOST_ATTEMPTS), NOW).fate is Fate.PARKED


def test_five_attempts_outlast_five_minutes_without_telegram() -> None:
    waited = 0.0
    for attempt in range(1, MOST_ATTEMPTS):
        settled = fate_after(TimedOut(), claimed(attempt), NOW)
        assert settled.held_until is not None
        waited += settled.held_until - NOW
    assert waited > 300


def test_without_a_connection_it_is_tried_for_as_long_as_it_takes() -> None:
    settled = fate_after(NotSent("no connection"), claimed(500), NOW)
    assert (settled.fate, settled.doubtful) == (Fate.WAITING, False)


def test_a_refused_token_parks_nothing() -> None:
    settled = fate_after(InvalidToken("Unauthorized"), claimed(50), NOW)
    assert (settled.fate, settled.doubtful) == (Fate.WAITING, False)


def test_what_failed_together_is_not_tried_together() -> None:
    waits = {fate_after(TimedOut(), claimed(), NOW).held_until for _ in range(20)}
    assert len(waits) > 1


def test_telegrams_own_wait_is_kept_to() -> None:
    assert fate_after(RetryAfter(7), claimed(), NOW).held_until == NOW + 7


def test_what_telegram_refuses_is_final_with_its_reason() -> None:
    assert fate_after(Forbidden("bot was blocked by the user"), claimed(), NOW).fate is Fate.REFUSED
    assert fate_after(BadRequest("chat not found"), claimed(), NOW).reason == "chat not found"


def test_an_edit_that_arrived_before_its_answer_was_lost_counts_as_sent() -> None:
    error = BadRequest("message is not modified: specified new message content …")
    assert fate_after(error, claimed(), NOW).fate is Fate.SENT
