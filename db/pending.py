"""Tells how far a database is behind the program, without changing it."""

from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from db.engine import MIGRATIONS


class UnknownRevision(Exception):
    """The database stands at a revision that this program has never heard of: a newer one made it."""


def pending_migrations(engine: Engine) -> int:
    """How many migrations the next start will run; all of them for an empty database."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    newest_first = [script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()]
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        return len(newest_first)
    if revision not in newest_first:
        raise UnknownRevision(revision)
    return newest_first.index(revision)
