"""Inserts that owe once however often they are planned."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.models.base import Base


def insert_once(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Inserts the rows whose unique keys are not there yet; the others change nothing."""
    if not rows:
        return
    connection: Connection = session.connection()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(insert(table).on_conflict_do_nothing(), list(rows))
