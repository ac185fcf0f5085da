"""Loads the knowledge base from its files; start here to read or check entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.base import Entry, Fact, KnowledgeBase, Source, Standing, TownAnswer
from knowledge.checks import Placed, house_complaints, own_complaints
from knowledge.complaints import Complaint, KnowledgeError
from knowledge.reading import Files, Reading

__all__ = [
    "SOURCES",
    "Complaint",
    "Difference",
    "Entry",
    "Fact",
    "Files",
    "KnowledgeBase",
    "KnowledgeError",
    "Layer",
    "Source",
    "Standing",
    "TownAnswer",
    "build",
    "difference",
    "load",
    "overlay",
    "read_folder",
    "shipped",
    "shipped_layer",
]

HERE = Path(__file__).parent
SOURCES = "sources.yaml"


@dataclass(frozen=True)
class Layer:
    """Files as they lie in one folder, by name; a later layer's entry takes the place of an earlier one's.

    `house` asks for everything we ask of ourselves: known categories, kinds of town, sources, facts, no strange keys.
    """

    entries: Files
    sources: Files = field(default_factory=dict)
    facts: Files = field(default_factory=dict)
    house: bool = False


@dataclass(frozen=True)
class Difference:
    """What one knowledge base has more, other or less than another: ids of entries."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def read_folder(folder: Path, house: bool = False) -> Layer:
    """Every *.yaml of the folder holds entries, but sources.yaml; a folder that is not there holds none."""
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    sources = {name: files.pop(name) for name in (SOURCES,) if name in files}
    return Layer(files, sources, house=house)


def shipped_layer() -> Layer:
    """What comes with the program: entries/*.yaml, and sources.yaml and facts.yaml beside that folder."""
    entries = read_folder(HERE / "entries").entries
    beside = {name: {name: (HERE / name).read_bytes()} for name in (SOURCES, "facts.yaml")}
    return Layer(entries, beside[SOURCES], beside["facts.yaml"], house=True)


def overlay(files: Mapping[str, bytes]) -> Layer:
    """What editors put over the shipped files, as strict as those; sources.yaml among them holds sources."""
    entries = {name: content for name, content in files.items() if name != SOURCES}
    return Layer(entries, {name: files[name] for name in files if name == SOURCES}, house=True)


def difference(before: KnowledgeBase, after: KnowledgeBase) -> Difference:
    """Which entries differ, by id."""
    old, new = before.entries, after.entries
    added = tuple(key for key in new if key not in old)
    changed = tuple(key for key in new if key in old and new[key] != old[key])
    return Difference(added, changed, tuple(key for key in old if key not in new))


def shipped() -> KnowledgeBase:
    """The knowledge base that comes with the program. Refuses (KnowledgeError) any complaint."""
    return build([shipped_layer()])


def load(folder: Path) -> KnowledgeBase:
    """Any folder of questions and answers, of which only id, question and answer are required.

    Refuses (KnowledgeError) what cannot be used; what it can live with is in `remarks`.
    """
    if not folder.is_dir():
        raise KnowledgeError([Complaint(str(folder), 1, "", "没有这个文件夹", "请检查路径")])
    return build([read_folder(folder)])


def build(layers: Sequence[Layer]) -> KnowledgeBase:
    """One knowledge base of all layers; refuses (KnowledgeError) with the complaints of all files at once.

    In a house layer every complaint refuses, elsewhere only a grave one.
    """
    reading = Reading()
    sources = {row.id: row for layer in layers for row in reading.rows(layer.sources, Source)}
    facts = {row.id: row for layer in layers for row in reading.rows(layer.facts, Fact)}
    placed: dict[str, Placed] = {}
    for layer in layers:
        own = list(reading.entries(layer.entries))
        reading.found += own_complaints(own)
        placed |= {one.entry.id: one for one in own}
    found = [*reading.found, *house_complaints(list(placed.values()), sources, facts)]
    if any(complaint.grave for complaint in found) or (found and any(layer.house for layer in layers)):
        raise KnowledgeError(found)
    return KnowledgeBase({key: one.entry for key, one in placed.items()}, sources, facts, tuple(found))
