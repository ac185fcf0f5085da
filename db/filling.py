"""Fills an empty database from the JSON lines of db.dump, whichever of the two databases they came from."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import TypeAlias

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.util import CommandError
from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Engine,
    MetaData,
    Table,
    Text,
    bindparam,
    cast,
    func,
    insert,
    inspect,
    select,
    text,
    type_coerce,
)

from db.engine import MIGRATIONS
from db.pending import UnknownRevision
from db.turns import Turn, wait_turn

CHUNK = 500
# What is there in a database that nobody has used yet.
_UNUSED = frozenset({"alembic_version", "pace"})
Lines: TypeAlias = Callable[[str], Iterable[str]]


class NotEmpty(Exception):
    """There are rows in this table already."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def fill(engine: Engine, revision: str, tables: Sequence[str], lines: Lines) -> None:
    """An empty database holds just these rows, in the newest shape; all or nothing.

    1. The tables are made as they were at `revision` (UnknownRevision: a newer program made them).
    2. The rows are put in; references are checked at the end, since they may point to rows that come later.
    3. Counters go on behind the rows, and the newer migrations run.
    """
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        wait_turn(connection, Turn.PREPARING)
        _require_empty(connection)
        settings.attributes["connection"] = connection
        _upgrade(settings, revision)
        metadata = MetaData()
        metadata.reflect(connection)
        with _references_last(connection):
            for table in reversed(metadata.sorted_tables):
                if table.name in tables:
                    connection.execute(table.delete())
            for name in tables:
                _insert(connection, metadata.tables[name], lines(name))
        _count_on(connection, metadata)
        command.upgrade(settings, "head")


def _require_empty(connection: Connection) -> None:
    for name in inspect(connection).get_table_names():
        if name not in _UNUSED and connection.scalar(text(f'SELECT count(*) FROM "{name}"')):  # noqa: S608 own tables
            raise NotEmpty(name)


def _upgrade(settings: AlembicConfig, revision: str) -> None:
    try:
        command.upgrade(settings, revision)
    except CommandError as error:
        raise UnknownRevision(revision) from error


@contextmanager
def _references_last(connection: Connection) -> Iterator[None]:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        return
    keys = [
        (name, str(key["name"]))
        for name in inspect(connection).get_table_names()
        for key in inspect(connection).get_foreign_keys(name)
    ]
    for table, key in keys:
        connection.execute(text(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" DEFERRABLE INITIALLY DEFERRED'))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for table, key in keys:
        connection.execute(text(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{key}" NOT DEFERRABLE'))


def _insert(connection: Connection, table: Table, lines: Iterable[str]) -> None:
    statement = insert(table).values({one.name: _bound(connection, one) for one in table.columns})
    waiting = iter(lines)
    while chunk := [json.loads(line) for line in islice(waiting, CHUNK)]:
        connection.execute(statement, [_row(table, row, connection.dialect.name) for row in chunk])


def _bound(connection: Connection, column: Column[object]) -> ColumnElement[object]:
    if not isinstance(column.type, JSON):
        return bindparam(column.name, type_=column.type)
    stored = bindparam(column.name, type_=Text())
    return cast(stored, column.type) if connection.dialect.name == "postgresql" else type_coerce(stored, Text)


def _row(table: Table, said: Mapping[str, object], dialect: str) -> dict[str, object]:
    return {one.name: _read(one, said.get(one.name), dialect) for one in table.columns}


def _read(column: Column[object], value: object, dialect: str) -> object:
    if isinstance(value, str) and isinstance(column.type, DateTime):
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=None) if dialect == "sqlite" else moment
    if isinstance(value, str) and isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value


def _count_on(connection: Connection, metadata: MetaData) -> None:
    """PostgreSQL's counters know nothing of numbers that were given; SQLite counts on from the last row."""
    if connection.dialect.name == "sqlite":
        return
    for table in metadata.sorted_tables:
        for column in table.primary_key:
            counter = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            if counter:
                last = connection.scalar(select(func.max(column)))
                connection.execute(select(func.setval(counter, last or 1, last is not None)))
