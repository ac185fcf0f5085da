"""How many messages a second leave when nothing limits them, beside a bare aiohttp loop that posts the same message."""

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bench.delivering.phones import FIRST
from bench.delivering.stage import TEXT, Company, Phones, await_calls, await_settled, migrated, owe, postgres, telegram

IN_FLIGHT = 64


@dataclass(frozen=True)
class Speed:
    """Messages a second: of the bare loop, and of one and of two of our processes on each database."""

    bare: float
    sqlite: float
    postgres: float
    postgres_two: float


def speeds(people: int) -> Speed:
    """Each after the other in one run, on a Telegram of its own each time."""
    bare = _bare(people)
    with tempfile.TemporaryDirectory() as folder:
        sqlite = _sent(f"sqlite:///{folder}/assistant.db", Path(folder), people, 1)
    with postgres() as made:
        one, two = (_in_new_folder(made(f"sent_{workers}"), people, workers) for workers in (1, 2))
    return Speed(bare, sqlite, one, two)


def _in_new_folder(url: str, people: int, workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return _sent(url, Path(folder), people, workers)


def _sent(url: str, folder: Path, people: int, workers: int) -> float:
    pace = {"per_second": 0, "in_flight": IN_FLIGHT}
    with telegram(people) as phones, migrated(url) as engine, Company(phones, url, folder, pace) as company:
        for _ in range(workers):
            company.hire("deliver")
        await_calls(phones, "getMe", workers)
        owe(engine, people)
        await_settled(engine, 300)
        return _per_second(phones)


def _bare(people: int) -> float:
    with telegram(people) as phones:
        asyncio.run(_post_all(f"{phones.address}/bot1:bench/sendMessage", people))
        return _per_second(phones)


async def _post_all(address: str, people: int) -> None:
    chats = iter(range(FIRST, FIRST + people))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT)) as client:
        await asyncio.gather(*(_post(client, address, chats) for _ in range(IN_FLIGHT)))


async def _post(client: aiohttp.ClientSession, address: str, chats: Iterator[int]) -> None:
    for chat in chats:
        async with client.post(address, data={"chat_id": str(chat), "text": TEXT}) as answer:
            await answer.read()


def _per_second(phones: Phones) -> float:
    """By Telegram's own clock, from the first message to the last."""
    moments = [one.at for one in phones.messages()]
    return (len(moments) - 1) / (moments[-1] - moments[0])
