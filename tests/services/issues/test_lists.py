"""No list of problems reads a whole table, on either database."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from services.access import PostView, Role, Scope, Speaker
from services.issues import View, finding
from services.people import CITY_NAME, team_of_town
from tests.services.issues.town import LIN, MIN, WATER, Town, who

_WHOLE = ("SCAN issues", "SCAN issue_raisers", "Seq Scan")


def explained(session: Session, statement: str) -> list[str]:
    """The plan in lines; PostgreSQL would read any table as small as a test's whole, if it were let."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL enable_seqscan = off"))
        word = "EXPLAIN"
    else:
        word = "EXPLAIN QUERY PLAN"
    return [str(row[-1]) for row in session.connection().exec_driver_sql(f"{word} {statement}")]


def reads_whole(line: str) -> bool:
    """A walk along an index with a limit is none."""
    return any(sign in line for sign in _WHOLE) and "USING" not in line


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("reader", [LIN, WATER, MIN, "district", "inspector"])
def test_every_list_is_served_by_an_index(town: Town, reader: int | str, view: View) -> None:
    with town.open() as session:
        statements = [
            str(part.compile(session.connection(), compile_kwargs={"literal_binds": True}))
            for part in (
                *finding.parts(session, _reader(session, reader), view, town.now),
                *finding.to_claim(session, _reader(session, reader), town.now),
            )
        ]
        lines = [line for statement in statements for line in explained(session, statement.replace("%", "%%"))]
    assert [line for line in lines if reads_whole(line)] == []


def test_a_query_without_an_index_would_be_noticed(town: Town) -> None:
    with town.open() as session:
        assert any(reads_whole(line) for line in explained(session, "SELECT number FROM issues WHERE words = 'x'"))


def test_what_the_clock_looks_at_is_served_by_an_index(town: Town) -> None:
    with town.open() as session:
        lines = explained(session, "SELECT number FROM issues WHERE wakes_at <= '2026-11-23' AND wakes_at IS NOT NULL")
    assert any("ix_issues_wakes" in line for line in lines)


def _reader(session: Session, reader: int | str) -> Speaker:
    if isinstance(reader, int):
        return who(session, reader)
    role, scope, name = (
        (Role.OFFICE, Scope.DISTRICT, team_of_town(session, "上饶镇").district)
        if reader == "district"
        else (Role.INSPECTOR, Scope.CITY, CITY_NAME)
    )
    return Speaker(1, reader, 1, None, (PostView(role, scope, name),))
