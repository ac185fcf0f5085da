"""What becomes of a delivery whose call failed: tried again, sent once more, refused for good, or parked."""

import random
import re
from functools import singledispatch

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.wire import NotSent, seconds_of
from services.deliveries import MOST_ATTEMPTS, Claimed, Fate, Settlement

# 2, 10, 50, 250 s: the fifth attempt comes after an outage of five minutes.
BACK_OFF_SECONDS = 2.0
BACK_OFF_GROWTH = 5.0
MOST_BACK_OFF_SECONDS = 300.0
MOST_JITTER = 1.25
# python-telegram-bot writes the status behind the words, and 502 as the words alone.
_SERVER_TROUBLE = re.compile(r"\(5[0-9]{2}\)$|^Bad Gateway")


@singledispatch
def fate_after(error: TelegramError, one: Claimed, wall: float) -> Settlement:
    """The settlement after this error at this moment (real seconds since 1970).

    1. What went wrong for certain (429, 5xx) waits longer each time and is tried again, five times at most.
    2. Where no connection stood, or the token is refused, nothing can have arrived: that is tried as long as it takes.
    3. What may have arrived (timeout, broken connection) is tried like 1., marked 可能重复 from then on.
    4. What Telegram refuses for good (400, 403) is refused with its reason.
    5. A group that became a supergroup is followed.
    """
    return _again(one, _back_off(one, wall), error.message)


@fate_after.register
def _(error: RetryAfter, one: Claimed, wall: float) -> Settlement:
    return _again(one, wall + seconds_of(error), "429")


@fate_after.register
def _(error: ChatMigrated, one: Claimed, _wall: float) -> Settlement:
    moved = f"migrated to {error.new_chat_id}"
    if one.attempts >= MOST_ATTEMPTS:
        return Settlement(one.id, Fate.PARKED, moved)
    return Settlement(one.id, Fate.WAITING, moved, doubtful=one.doubtful, moved_to=error.new_chat_id)


@fate_after.register
def _(error: Forbidden, one: Claimed, _wall: float) -> Settlement:
    return Settlement(one.id, Fate.REFUSED, error.message)


@fate_after.register
def _(error: BadRequest, one: Claimed, _wall: float) -> Settlement:
    # An edit that arrived before its answer was lost is refused as unchanged: it did arrive.
    if "message is not modified" in error.message.lower():
        return Settlement(one.id, Fate.SENT, "unchanged")
    return Settlement(one.id, Fate.REFUSED, error.message)


@fate_after.register
def _(error: InvalidToken, one: Claimed, wall: float) -> Settlement:
    # Nothing is wrong with the message: it waits for an administrator, whatever its number of attempts.
    return Settlement(one.id, Fate.WAITING, error.message, held_until=_back_off(one, wall), doubtful=one.doubtful)


@fate_after.register
def _(error: NotSent, one: Claimed, wall: float) -> Settlement:
    return Settlement(one.id, Fate.WAITING, error.message, held_until=_back_off(one, wall), doubtful=one.doubtful)


@fate_after.register
def _(error: NetworkError, one: Claimed, wall: float) -> Settlement:
    if _SERVER_TROUBLE.search(error.message):
        return _again(one, _back_off(one, wall), error.message)
    if one.attempts >= MOST_ATTEMPTS:
        return Settlement(one.id, Fate.PARKED, f"outcome unknown: {error.message}", doubtful=True)
    return Settlement(one.id, Fate.WAITING, error.message, held_until=_back_off(one, wall), doubtful=True)


def _back_off(one: Claimed, wall: float) -> float:
    """Longer after each attempt, with jitter, so that what failed together is not tried together.

    The exponent is held, since a row without connection may count many attempts.
    """
    pause = min(MOST_BACK_OFF_SECONDS, BACK_OFF_SECONDS * BACK_OFF_GROWTH ** min(one.attempts - 1, 4))
    return wall + pause * random.uniform(1.0, MOST_JITTER)  # noqa: S311 jitter, no secret


def _again(one: Claimed, held_until: float, reason: str) -> Settlement:
    if one.attempts >= MOST_ATTEMPTS:
        return Settlement(one.id, Fate.PARKED, reason)
    return Settlement(one.id, Fate.WAITING, reason, held_until=held_until, doubtful=one.doubtful)
