"""The office of every conversation test, and its people by name."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.databases import Databases, PostgresServer, SqliteFiles, postgres
from tests.office import Office, Person, opened


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """For what only PostgreSQL can do."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Every test that uses a database, directly or through the office, runs on both."""
    if request.param == "sqlite":
        return SqliteFiles(tmp_path_factory.mktemp("sqlite"))
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server


@pytest.fixture
def database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    with databases.fresh(tmp_path) as url:
        yield url


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    async with opened(database_url) as office:
        yield office


@pytest.fixture
async def lin(office: Office) -> Person:
    return office.person(1001)


@pytest.fixture
async def wang(office: Office) -> Person:
    return office.person(1002)


@pytest.fixture
async def zhou(office: Office) -> Person:
    return office.person(1004)


@pytest.fixture
async def min_(office: Office) -> Person:
    return office.person(1005)


@pytest.fixture
async def xu(office: Office) -> Person:
    return office.person(1006)


@pytest.fixture
async def stranger(office: Office) -> Person:
    return office.person(1010)


@pytest.fixture
async def cai(office: Office) -> Person:
    return office.person(1008)
