"""Backups: everything the assistant remembers in one file, made each night and restored into an empty database (L3)."""

import io
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from sqlalchemy import Engine, exists, literal_column, select, update
from sqlalchemy.orm import Session

from db.dump import dump, revision_of, snapshot
from db.engine import sessions
from db.filling import NotEmpty, fill
from db.lock import FolderInUse, hold
from db.models import AuditLine, Delivery, Errand, Fate, InboxRow
from db.pending import UnknownRevision
from services import deliveries, errands, people
from services.access import Role
from services.clock import TEAM_ZONE, day_of
from services.deliveries import Owed, Urgency
from services.work import WorkError

FOLDER = "backups"
NIGHTLY = "backups.nightly"
NIGHTLY_AT = time(2, 30)
FAILED = "backups.failed"
KEPT = 14
"""How many of the nightly ones are kept (L3)."""
MADE = "backup.made"
# What lies beside the database under DATA_DIR and belongs to it: pictures and files, and the editors' overlay.
FILES = ("media", "knowledge")
# A database as the layers above hold it, who may not open it.
Source: TypeAlias = Engine
_FORMAT = 1
_MANIFEST, _TABLES = "manifest.json", "tables"
_PART = ".part"


class BackupUnreadable(WorkError):
    """The file is no backup of ours, or it is damaged."""


class BackupTooNew(WorkError):
    """A newer program made it."""


class NotEmptyYet(WorkError):
    """There is something already where it would be restored to: this table, or this folder."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class BackupUnderWay(WorkError):
    """Another process is just making one."""


@dataclass(frozen=True)
class Backup:
    """A finished backup: where it lies, when it was made, how many rows and files it holds."""

    path: Path
    made_at: datetime
    rows: int
    files: int

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return self.path.stat().st_size


@dataclass(frozen=True)
class _Manifest:
    """What a backup says of itself; `tables` with their numbers of rows, in the order they can be filled in."""

    made_at: datetime
    revision: str
    tables: dict[str, int]


def source(session: Session) -> Source:
    """The database of this session, for who reads it outside of the session."""
    return session.get_bind().engine


def nightly_name(now: datetime) -> str:
    """backup-20261123-0230.zip; later ones sort behind earlier ones."""
    return f"backup-{now.astimezone(TEAM_ZONE):%Y%m%d-%H%M}.zip"


def make(engine: Source, data_dir: Path, path: Path, now: datetime) -> Backup:
    """The backup lies at `path`, whole or not at all; others may go on working meanwhile.

    The database is read first: what it names lies in the folder of media by then, and is never changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with hold(data_dir / FOLDER), _whole(path) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            tables, revision = _write_tables(archive, engine)
            files = _write_files(archive, data_dir)
            manifest = {"format": _FORMAT, "made_at": now.isoformat(), "revision": revision, "tables": tables}
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
    except FolderInUse as error:
        raise BackupUnderWay from error
    return Backup(path, now, sum(tables.values()), files)


def note(session: Session, actor: str, backup: Backup, now: datetime) -> None:
    """The log tells of it, and /status of the last one."""
    after = f"{backup.size} bytes"
    session.add(AuditLine(at=now, actor=actor, act=MADE, subject=backup.path.name, before=None, after=after))


def clear_away(folder: Path) -> None:
    """Of the nightly backups the newest are kept; what a kill left unfinished goes."""
    for unfinished in folder.glob(f".*{_PART}"):
        unfinished.unlink(missing_ok=True)
    for old in sorted(folder.glob("backup-*.zip"))[:-KEPT]:
        old.unlink(missing_ok=True)


def plan(session: Session, now: datetime) -> None:
    """After half past two at night a backup is owed once, where there is anything from before that moment."""
    local = now.astimezone(TEAM_ZONE)
    since = datetime.combine(local.date(), NIGHTLY_AT, TEAM_ZONE)
    key = f"{NIGHTLY}:{day_of(now)}"
    if local < since or session.scalar(select(exists().where(Errand.key == key))):
        return
    if session.scalar(select(InboxRow.update_id).where(InboxRow.received_at < since).limit(1)) is not None:
        errands.owe(session, key, NIGHTLY, 0, now, {})


