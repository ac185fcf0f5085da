"""Telegram's pace: how many messages it takes before it answers 429."""

import math
from collections import defaultdict
from dataclasses import dataclass

from emulator.refusals import too_many


@dataclass(frozen=True, slots=True)
class Pace:
    """So many messages in so many seconds; `burst` may come at once."""

    messages: float
    seconds: float
    burst: int


OVERALL = Pace(30, 1.0, 30)
PER_CHAT = Pace(1, 1.0, 5)
PER_GROUP = Pace(20, 60.0, 20)
"""core.telegram.org/bots/faq: about 30 a second overall, 1 a second in a chat (bursts pass), 20 a minute in a group."""


class _Bucket:
    """Tokens that come back with time; a send takes one."""

    def __init__(self, pace: Pace, now: float) -> None:
        self._pace = pace
        self._tokens = float(pace.burst)
        self._at = now

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 where one is."""
        gained = (now - self._at) * self._pace.messages / self._pace.seconds
        self._tokens, self._at = min(self._pace.burst, self._tokens + gained), now
        return max(0.0, (1 - self._tokens) * self._pace.seconds / self._pace.messages)

    def take(self) -> None:
        self._tokens -= 1


class Limits:
    """Off unless switched on: then sends beyond the pace are refused."""

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self._chats: defaultdict[int, _Bucket | None] = defaultdict(lambda: None)
        self._overall: _Bucket | None = None

    def take(self, chat: int, *, group: bool, now: float, messages: int = 1) -> None:
        """Counts `messages` sent to the chat at `now` (seconds of a steady clock). Refuses with 429 beyond the pace."""
        if not self.on:
            return
        buckets = self._buckets(chat, group=group, now=now)
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise too_many(math.ceil(wait))
        for bucket in buckets:
            for _ in range(messages):
                bucket.take()

    def _buckets(self, chat: int, *, group: bool, now: float) -> tuple[_Bucket, _Bucket]:
        own = self._chats[chat] or _Bucket(PER_GROUP if group else PER_CHAT, now)
        overall = self._overall or _Bucket(OVERALL, now)
        self._chats[chat], self._overall = own, overall
        return own, overall
