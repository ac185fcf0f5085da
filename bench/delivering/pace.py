"""A notice to thousands at the default pace, sent by two processes, while somebody asks questions."""

import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.delivering.phones import FIRST
from bench.delivering.stage import (
    Company,
    Phones,
    await_calls,
    await_settled,
    migrated,
    most_in_a_second,
    owe,
    postgres,
    telegram,
)

QUESTION = "四议两公开是哪四议"
ASK_EVERY_SECONDS = 2.0


@dataclass(frozen=True)
class Paced:
    """What came of it; a wait is from the moment a person speaks to the moment the answer is with Telegram."""

    sent: int
    seconds: float
    most_in_a_second: int
    too_many: int
    waits: list[float]

    @property
    def per_s(self) -> float:
        """Messages a second, the notice and the answers."""
        return self.sent / self.seconds

    @property
    def p95_s(self) -> float:
        """The wait that 19 of 20 answers kept within."""
        return sorted(self.waits)[int(len(self.waits) * 0.95)] if self.waits else 0.0


class Asker(threading.Thread):
    """Somebody who asks again as soon as two seconds have passed and the answer is there."""

    def __init__(self, phones: Phones, person: int) -> None:
        super().__init__(daemon=True)
        self._address = f"{phones.address}/sim/chats/{person}/messages"
        self._person = person
        self.enough = threading.Event()
        self.waits: list[float] = []

    def run(self) -> None:
        """Asks until it is enough."""
        while not self.enough.wait(ASK_EVERY_SECONDS):
            self.waits.append(self._asked())

    def _asked(self) -> float:
        seen = self._look(0, 0)["seq"]
        began = time.monotonic()
        httpx.post(self._address, json={"from": self._person, "text": QUESTION}).raise_for_status()
        while True:
            news = self._look(int(str(seen)), 30)
            said, seen = news["messages"], news["seq"]
            if isinstance(said, list) and any(one["from"] == "bot" for one in said):
                return time.monotonic() - began

    def _look(self, after: int, wait: int) -> dict[str, object]:
        answer = httpx.get(self._address, params={"after": after, "wait": wait}, timeout=60)
        return dict(answer.json())


def paced(people: int) -> Paced:
    """Two processes on one PostgreSQL: one listens and sends, one only sends. Telegram's limits are switched on."""
    with postgres() as made, tempfile.TemporaryDirectory() as folder, telegram(people + 1, limits=True) as phones:
        url = made("pace")
        with migrated(url) as engine, Company(phones, url, Path(folder), {}) as company:
            company.hire("run", "--port", "0")
            company.hire("deliver")
            await_calls(phones, "getMe", 2)
            asker = Asker(phones, FIRST + people)
            asker.start()
            owe(engine, people)
            await_settled(engine, people / 10 + 60)
            asker.enough.set()
            asker.join(60)
        calls = [one for one in phones.calls() if one.method not in ("getMe", "getUpdates")]
    moments = [one.at for one in calls]
    notices = [one.at for one in calls if one.method == "sendMessage"]
    sending = [moment for moment in moments if notices[0] <= moment <= notices[-1]]
    seconds = notices[-1] - notices[0]
    too_many = sum(one.status == 429 for one in calls)
    return Paced(len(sending), seconds, most_in_a_second(moments), too_many, asker.waits)
