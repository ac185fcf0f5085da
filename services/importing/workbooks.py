"""Opens an xlsx that somebody handed in, and reads its cells as they were typed."""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from services.work import WorkError

MOST_ROWS = 100_000
MOST_BYTES = 300_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # what Excel wrote before 2007, and the envelope of an encrypted xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


class Fault(StrEnum):
    """Why a file cannot be read."""

    MISSING = "missing"
    PROTECTED = "protected"
    OLD_FORMAT = "old_format"
    NOT_XLSX = "not_xlsx"
    MACROS = "macros"
    DAMAGED = "damaged"
    TOO_BIG = "too_big"


class Unreadable(WorkError):
    """The file at `path` cannot be read for the reason `fault`."""

    def __init__(self, path: Path, fault: Fault) -> None:
        super().__init__(path, fault)
        self.path = path
        self.fault = fault


@dataclass(frozen=True)
class Sheet:
    """One visible sheet of an open workbook."""

    name: str
    _path: Path
    _rows: ReadOnlyWorksheet

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Every row with its number in Excel, read as it is asked for; a formula comes as its text, =A1.

        Refuses (Unreadable) a sheet that breaks off, and more than MOST_ROWS rows, empty ones included.
        """
        try:
            # The stubs give ReadOnlyWorksheet the method of Worksheet with Worksheet's self.
            for number, values in enumerate(self._rows.iter_rows(values_only=True), 1):  # type: ignore[misc]
                if number > MOST_ROWS:
                    raise Unreadable(self._path, Fault.TOO_BIG)
                yield number, tuple(_plain(value) for value in values)
        except WorkError:
            raise
        except Exception as error:  # openpyxl passes on whatever the XML and the zip reader stumble over
            raise Unreadable(self._path, Fault.DAMAGED) from error


@contextmanager
def opened(path: Path) -> Iterator[list[Sheet]]:
    """The visible sheets, first to last, within the block; refuses (Unreadable) what is no plain xlsx."""
    _refuse_by_content(path)
    with warnings.catch_warnings():
        # It warns of every Excel extension it will not write back; nothing is written back here.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(path, read_only=True)
        except Exception as error:  # as above
            raise Unreadable(path, Fault.DAMAGED) from error
        try:
            yield [_sheet(path, sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        finally:
            book.close()


def _sheet(path: Path, sheet: object) -> Sheet:
    if not isinstance(sheet, ReadOnlyWorksheet):
        raise Unreadable(path, Fault.DAMAGED)
    # What the file says of its size is often wrong (A1, or a million rows), and rows would be padded to it.
    sheet.reset_dimensions()
    return Sheet(str(sheet.title), path, sheet)


def _plain(value: object) -> Cell:
    if isinstance(value, ArrayFormula | DataTableFormula):
        return "="
    return value if isinstance(value, Cell) else None


def _refuse_by_content(path: Path) -> None:
    if not path.is_file():
        raise Unreadable(path, Fault.MISSING)
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            encrypted = _ENCRYPTED in file.read(MOST_BYTES)
            raise Unreadable(path, Fault.PROTECTED if encrypted else Fault.OLD_FORMAT)
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_by_parts(path, archive)
    except zipfile.BadZipFile as error:
        raise Unreadable(path, _broken_or_other(path)) from error


def _refuse_by_parts(path: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/vbaProject.bin" in names:
        raise Unreadable(path, Fault.MACROS)
    # Excel on the web calls the part workbook2.xml at times.
    if not any(name.startswith("xl/workbook") and name.endswith(".xml") for name in names):
        raise Unreadable(path, Fault.NOT_XLSX)
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        raise Unreadable(path, Fault.TOO_BIG)


def _broken_or_other(path: Path) -> Fault:
    with path.open("rb") as file:
        return Fault.DAMAGED if file.read(2) == b"PK" else Fault.NOT_XLSX
