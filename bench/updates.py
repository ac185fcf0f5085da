"""From raw update to reply, beside a bare python-telegram-bot echo on the same stub wire, on one core.

    python -m bench.updates

Prints a table, and as its last line one JSON object with visit_ratio, question_ratio and echo_per_s.
"""

import asyncio
import json
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

import handlers
from db.engine import migrate, open_engine, sessions
from handlers.assistant import Assistant
from handlers.delivery import Pacing
from handlers.masking import Raw
from handlers.wire import Wire
from knowledge.places import Places
from knowledge.places import shipped as shipped_places
from services import knowing, people
from services.access import Role, Scope
from services.deliveries import Rate
from services.knowing import Shelf
from services.people import PostPlan

PEOPLE = 100
ROUNDS = 20
TURNS = 5
VISIT = "今天走访{village}，{households}户反映灌溉没水，已联系镇水利所"
QUESTION = "四议两公开是哪四议"
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class StubWire(BaseRequest):
    """Telegram as fast as it can be: hands out prepared updates, takes every message."""

    def __init__(self) -> None:
        self.batches: list[list[Raw]] = []
        self.sent = 0

    @property
    def read_timeout(self) -> float:
        """Seconds; nothing ever waits."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: object, **_named: object
    ) -> tuple[int, bytes]:
        """A canned answer."""
        return 200, json.dumps({"ok": True, "result": self._result(urlsplit(url).path.rsplit("/", 1)[1])}).encode()

    def _result(self, method: str) -> object:
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "助手", "username": "bench_bot"}
        if method == "getUpdates":
            return self.batches.pop(0) if self.batches else []
        self.sent += 1
        return {"message_id": self.sent, "date": 1, "chat": {"id": 1, "type": "private"}}


def said(text: str, places: Places) -> list[list[Raw]]:
    """A batch to warm up and ROUNDS more; in each every one of PEOPLE says this, of a village of their own town."""
    return [[_message(turn * PEOPLE + person, person, _put(text, places, turn, person)) for person in range(PEOPLE)]
            for turn in range(ROUNDS + 1)]  # fmt: skip


async def echo(wire: StubWire, batches: list[list[Raw]]) -> float:
    """Updates per second of a bare echo, a batch of people at a time, once it has warmed up with the first."""
    application = Application.builder().bot(Wire("1:bench", request=wire, get_updates_request=wire)).build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    async with application:
        began = 0.0
        for number, batch in enumerate(batches):
            if number == 1:
                began = time.perf_counter()
            updates = [Update.de_json(one, application.bot) for one in batch]
            await asyncio.gather(*(application.process_update(one) for one in updates))
        return ROUNDS * PEOPLE / (time.perf_counter() - began)


async def assistant(wire: StubWire, batches: list[list[Raw]], folder: Path) -> float:
    """Updates per second of the whole assistant over an SQLite file, the same batches.

    The first warms it up: the day's duties are planned and each town's villages are read once for the process.
    """
    engine = open_engine(f"sqlite:///{folder / 'bench.db'}")
    migrate(engine)
    store, knowledge = sessions(engine), knowing.load()
    knowing.settle()
    with store.begin() as session:
        people.found_teams(session, knowledge.places)
        for person in range(PEOPLE):
            plan = PostPlan(Role.MEMBER, Scope.TEAM, _town(knowledge.places, person))
            people.enlist(session, person + 1000, f"队员{person}", [plan], NOW)
    telegram = Wire("1:bench", request=wire, get_updates_request=wire)
    async with telegram:
        worker = Assistant(telegram, store, handlers.register(), Shelf(knowledge), lambda: NOW, Pacing(Rate(0), 64))
        wire.batches = batches[:1]
        await worker.catch_up()
        wire.batches, wire.sent = batches[1:], 0
        began = time.perf_counter()
        await worker.catch_up()
        seconds = time.perf_counter() - began
        assert wire.sent == ROUNDS * PEOPLE, wire.sent
        worker.close()
    engine.dispose()
    return ROUNDS * PEOPLE / seconds


def main() -> None:
    """Measures and prints: each turn takes all three one after the other, and the middle ratio of the turns counts."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    turns = [_turn() for _ in range(TURNS)]
    base = median(echo for echo, _, _ in turns)
    ratios = {
        "visit": median(visit / echo for echo, visit, _ in turns),
        "question": median(question / echo for echo, _, question in turns),
    }
    print(f"{'echo':10} {base:8.0f} updates/s")
    for name, ratio in ratios.items():
        print(f"{name:10} {ratio * base:8.0f} updates/s   ratio {ratio:5.2f}")
    print(
        json.dumps({**{f"{name}_ratio": round(ratio, 3) for name, ratio in ratios.items()}, "echo_per_s": round(base)})
    )


def _turn() -> tuple[float, float, float]:
    places = shipped_places()
    speeds = [asyncio.run(echo(StubWire(), said(VISIT, places)))]
    for text in (VISIT, QUESTION):
        with tempfile.TemporaryDirectory() as folder:
            speeds.append(asyncio.run(assistant(StubWire(), said(text, places), Path(folder))))
    return speeds[0], speeds[1], speeds[2]


def _town(places: Places, person: int) -> str:
    """The people are spread over the teams, as they are in the field."""
    return places.teams[person % len(places.teams)].name


def _put(text: str, places: Places, turn: int, person: int) -> str:
    villages = places.villages_of(_town(places, person))
    village = villages[turn % len(villages)].name if villages else "村里"
    return text.format(village=village, households=turn % 9 + 1)


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message is not None:
        await update.effective_message.reply_text(update.effective_message.text or "")


def _message(number: int, person: int, text: str) -> Raw:
    who = {"id": person + 1000, "is_bot": False, "first_name": f"队员{person}"}
    chat = {"id": person + 1000, "type": "private", "first_name": f"队员{person}"}
    return {"update_id": number + 1, "message": {
        "message_id": number + 1, "date": 1795400000, "from": who, "chat": chat, "text": text}}  # fmt: skip


if __name__ == "__main__":
    main()
