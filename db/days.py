"""The teams' calendar day of a moment, counted by the database itself."""

from datetime import date

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class team_day(GenericFunction[date]):  # noqa: N801 it reads as the SQL function it is
    """Which day a column of type Moment falls on in the teams' zone, which has known no summer time since 1991."""

    type = Date()
    inherit_cache = True


@compiles(team_day, "sqlite")
def _on_sqlite(element: team_day, compiler: SQLCompiler, **facts: object) -> str:
    return f"date({compiler.process(element.clauses, **facts)}, '+8 hours')"


@compiles(team_day, "postgresql")
def _on_postgresql(element: team_day, compiler: SQLCompiler, **facts: object) -> str:
    return f"({compiler.process(element.clauses, **facts)} AT TIME ZONE 'Asia/Shanghai')::date"
