"""The office of every conversation test, and its people by name."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.office import Office, Person, fresh_sqlite, migrated, opened


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated(tmp_path_factory.mktemp("database"))


@pytest.fixture
def database_url(empty_database: Path, tmp_path: Path) -> str:
    return fresh_sqlite(empty_database, tmp_path)


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
