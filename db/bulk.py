"""Lets PostgreSQL expect many rows where its estimates say few."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session


@contextmanager
def many_rows(session: Session) -> Iterator[None]:
    """Within the block PostgreSQL joins by hash; SQLite, which has no other way than its indexes, is left alone.

    Rows that were just inserted in bulk have no statistics yet, and several equalities at once look rarer than they
    are: expecting one row, the planner would loop over a whole table for each of half a million.
    """
    postgres = session.get_bind().dialect.name == "postgresql"
    if postgres:
        session.execute(text("SET LOCAL enable_nestloop = off"))
    yield
    if postgres:
        session.execute(text("SET LOCAL enable_nestloop = on"))
