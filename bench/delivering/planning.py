"""A notice to every stationed cadre of the country is planned, beside a bare INSERT … SELECT of the same rows.

python -m bench.delivering.planning URL PEOPLE

Works in a process of its own, so that its peak memory is that of planning; prints one JSON object.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.orm import Session

from db.engine import migrate, open_engine, sessions
from db.models import Delivery, Notice, Receipt
from services import notices, people
from services.access import Role, Scope, Speaker
from services.notices import Audience
from services.people import CITY_NAME, PostPlan

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
AUTHOR = 1
FIRST = 1_000_000
WRITTEN = (Receipt.__tablename__, Delivery.__tablename__)


@dataclass(frozen=True)
class Planned:
    """Rows that were planned, seconds of planning and of the bare statements, and the process's peak memory."""

    rows: int
    seconds: float
    bare_seconds: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """Rows a second planned, as a share of those the bare statements write."""
        return self.bare_seconds / self.seconds


def planned(url: str, head_count: int) -> Planned:
    """Plans on a new database, then takes the rows away and writes the same ones barely."""
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as connection:
        _people(connection, head_count)
    notice_id, author = _drafted(engine)
    began = time.perf_counter()
    with sessions(engine).begin() as session:
        notices.send(session, author, notice_id, NOW)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with Session(engine) as session:
        rows = sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in (Receipt, Delivery))
    bare = _written_barely(engine)
    engine.dispose()
    return Planned(rows, seconds, bare, peak)


def planned_apart(url: str, head_count: int) -> Planned:
    """The same in a process of its own."""
    arguments = [sys.executable, "-m", "bench.delivering.planning", url, str(head_count)]
    return Planned(**json.loads(subprocess.run(arguments, stdout=subprocess.PIPE, check=True).stdout))


def _people(connection: Connection, head_count: int) -> None:
    """Members with a post each, made by the database itself."""
    postgres = connection.dialect.name == "postgresql"
    counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many) SELECT i FROM n"
    numbers = "generate_series(1, :many) AS n(i)" if postgres else f"({counted})"
    members = f"INSERT INTO members (id, telegram_id, name, demo) SELECT {FIRST} + i, {FIRST} + i, '队员' || i, :no"
    posts = (
        "INSERT INTO posts (member_id, role, scope, scope_name, since) "
        f"SELECT {FIRST} + i, 'member', 'team', '镇' || (i / 10), :since"
    )
    connection.execute(text(f"{members} FROM {numbers}"), {"many": head_count, "no": False})
    connection.execute(text(f"{posts} FROM {numbers}"), {"many": head_count, "since": NOW.isoformat(" ")[:19]})
    if postgres:
        connection.execute(text("ANALYZE members, posts"))


def _drafted(engine: Engine) -> tuple[int, Speaker]:
    with sessions(engine).begin() as session:
        people.enlist(session, AUTHOR, "阿敏", [PostPlan(Role.OFFICE, Scope.CITY, CITY_NAME)], NOW)
        author = people.speakers(session, [(AUTHOR, "阿敏")])[AUTHOR]
        notice: Notice = notices.draft(session, author, "明天上午9点开会，请准时参加", NOW)
        notices.address(session, author, notice.id, Audience(), NOW)
        return notice.id, author


def _written_barely(engine: Engine) -> float:
    """Seconds of one INSERT … SELECT a table, from copies of the very rows, into the emptied tables."""
    with engine.begin() as connection:
        for table in WRITTEN:
            connection.execute(text(f"CREATE TABLE bare_{table} AS SELECT * FROM {table}"))  # noqa: S608 our own names
        for table in reversed(WRITTEN):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL"))
    began = time.perf_counter()
    with engine.begin() as connection:
        for table in WRITTEN:
            connection.execute(text(f"INSERT INTO {table} SELECT * FROM bare_{table}"))  # noqa: S608
    return time.perf_counter() - began


def main() -> None:
    """Prints the figures of one database."""
    seen = planned(sys.argv[1], int(sys.argv[2]))
    print(json.dumps(asdict(seen)))


if __name__ == "__main__":
    main()
