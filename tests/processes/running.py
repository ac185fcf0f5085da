"""Starts the project's own processes and talks to them over real ports."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0


@dataclass
class Telegram:
    """A running emulator."""

    address: str

    def says(self, person: int, text: str) -> None:
        """A person speaks."""
        answer = httpx.post(f"{self.address}/sim/chats/{person}/messages", json={"from": person, "text": text})
        answer.raise_for_status()

    def answers(self, person: int) -> list[str]:
        """Everything the assistant has said to this person."""
        said = httpx.get(f"{self.address}/sim/chats/{person}/messages").json()
        return [one["text"] for one in said["messages"] if one["from"] == "bot"]

    def await_answers(self, person: int, least: int) -> list[str]:
        """The answers, once there are at least so many."""
        ends = time.monotonic() + PATIENCE
        while len(self.answers(person)) < least:
            assert time.monotonic() < ends, f"{person} got no answer"
            time.sleep(0.05)
        return self.answers(person)


@contextmanager
def started(arguments: list[str], environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """A process of ours within the block; ended politely behind it, if it still lives."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)


@contextmanager
def telegram() -> Iterator[Telegram]:
    """An emulator of its own on a free port."""
    with started(["bot.py", "emulator", "--port", "0"], {}) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        yield Telegram(found[0])


def assistant_environment(telegram: Telegram, folder: Path) -> dict[str, str]:
    """Points an assistant at this Telegram and this data folder."""
    return {
        "BOT_TOKEN": "1:emulator",
        "TELEGRAM_BASE_URL": f"{telegram.address}/bot",
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
    }
