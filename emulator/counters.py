"""The numbers that only grow, across restarts too."""

import time
from dataclasses import dataclass, field

UPDATE_IDS_MEAN_A_MOMENT = time.time
"""A fresh store starts its update ids at the present second, so that a bot that remembers the ids it has handled does
not take a new Telegram's first updates for old ones. The real clock, whatever clock the chats show."""


@dataclass(slots=True)
class Counters:
    """The last number given, per sort."""

    update: int = field(default_factory=lambda: int(UPDATE_IDS_MEAN_A_MOMENT()))
    change: int = 0
    query: int = 0
    album: int = 0
