"""Thousands of recipients, workers killed again and again, and a Telegram that fails in every way it knows."""

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bench.delivering.phones import FIRST
from bench.delivering.stage import Company, Phones, await_calls, await_settled, fates, migrated, owe, postgres, telegram
from db.models import Delivery
from services.deliveries import Fate

TOO_MANY, TROUBLE, LOST, BLOCKED = 0.03, 0.03, 0.01, 0.02
MARK = "可能重复"


@dataclass(frozen=True)
class Plan:
    """How many people, kills and workers, and how fast."""

    people: int = 5000
    kills: int = 20
    workers: int = 2
    per_second: float = 28


@dataclass(frozen=True)
class Aftermath:
    """What each recipient got, and what the table of deliveries says of it.

    missed: reachable people who got nothing. doubled: messages beyond the first. excused: deliveries that were in
    flight at a kill, or whose answer was lost, so that a second try was due. unmarked: doubles that do not say
    so. unexplained: doubles of deliveries whose outcome was known. wrong: fates that do not fit what arrived.
    """

    reached: int
    refused: int
    missed: int
    doubled: int
    excused: int
    unmarked: int
    unexplained: int
    wrong: int
    seconds: float
    fates: dict[str, int]


def endured(plan: Plan) -> Aftermath:
    """Runs until everything has its fate, then compares Telegram's log with ours."""
    blocked = int(plan.people * BLOCKED)
    with postgres() as made, tempfile.TemporaryDirectory() as folder, telegram(plan.people, blocked=blocked) as phones:
        url = made("chaos")
        with (
            migrated(url) as engine,
            Company(phones, url, Path(folder), {"per_second": plan.per_second}) as company,
        ):
            for _ in range(plan.workers):
                company.hire("deliver")
            await_calls(phones, "getMe", plan.workers)
            _fail(phones)
            owe(engine, plan.people)
            began = time.monotonic()
            killer = _Killer(company, plan)
            await_settled(engine, plan.people / plan.per_second * 4 + 900, killer.look)
            return _compared(phones, engine, blocked, time.monotonic() - began)


class _Killer:
    """Kills a random worker at random moments, and hires another in its place."""

    def __init__(self, company: Company, plan: Plan) -> None:
        self._company = company
        whole = plan.people / plan.per_second
        self._moments = sorted(time.monotonic() + random.uniform(0, whole) for _ in range(plan.kills))

    def look(self) -> None:
        while self._moments and self._moments[0] <= time.monotonic():
            self._moments.pop(0)
            worker = random.choice(self._company.workers)
            worker.kill()
            self._company.dismiss(worker)
            self._company.hire("deliver")


def _fail(phones: Phones) -> None:
    phones.fail(status=429, retry_after=1, share=TOO_MANY)
    phones.fail(status=500, share=TROUBLE)
    phones.fail(drop="before", share=LOST)
    phones.fail(drop="after", share=LOST)


def _compared(phones: Phones, engine: Engine, blocked: int, seconds: float) -> Aftermath:
    calls = [one for one in phones.calls() if one.method == "sendMessage"]
    arrived: dict[int, list[str]] = {}
    for one in calls:
        if one.arrived:
            arrived.setdefault(one.chat or 0, []).append(one.text)
    lost_before, lost_after = (
        {one.chat for one in calls if one.lost and one.arrived is after} for after in (False, True)
    )
    with Session(engine) as session:
        rows = session.scalars(select(Delivery).where(Delivery.occasion == "bench")).all()
    counts = Counter({row.chat_id: len(arrived.get(row.chat_id, ())) for row in rows})
    doubtful = {row.chat_id for row in rows if row.doubtful}
    doubles = {chat: count - 1 for chat, count in counts.items() if count > 1}
    return Aftermath(
        reached=sum(count > 0 for count in counts.values()),
        refused=sum(row.fate == Fate.REFUSED for row in rows),
        missed=sum(not counts[row.chat_id] for row in rows if row.chat_id >= FIRST + blocked),
        doubled=sum(doubles.values()),
        excused=len(doubtful - (lost_before - lost_after)),
        unmarked=sum(MARK not in text for chat in doubles for text in arrived[chat][1:]),
        unexplained=len(doubles.keys() - doubtful),
        wrong=sum((row.fate == Fate.SENT) != bool(counts[row.chat_id]) for row in rows),
        seconds=seconds,
        fates=fates(engine),
    )
