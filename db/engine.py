"""Opens the database: SQLite in one file by default, PostgreSQL by its address."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from db.turns import Turn, wait_turn

MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str) -> Engine:
    """An engine whose every transaction on SQLite takes the write lock at its start.

    A transaction that reads first and writes later cannot be retried by SQLite when another process wrote
    in between (SQLITE_BUSY at once, busy_timeout or not); BEGIN IMMEDIATE waits its turn instead. Errors never
    carry the values of a statement: they end in logs, and the values are people's words.
    """
    address = make_url(url)
    if address.drivername == "postgres":
        address = address.set(drivername="postgresql")  # as some hosts write it
    engine = create_engine(address, pool_pre_ping=address.get_backend_name() != "sqlite", hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _settle_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def sessions(engine: Engine) -> sessionmaker[Session]:
    """Makes sessions whose rows stay readable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


def migrate(engine: Engine) -> None:
    """Brings the database to the newest shape, all or nothing; safe at every start, also of several processes."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        wait_turn(connection, Turn.PREPARING)
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def _settle_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # Python's sqlite3 opens transactions by itself and too late; SQLAlchemy's "begin" event does it for us.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
