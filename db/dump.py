"""Every table as JSON lines, which db.filling reads: the same for SQLite and PostgreSQL."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Connection, Engine, Table, Text, cast, create_engine, select

from db.models import Base


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment, however long it is read from, while others go on writing."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="REPEATABLE READ", stream_results=True) as connection:
            yield connection
        return
    with TemporaryDirectory(prefix="snapshot-") as folder:
        path = Path(folder) / "copy.db"
        _copy_sqlite(engine, path)
        copy = create_engine(f"sqlite:///{path}")
        try:
            with copy.connect() as connection:
                yield connection
        finally:
            copy.dispose()


def revision_of(connection: Connection) -> str:
    """Which migration the database stands at."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def dump(connection: Connection) -> Iterator[tuple[str, Iterator[str]]]:
    """Each table by its name with its rows, one JSON object a line; JSON columns stay the text they are stored as."""
    for table in Base.metadata.sorted_tables:
        yield table.name, _lines(connection, table)


def _copy_sqlite(engine: Engine, path: Path) -> None:
    """SQLite's own online backup: pages are copied while others write."""
    source = engine.raw_connection()
    target = sqlite3.connect(path)
    try:
        connection = source.driver_connection
        if not isinstance(connection, sqlite3.Connection):
            raise TypeError(connection)
        connection.backup(target)
    finally:
        target.close()
        source.close()


def _lines(connection: Connection, table: Table) -> Iterator[str]:
    columns = [cast(one, Text).label(one.name) if isinstance(one.type, JSON) else one for one in table.columns]
    for row in connection.execute(select(*columns).order_by(*table.primary_key)).mappings():
        yield json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no way is known to write down {value!r}")
