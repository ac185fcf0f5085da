"""What survives a restart: records in one SQLite file, written in batches."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from emulator.jsontext import as_object, load, record_dumper

T = TypeVar("T")

_log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (kind TEXT, key TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (id TEXT PRIMARY KEY, body BLOB NOT NULL);
"""


class Journal:
    """Records by kind and key, contents by id. Without a path nothing outlasts the process.

    A record is written at the end of the event loop's turn in which it changed, all of a turn in one transaction.
    synchronous=OFF spares the disk: a commit survives a kill of the process, not of the machine, which is what a
    stand-in for Telegram on a desk needs.
    """

    def __init__(self, path: Path | None) -> None:
        self._db = None if path is None else _opened(path)
        self._contents: dict[str, bytes] = {}
        self._changed: dict[tuple[str, str], object | None] = {}
        self._due = False
        self._dump = record_dumper()

    def keep(self, kind: str, key: str, record: object) -> None:
        """The record will be found again under this kind and key; kept again, it replaces its former self."""
        if self._db is not None:
            self._changed[kind, key] = record
            self._soon()

    def forget(self, kind: str, key: str) -> None:
        """The record is gone."""
        if self._db is not None:
            self._changed[kind, key] = None
            self._soon()

    def load(self, kind: str, make: Callable[..., T]) -> Iterator[T]:
        """Every record of the kind in the order of their keys, each made anew from its fields."""
        if self._db is None:
            return
        for (body,) in self._db.execute("SELECT body FROM records WHERE kind = ? ORDER BY key", (kind,)):
            yield make(**as_object(load(body)))

    def keep_content(self, content_id: str, body: bytes) -> None:
        """The bytes of a file, written at once."""
        if self._db is None:
            self._contents[content_id] = body
        else:
            self._db.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (content_id, body))

    def content(self, content_id: str) -> bytes | None:
        """The bytes of a file."""
        if self._db is None:
            return self._contents.get(content_id)
        row = self._db.execute("SELECT body FROM contents WHERE id = ?", (content_id,)).fetchone()
        return bytes(row[0]) if row else None

    def _soon(self) -> None:
        if self._due:
            return
        self._due = True
        try:
            asyncio.get_running_loop().call_soon(self.flush)
        except RuntimeError:
            self.flush()

    async def settled(self) -> None:
        """Returns when everything kept so far is written: whoever is answered after this can rely on it."""
        if self._due:
            await asyncio.sleep(0)

    def flush(self) -> None:
        """Writes what changed, in one transaction. Where that fails (a full disk) it is tried again with the next."""
        self._due = False
        if self._db is None or not self._changed:
            return
        try:
            with _transaction(self._db):
                self._write(self._db)
            self._changed.clear()
        except sqlite3.Error:
            _log.exception("%d records wait to be written", len(self._changed))

    def _write(self, db: sqlite3.Connection) -> None:
        kept = [(kind, key, self._dump(record)) for (kind, key), record in self._changed.items() if record is not None]
        gone = [place for place, record in self._changed.items() if record is None]
        db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", kept)
        db.executemany("DELETE FROM records WHERE kind = ? AND key = ?", gone)

    def close(self) -> None:
        """Writes what is left and lets go of the file."""
        self.flush()
        if self._db is not None:
            self._db.close()


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _opened(path: Path) -> sqlite3.Connection:
    """The file is this process's own: a lock on it is somebody looking, not worth keeping all phones waiting."""
    db = sqlite3.connect(path, timeout=0.2, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    db.executescript(_SCHEMA)
    return db
