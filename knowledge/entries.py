"""Loads the knowledge base from its files; start here to read or check entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.base import Entry, Fact, KnowledgeBase, Source, Standing, TownAnswer
from knowledge.checks import Placed, house_complaints, own_complaints
from knowledge.complaints import Complaint, KnowledgeError
from knowledge.validation import complaints_of
from knowledge.yaml_reader import YamlComplaint, YamlText, read_text

__all__ = [
    "Complaint",
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
    "load",
    "read_folder",
    "shipped",
    "shipped_layer",
]

HERE = Path(__file__).parent
Files: TypeAlias = Mapping[str, bytes]
Row = TypeVar("Row", bound=BaseModel)


@dataclass(frozen=True)
class Layer:
    """Files as they lie in one folder, by name; a later layer's entry takes the place of an earlier one's.

    `house` asks for everything we ask of ourselves: known categories, kinds of town, sources, facts, no strange keys.
    """

    entries: Files
    sources: Files = field(default_factory=dict)
    facts: Files = field(default_factory=dict)
    house: bool = False


def read_folder(folder: Path, house: bool = False) -> Layer:
    """Every *.yaml of the folder holds entries, but sources.yaml; a folder that is not there holds none."""
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    sources = {name: files.pop(name) for name in ("sources.yaml",) if name in files}
    return Layer(files, sources, house=house)


def shipped_layer() -> Layer:
    """What comes with the program: entries/*.yaml, and sources.yaml and facts.yaml beside that folder."""
    entries = read_folder(HERE / "entries").entries
    beside = {name: {name: (HERE / name).read_bytes()} for name in ("sources.yaml", "facts.yaml")}
    return Layer(entries, beside["sources.yaml"], beside["facts.yaml"], house=True)


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
    entries: dict[str, Placed] = {}
    found: list[Complaint] = []
    sources = {row.id: row for layer in layers for row in _rows(layer.sources, Source, found)}
    facts = {row.id: row for layer in layers for row in _rows(layer.facts, Fact, found)}
    for layer in layers:
        placed = [one for name in layer.entries for one in _entries(name, layer.entries[name], found)]
        found += own_complaints(placed)
        entries |= {one.entry.id: one for one in placed}
    found += house_complaints(list(entries.values()), sources, facts)
    if any(complaint.grave for complaint in found) or (found and any(layer.house for layer in layers)):
        raise KnowledgeError(found)
    return KnowledgeBase({key: one.entry for key, one in entries.items()}, sources, facts, tuple(found))


def _rows(files: Files, model: type[Row], found: list[Complaint]) -> Iterator[Row]:
    """The rows of sources.yaml or facts.yaml: a mapping of ids to their fields."""
    for name, content in files.items():
        said = _read(name, content, found)
        if said is None or not isinstance(said.value, dict):
            found += [Complaint(name, 1, "", "应是“编号: 内容”的对应表", "请照已有的写法改")] if said else []
            continue
        for key, value in said.value.items():
            row = {"id": key, **value} if isinstance(value, dict) else value
            try:
                yield model.model_validate(row)
            except ValidationError as error:
                found += complaints_of(error, name, key, said, (key,))


def _entries(name: str, content: bytes, found: list[Complaint]) -> Iterator[Placed]:
    said = _read(name, content, found)
    if said is None or said.value is None:
        return
    if not isinstance(said.value, list):
        found.append(Complaint(name, 1, "", "文件应是一条条以“- id:”开头的条目", "请在每个条目前加“- ”"))
        return
    for index, value in enumerate(said.value):
        key = str(value.get("id") or "") if isinstance(value, dict) else ""
        try:
            yield Placed(Entry.model_validate(value), name, said, index)
        except ValidationError as error:
            found += complaints_of(error, name, key, said, (index,))
            known = {field: value[field] for field in value if field in Entry.model_fields} if key else None
            try:
                yield Placed(Entry.model_validate(known), name, said, index)
            except ValidationError:
                continue


def _read(name: str, content: bytes, found: list[Complaint]) -> YamlText | None:
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        found.append(Complaint(name, 1, "", "不是 UTF-8 编码", "请另存为 UTF-8"))
    except YamlComplaint as complaint:
        found.append(Complaint(name, complaint.line, "", complaint.trouble, "请改好这一行再试"))
    return None
