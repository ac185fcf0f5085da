"""The migrations and the models say the same on both databases, and every step can be taken back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from db.engine import MIGRATIONS, migrate, open_engine
from db.models import Base
from tests.databases import PostgresServer


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database, without any table."""
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}" if request.param == "sqlite" else _empty(request))
    yield engine
    engine.dispose()


def _empty(request: pytest.FixtureRequest) -> str:
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.empty()


def _downgrade(engine: Engine) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.downgrade(settings, "base")


def test_the_migrations_make_just_what_the_models_describe(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_way_down_leaves_no_table_and_the_way_up_is_open_again(engine: Engine) -> None:
    migrate(engine)
    _downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())


def test_processes_that_start_together_migrate_once(engine: Engine) -> None:
    others = [open_engine(engine.url.render_as_string(hide_password=False)) for _ in range(3)]
    with ThreadPoolExecutor(3) as starts:
        assert list(starts.map(migrate, others)) == [None, None, None]
    for other in others:
        other.dispose()
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
