"""The departments as the shipped file lists them (示例), and which of them a matter belongs to."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from knowledge.yaml_reader import YamlComplaint, read_file

FILE = Path(__file__).parent / "departments.yaml"
MOST_MEANT = 3


@cache
def shipped() -> Mapping[str, tuple[str, ...]]:
    """Each department with the words for its matters; YamlComplaint names the line of what is wrong."""
    said = read_file(FILE)
    if not isinstance(said.value, dict):
        raise YamlComplaint("文件应是“部门名称:”一项一项列出", 1)
    return {name: _matters(row, said.line((name,))) for name, row in said.value.items()}


def meant(words: str) -> list[str]:
    """Whose matters these words name: those with the most of their words first, at most three."""
    counted = {name: sum(len(matter) for matter in matters if matter in words) for name, matters in shipped().items()}
    known = [name for name, letters in counted.items() if letters]
    return sorted(known, key=lambda name: -counted[name])[:MOST_MEANT]


def _matters(row: object, line: int) -> tuple[str, ...]:
    matters = row.get("matters") if isinstance(row, dict) else None
    if not isinstance(matters, list) or not all(isinstance(one, str) and one for one in matters):
        raise YamlComplaint("部门下面应有“matters: [词, 词]”", line)
    return tuple(str(one) for one in matters)
