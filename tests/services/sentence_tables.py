"""Reads the tables of sentences beside this file."""

from datetime import date
from pathlib import Path
from typing import TypeAlias

from bench.understanding import SLOTS
from knowledge.yaml_reader import read_file

Row: TypeAlias = dict[str, object]
_FOLDER = Path(__file__).parent / "sentences"


def rows(name: str) -> list[Row]:
    """The sentences of one table in the form of the bench: every slot of a visit filled, those in `open` left out."""
    listed = read_file(_FOLDER / f"{name}.yaml").value
    assert isinstance(listed, list)
    return [_filled(row) for row in listed]


def _filled(row: Row) -> Row:
    said = {key: _plain(value) for key, value in row.items()}
    left_out = said.get("open", [])
    assert isinstance(left_out, list)
    if said["kind"] != "visit":
        return said
    empty: Row = {slot: [] if slot in ("needs", "actions", "promises", "companions") else None for slot in SLOTS}
    empty["visited_on"] = said["today"]
    return {key: value for key, value in {**empty, **said}.items() if key not in left_out}


def _plain(value: object) -> object:
    """Days as the bench has them, in ISO form."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
