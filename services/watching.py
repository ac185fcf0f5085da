"""Watches the knowledge files: the overlay on disk follows the editions, and what changed is built anew."""

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from knowledge import entries
from knowledge.complaints import Complaint, KnowledgeError
from knowledge.entries import build, overlay, shipped_layer
from services.editions import Latest
from services.hours import Hours
from services.knowing import Knowledge, Shelf, load, matcher_of

log = logging.getLogger(__name__)
_MARK = ".edition.json"
Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Look:
    """What changed: the knowledge built anew, or why it was refused; `edited` is an overlay changed by hand."""

    knowledge: Knowledge | None
    complaints: tuple[Complaint, ...] = ()
    edited: Mapping[str, str] | None = None


@dataclass(frozen=True)
class _Mark:
    """Which edition the files on disk are, and their hashes when they were written."""

    number: int
    hashes: Mapping[str, str]


class Watch:
    """Keeps one folder (DATA_DIR/knowledge) in step. Reads, writes and builds: never called where others wait."""

    def __init__(self, folder: Path, hours: Hours) -> None:
        self._folder = folder
        self._hours = hours
        self._seen: tuple[Stamp, Stamp, int] | None = None
        self._built: tuple[Stamp, str] | None = None
        self._left: Look | None = None

    def open(self, latest: Latest) -> Shelf:
        """The knowledge to begin with. An overlay that does not hold is left out, and complained of at the next look.

        Refuses (KnowledgeError) only what is wrong with the shipped files themselves.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._seen = self._stamps(latest)
        edited, files = self._files(latest)
        self._remember(files)
        try:
            knowledge = load(self._hours, [overlay(files)])
        except KnowledgeError as error:
            self._left = Look(None, error.complaints)
            return Shelf(load(self._hours))
        if edited:
            self._left = Look(knowledge, (), edited)
        return Shelf(knowledge)

    def look(self, latest: Latest, now_used: Knowledge) -> Look | None:
        """What is to be done about changed files; None where nothing changed since the last look.

        A base that does not hold is complained of once; what is used now stays.
        """
        if self._left is not None:
            left, self._left = self._left, None
            return left
        # Stamped before it is read: what changes in between is seen by the next look.
        stamps = self._stamps(latest)
        if self._seen == stamps:
            return None
        self._seen = stamps
        edited, files = self._files(latest)
        if not self._remember(files):
            return None
        try:
            base = build([shipped_layer(), overlay(files)])
        except KnowledgeError as error:
            return Look(None, error.complaints)
        same = base.entries == now_used.base.entries
        matcher = now_used.matcher if same else matcher_of(base)
        return Look(replace(now_used, base=base, matcher=matcher), (), edited)

    def recorded(self, latest: Latest) -> None:
        """The files as they lie on disk are this edition."""
        self._write_mark(_Mark(latest.number, _hashes(_encoded(latest.files))))

    def _files(self, latest: Latest) -> tuple[Mapping[str, str] | None, Mapping[str, bytes]]:
        """The overlay in force: the edition's, or what somebody has made of it on disk since.

        An edition made meanwhile wins; what was changed by hand then is laid aside, not lost.
        """
        mark, disk = self._read_mark(), {path.name: path.read_bytes() for path in self._own()}
        by_hand = _hashes(disk) != mark.hashes
        if mark.number != latest.number:
            if by_hand:
                self._lay_aside(disk, mark.number)
            self._write(latest)
            return None, _encoded(latest.files)
        return (_decoded(disk) if by_hand else None), disk

    def _stamps(self, latest: Latest) -> tuple[Stamp, Stamp, int]:
        return _stamp(_shipped()), _stamp(self._own()), latest.number

    def _remember(self, files: Mapping[str, bytes]) -> bool:
        """Whether these files differ from those last built."""
        built = (_stamp(_shipped()), json.dumps(_hashes(files), sort_keys=True))
        fresh, self._built = built != self._built, built
        return fresh

    def _own(self) -> list[Path]:
        return sorted(self._folder.glob("*.yaml"))

    def _write(self, latest: Latest) -> None:
        """Each file appears whole, and the mark last, so that a kill between makes the next look write again."""
        for path in self._own():
            if path.name not in latest.files:
                path.unlink(missing_ok=True)
        for name, content in _encoded(latest.files).items():
            _replace(self._folder / name, content)
        self.recorded(latest)

    def _lay_aside(self, disk: Mapping[str, bytes], number: int) -> None:
        aside = self._folder / f"changed-by-hand-after-{number}"
        aside.mkdir(exist_ok=True)
        for name, content in disk.items():
            _replace(aside / name, content)
        log.warning("知识库文件在服务器上改动的同时，聊天里也改了；手工改动已移到 %s", aside)

    def _read_mark(self) -> _Mark:
        try:
            said = json.loads((self._folder / _MARK).read_text(encoding="utf-8"))
            return _Mark(int(said["number"]), {str(name): str(value) for name, value in said["hashes"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return _Mark(1, {})

    def _write_mark(self, mark: _Mark) -> None:
        said = json.dumps({"number": mark.number, "hashes": dict(mark.hashes)}, ensure_ascii=False)
        _replace(self._folder / _MARK, said.encode())


def _shipped() -> list[Path]:
    return [*sorted((entries.HERE / "entries").glob("*.yaml")), *sorted(entries.HERE.glob("*.yaml"))]


def _stamp(paths: list[Path]) -> Stamp:
    found = []
    for path in paths:
        try:
            facts = path.stat()
        except OSError:
            continue
        found.append((path.name, facts.st_mtime_ns, facts.st_size))
    return tuple(found)


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def _decoded(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: content.decode("utf-8-sig", errors="replace") for name, content in files.items()}


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