def owe_failure(session: Session, key: str, now: datetime) -> None:
    """The administrators hear that this night has no backup, as soon as people may be spoken to."""
    admins = people.holders(session, Role.ADMIN, None)
    numbers = [one.telegram_id for one in admins if one.telegram_id is not None]
    owed = [
        Owed(f"{key}:failed:{number}", number, "sendMessage", None, FAILED, key, Urgency.DIGEST) for number in numbers
    ]
    deliveries.owe(session, owed, now)


def restore(engine: Source, data_dir: Path, path: Path, now: datetime) -> Backup:
    """The empty database and folder hold what the backup holds; all of the database or nothing.

    What was still to be sent may have been sent after the backup was made: it is sent again, marked 可能重复.
    """
    for name in FILES:
        if any((data_dir / name).rglob("*.*")):
            raise NotEmptyYet(str(data_dir / name))
    try:
        with ZipFile(path) as archive:
            manifest = _manifest(archive)
            files = _extract_files(archive, data_dir)
            fill(engine, manifest.revision, list(manifest.tables), _reader(archive))
    except (BadZipFile, ValueError, KeyError) as error:
        raise BackupUnreadable from error
    except UnknownRevision as error:
        raise BackupTooNew from error
    except NotEmpty as error:
        raise NotEmptyYet(error.table) from error
    with sessions(engine).begin() as session:
        _mark_doubtful(session, now)
    return Backup(path, manifest.made_at, sum(manifest.tables.values()), files)


def last(session: Session) -> AuditLine | None:
    """The last backup that the log tells of."""
    return session.scalar(select(AuditLine).where(AuditLine.act == MADE).order_by(AuditLine.id.desc()).limit(1))


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that stands under its name only once it is complete, readable by its owner alone."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=_PART, delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    Path(file.name).replace(path)


def _write_tables(archive: ZipFile, engine: Engine) -> tuple[dict[str, int], str]:
    counts: dict[str, int] = {}
    with snapshot(engine) as connection:
        revision = revision_of(connection)
        for name, lines in dump(connection):
            with archive.open(f"{_TABLES}/{name}.jsonl", "w", force_zip64=True) as file:
                counts[name] = 0
                for line in lines:
                    file.write(f"{line}\n".encode())
                    counts[name] += 1
    return counts, revision


def _write_files(archive: ZipFile, data_dir: Path) -> int:
    paths = [path for name in FILES for path in sorted((data_dir / name).rglob("*")) if path.is_file()]
    for path in paths:
        # Pictures do not get smaller by being packed again.
        archive.write(path, path.relative_to(data_dir).as_posix(), ZIP_STORED)
    return len(paths)


def _manifest(archive: ZipFile) -> _Manifest:
    said = json.loads(archive.read(_MANIFEST))
    if said["format"] != _FORMAT:
        raise BackupTooNew
    tables = {str(name): int(count) for name, count in said["tables"].items()}
    return _Manifest(datetime.fromisoformat(said["made_at"]), str(said["revision"]), tables)


def _reader(archive: ZipFile) -> Callable[[str], Iterable[str]]:
    def lines(table: str) -> Iterator[str]:
        with archive.open(f"{_TABLES}/{table}.jsonl") as file:
            yield from io.TextIOWrapper(file, "utf-8")

    return lines


def _extract_files(archive: ZipFile, data_dir: Path) -> int:
    """Only what lies in our own folders is taken; `extract` itself lets no name lead out of `data_dir`."""
    names = [name for name in archive.namelist() if name.split("/")[0] in FILES]
    for name in names:
        archive.extract(name, data_dir)
    return len(names)


def _mark_doubtful(session: Session, now: datetime) -> None:
    waiting = Delivery.fate.in_([literal_column(f"'{fate}'") for fate in (Fate.WAITING, Fate.LEASED)])
    session.execute(
        update(Delivery)
        .where(waiting, Delivery.due_at <= now)
        .values(doubtful=True)
        .execution_options(synchronize_session=False)
    )
