"""Inserts that owe once however often they are planned."""

from collections.abc import Mapping, Sequence

from sqlalchemy import SelectBase
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models.base import Base


def insert_once(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Inserts the rows whose unique keys are not there yet; the others change nothing."""
    if not rows:
        return
    session.connection().execute(_insert(session, table).on_conflict_do_nothing(), list(rows))


def inserted_once(
    session: Session, table: type[Base], rows: Sequence[Mapping[str, object]], column: InstrumentedAttribute[int]
) -> Sequence[int]:
    """The same; gives back this column of the rows that were not there yet."""
    if not rows:
        return ()
    insert = _insert(session, table).on_conflict_do_nothing().returning(column)
    return session.connection().scalars(insert, list(rows)).all()


def select_once(session: Session, table: type[Base], columns: Sequence[str], rows: SelectBase) -> None:
    """The same for rows that a query selects: they never pass through Python."""
    insert = _insert(session, table).from_select(list(columns), rows)
    session.connection().execute(insert.on_conflict_do_nothing())


def _insert(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)
