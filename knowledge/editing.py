"""Changes knowledge files as texts, entry by entry, so that comments and layout stay as their authors left them."""

import io
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

from knowledge.yaml_reader import remembered_text

_DASH = re.compile(r"^-(?=\s)")


@dataclass(frozen=True)
class Block:
    """One entry as it is written, its comments above and the empty lines below included."""

    id: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """A file of entries: what stands before the first, and the entries in their order."""

    head: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The file again."""
        parts = [self.head, *(block.text for block in self.blocks)]
        return "".join(part if not part or part.endswith("\n") else part + "\n" for part in parts)

    def get(self, entry_id: str) -> Block | None:
        """The entry as it is written here."""
        return next((block for block in self.blocks if block.id == entry_id), None)

    def having(self, block: Block) -> "Sheet":
        """With this entry in the place of the one of the same id, or at the end."""
        if self.get(block.id) is None:
            apart = [Block(old.id, old.text.rstrip() + "\n\n") for old in self.blocks[-1:]]
            return Sheet(self.head, (*self.blocks[:-1], *apart, block))
        return Sheet(self.head, tuple(block if old.id == block.id else old for old in self.blocks))

    def without(self, ids: Container[str]) -> "Sheet":
        """The file when these entries are gone."""
        return Sheet(self.head, tuple(block for block in self.blocks if block.id not in ids))


def sheet_of(content: str) -> Sheet:
    """The entries of a file; YamlComplaint where it cannot be read.

    A file that is not written as one `- id: …` below the other is laid out anew, without its comments.
    """
    said = remembered_text(content)
    values = said.value if isinstance(said.value, list) else []
    if not values:
        return Sheet(content if said.value is None else "", ())
    lines = content.splitlines(keepends=True)
    starts = [_dash_above(lines, said.line((place,))) for place in range(len(values))]
    if None in starts or len(set(starts)) < len(starts):
        return Sheet("", tuple(Block(_id_of(value), written(value)) for value in values if isinstance(value, dict)))
    firsts = _with_comments(lines, [start for start in starts if start is not None])
    ends = [*firsts[1:], len(lines)]
    ids = [_id_of(value) for value in values]
    blocks = (Block(key, "".join(lines[a:b])) for key, a, b in zip(ids, firsts, ends, strict=True))
    return Sheet("".join(lines[: firsts[0]]), tuple(blocks))


def with_wordings(block: Block, wordings: Sequence[str]) -> Block:
    """The entry with these wordings added to its variants; everything else stays as it is written."""
    above, entry, below = _parts(block.text)
    mapping = _editor().load(entry)
    if not isinstance(mapping.get("variants"), CommentedSeq):
        mapping.pop("variants", None)
        mapping.insert(list(mapping).index("question") + 1, "variants", CommentedSeq())
    mapping["variants"].extend(wordings)
    return Block(block.id, above + _listed(mapping) + below)


def written(entry: Mapping[str, object]) -> str:
    """An entry as text, answers and details as blocks of lines."""
    return _listed(CommentedMap({key: _shaped(value) for key, value in entry.items()})) + "\n"


def _shaped(value: object) -> object:
    if isinstance(value, str) and "\n" in value.strip():
        return LiteralScalarString("\n".join(line.rstrip() for line in value.strip().splitlines()) + "\n")
    if isinstance(value, dict):
        return CommentedMap({key: _shaped(inner) for key, inner in value.items()})
    return [_shaped(inner) for inner in value] if isinstance(value, list) else value


def _dash_above(lines: Sequence[str], line: int) -> int | None:
    """The index of the line whose dash begins the entry that stands at this line (from 1); None if none does."""
    for index in range(line - 1, -1, -1):
        if _DASH.match(lines[index]):
            return index
        if lines[index].strip() and index < line - 1:
            return None
    return None


def _with_comments(lines: Sequence[str], starts: Sequence[int]) -> list[int]:
    """Each entry begins with the comment lines right above its dash; those above the first are the file's head."""
    firsts = list(starts[:1])
    for start in starts[1:]:
        first = start
        while lines[first - 1].startswith("#"):
            first -= 1
        firsts.append(first)
    return firsts


def _parts(text: str) -> tuple[str, str, str]:
    """Comments above the dash, the mapping (moved out of its list), the empty lines below."""
    lines = text.splitlines(keepends=True)
    dash = next(index for index, line in enumerate(lines) if _DASH.match(line))
    end = max(index for index, line in enumerate(lines) if line.strip()) + 1
    entry = [_DASH.sub(" ", lines[dash]), *lines[dash + 1 : end]]
    margin = len(entry[0]) - len(entry[0].lstrip()) if entry[0].strip() else 2
    moved = [line[margin:] if line[:margin].isspace() else line.lstrip(" ") for line in entry]
    return "".join(lines[:dash]), "".join(moved), "".join(lines[end:])


def _listed(mapping: CommentedMap) -> str:
    """The mapping as one item of a list."""
    out = io.StringIO()
    _editor().dump(mapping, out)
    first, *rest = out.getvalue().splitlines(keepends=True)
    return f"- {first}" + "".join(f"  {line}" if line.strip() else line for line in rest)


def _editor() -> YAML:
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 1 << 20
    editor.indent(mapping=2, sequence=4, offset=2)
    return editor


def _id_of(value: object) -> str:
    return str(value.get("id") or "") if isinstance(value, dict) else ""
