"""What becomes of a delivery whose call failed: tried again, sent once more, refused for good, or parked."""

import re
from functools import singledispatch

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from handlers.wire import NotSent, seconds_of
from services.deliveries import MOST_ATTEMPTS, Claimed, Fate, Settlement

BACK_OFF_SECONDS = 2.0
# python-telegram-bot writes the status behind the words, and 502 as the words alone.
_SERVER_TROUBLE = re.compile(r"\(5[0-9]{2}\)$|^Bad Gateway")


@singledispatch
def fate_after(error: TelegramError, one: Claimed, wall: float) -> Settlement:
    """The settlement after this error at this moment (real seconds since 1970).

    1. What went wrong for certain (429, 5xx, no connection) waits and is tried again, five times at most.
    2. What may have arrived (timeout, broken connection) is sent once more, marked 可能重复.
    3. What Telegram refuses for good (400, 403) is refused with its reason.
    """
    return _again(one, _back_off(one, wall), error.message)


@fate_after.register
def _(error: RetryAfter, one: Claimed, wall: float) -> Settlement:
    return _again(one, wall + seconds_of(error), "429")


@fate_after.register
def _(error: ChatMigrated, one: Claimed, _wall: float) -> Settlement:
    return Settlement(one.id, Fate.REFUSED, f"migrated to {error.new_chat_id}")


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
def _(error: NotSent, one: Claimed, wall: float) -> Settlement:
    return _again(one, _back_off(one, wall), error.message)


@fate_after.register
def _(error: NetworkError, one: Claimed, wall: float) -> Settlement:
    if _SERVER_TROUBLE.search(error.message):
        return _again(one, _back_off(one, wall), error.message)
    if one.doubtful:
        return Settlement(one.id, Fate.PARKED, f"outcome unknown twice: {error.message}", doubtful=True)
    return Settlement(one.id, Fate.WAITING, error.message, held_until=wall + BACK_OFF_SECONDS, doubtful=True)


def _back_off(one: Claimed, wall: float) -> float:
    return wall + float(BACK_OFF_SECONDS * 2**one.attempts)


def _again(one: Claimed, held_until: float, reason: str) -> Settlement:
    if one.attempts >= MOST_ATTEMPTS:
        return Settlement(one.id, Fate.PARKED, reason)
    return Settlement(one.id, Fate.WAITING, reason, held_until=held_until, doubtful=one.doubtful)
