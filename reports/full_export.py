"""The full export as one zip: each table as CSV for Excel and JSON for programs, the files, a page that explains."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reports.cells import RISKY
from services.cabinet import FOLDER
from services.clock import TEAM_ZONE
from services.exporting import Exported
from texts import exporting as texts

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's own encoding."""


def full_export(tables: Iterable[Exported], data_dir: Path, path: Path, now: datetime) -> dict[str, int]:
    """Writes the zip to `path`; returns how many rows each table has."""
    counts: dict[str, int] = {}
    path.touch(0o600)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for table in tables:
            counts[table.name] = _put(archive, table)
        for file in sorted((data_dir / FOLDER).rglob("*")):
            if file.is_file() and "small" not in file.parts:
                archive.write(file, f"media/{file.name}", ZIP_STORED)
        archive.writestr("说明.txt", BOM + texts.explanation(counts, now).replace("\n", "\r\n"))
    return counts


def _put(archive: ZipFile, table: Exported) -> int:
    rows = list(table.rows)
    archive.writestr(f"csv/{texts.table_name(table.name)}.csv", _csv(table.columns, rows))
    said = [{name: _told(value) for name, value in zip(table.columns, row, strict=True)} for row in rows]
    archive.writestr(f"json/{table.name}.json", json.dumps(said, ensure_ascii=False, indent=1))
    return len(rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow([texts.column_name(name) for name in columns])
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue()


def _cell(value: object) -> object:
    """Words that Excel would take for a formula get a mark in front (K7); moments are on the teams' clock."""
    if isinstance(value, bool):
        return texts.truth(value)
    if isinstance(value, list | dict):
        value = texts.joined(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(TEAM_ZONE):%Y-%m-%d %H:%M:%S}"
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value


def _told(value: object) -> object:
    """Moments with their zone, days as they are."""
    if isinstance(value, datetime):
        return value.astimezone(TEAM_ZONE).isoformat()
    return value.isoformat() if isinstance(value, date) else value
