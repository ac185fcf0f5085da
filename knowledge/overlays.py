"""What editors put over the shipped files, as texts: what is added, merged in, and brought back as a change."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import PurePosixPath
from typing import TypeAlias

from knowledge.editing import Block, Sheet, sheet_of, with_wordings
from knowledge.entries import SOURCES, shipped_layer
from knowledge.yaml_reader import remembered_text

Texts: TypeAlias = Mapping[str, str]
ANSWERED = "answered.yaml"
_LONGEST_NAME = 60
_ODD = re.compile(r"[^\w.\-]+")


class EntryGone(Exception):
    """No file has an entry of this id any more."""


def shipped_texts() -> dict[str, str]:
    """The shipped files of entries by name."""
    return {name: content.decode("utf-8-sig") for name, content in shipped_layer().entries.items()}


def file_name(said: str) -> str:
    """A name under which a file may lie in the overlay: no folders, no odd characters, always .yaml."""
    stem = PurePosixPath(said.replace("\\", "/")).name.rsplit(".", 1)[0]
    return (_ODD.sub("-", stem).strip(".-")[:_LONGEST_NAME] or "upload") + ".yaml"


def adding_wordings(files: Texts, shipped: Texts, entry_id: str, wordings: Sequence[str]) -> dict[str, str]:
    """The overlay in which this entry has these wordings too; a shipped entry is copied over, comments and all."""
    name, block = _home(files, shipped, entry_id)
    return adding_entry(files, name, with_wordings(block, wordings))


def adding_entry(files: Texts, name: str, block: Block) -> dict[str, str]:
    """The overlay with this entry in this file, in the place of an earlier one of the same id."""
    return {**files, name: sheet_of(files.get(name, "")).having(block).text}


def merging(files: Texts, shipped: Texts, name: str, text: str) -> dict[str, str]:
    """The overlay after a file was sent in.

    Its entries take the place of those with the same ids, wherever they stand; what is the same as shipped is left
    out, so that later releases still reach it. Entries that came by an earlier file of this name and are missing now
    are gone; changed copies of shipped entries are not. Sources sent in stand beside those sent before.
    """
    if name == SOURCES:
        return {**files, name: _with_sources(files.get(name, ""), text)}
    sent, known, values = sheet_of(text), _values(list(shipped.values())), _values([text])
    kept = sheet_of(files.get(name, "")).without(values)
    merged = sent.without({key for key, value in values.items() if value == known.get(key)})
    for block in kept.blocks:
        merged = merged.having(block) if block.id in known else merged
    mine = {name: merged.text} if merged.blocks else {}
    return beside(files, name, text) | mine


_KEY = re.compile(r"""^["']?(?P<key>[^\s"'#:]+)["']?\s*:""")


def _with_sources(before: str, sent: str) -> str:
    """The sources sent now, and those of an earlier file whose keys are not among them; a key with its lines."""
    keys = {found["key"] for line in sent.splitlines() if (found := _KEY.match(line))}
    kept: list[str] = []
    keeps = False
    for line in before.splitlines():
        found = _KEY.match(line)
        keeps = found["key"] not in keys if found else keeps and line[:1] in (" ", "")
        kept += [line] if keeps and line.strip() else []
    return "\n".join([sent.rstrip(), *kept]) + "\n"


def beside(files: Texts, name: str, text: str) -> dict[str, str]:
    """What stands in the other files of the overlay once this one is in it: its entries stand there no more."""
    ids = _values([text])
    others = {
        other: content if other == SOURCES else _without(content, ids)
        for other, content in files.items()
        if other != name
    }
    return {other: content for other, content in others.items() if content}


def as_change(files: Texts, shipped: Texts) -> str:
    """The overlay as a unified diff that `git apply` or `patch -p1` brings into the shipped files."""
    new = dict(shipped)
    for name, content in files.items():
        for block in sheet_of(content).blocks if name != SOURCES else ():
            new = _brought_in(new, name, block)
    parts = [_diff(f"knowledge/entries/{name}", shipped.get(name, ""), new[name]) for name in sorted(new)]
    return "".join(parts) + _sources_change(files)


def _brought_in(texts: Texts, name: str, block: Block) -> dict[str, str]:
    """A shipped entry is changed where it stands, its empty lines kept; a new one goes to the end of its file."""
    for file, content in texts.items():
        old = sheet_of(content).get(block.id)
        if old is not None:
            below = old.text[len(old.text.rstrip()) :]
            return {**texts, file: sheet_of(content).having(Block(block.id, block.text.rstrip() + below)).text}
    return adding_entry(texts, name, block)


def _sources_change(files: Texts) -> str:
    added = files.get(SOURCES)
    if not added:
        return ""
    old = shipped_layer().sources[SOURCES].decode("utf-8-sig")
    return _diff(f"knowledge/{SOURCES}", old, f"{old.rstrip()}\n{added}")


def _diff(path: str, old: str, new: str) -> str:
    before = f"a/{path}" if old else "/dev/null"
    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), before, f"b/{path}")
    return "".join(lines)


def _home(files: Texts, shipped: Texts, entry_id: str) -> tuple[str, Block]:
    for name, sheet in _sheets([files, shipped]):
        block = sheet.get(entry_id)
        if block is not None:
            return name, block
    raise EntryGone(entry_id)


def _sheets(layers: Sequence[Texts]) -> Iterator[tuple[str, Sheet]]:
    for layer in layers:
        for name, content in layer.items():
            if name != SOURCES:
                yield name, sheet_of(content)


def _without(content: str, ids: Mapping[str, object]) -> str:
    sheet = sheet_of(content).without(ids)
    return sheet.text if sheet.blocks else ""


def _values(texts: Sequence[str]) -> dict[str, object]:
    """Every entry's value by id."""
    found: dict[str, object] = {}
    for text in texts:
        said = remembered_text(text).value
        for value in said if isinstance(said, list) else []:
            if isinstance(value, dict):
                found[str(value.get("id") or "")] = value
    return found
