"""The departments as the shipped file lists them (示例), and which of them a matter belongs to."""

import re
from collections.abc import Iterable, Mapping, Sequence
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


# A unit's name, and nothing that merely ends like one: 村委员会, 市场布局.
_NO_UNIT = "联系|协调|安排|同志|村|尽快|解决|处理|改善|整治|调整|优化|没|不|[布格全大结当]局"
_UNIT = rf"(?:(?:(?!{_NO_UNIT})[一-龥]){{1,12}}?(?:局|供销社|委员会)|供销社)"
_ASKED = re.compile(
    r"(?:恳请|烦请|请求?|由(?!于)|望|让|建议|转给?|要求|(?<![已经])(?:联系|协调))"
    r"(?:帮忙|帮我|帮|联系|协调|上级|有关|相关|由|[市县区镇]|您|一下)*"
    rf"({_UNIT}(?:[、,，和及与]{_UNIT})*)"
)


def asked(words: str, names: Iterable[str]) -> list[str]:
    """The units these words ask for (请水利局协调, 请交通局、住建局修), under their full names where one is meant.

    A unit that is on no list stays as it was said.
    """
    known = list(dict.fromkeys([*shipped(), *names]))
    said = [unit for found in _ASKED.finditer(words) for unit in re.findall(_UNIT, found[1])]
    return list(dict.fromkeys(_full(unit.lstrip("、,，和及与"), known) for unit in said))


def _full(said: str, known: Sequence[str]) -> str:
    """交通局 is short for 交通运输局: its characters in their order, the first and the last the same."""
    alike = [name for name in known if _is_short_for(said, name)]
    return min(alike, key=len) if alike else said


def _is_short_for(said: str, name: str) -> bool:
    rest = iter(name)
    return said[0] == name[0] and said[-1] == name[-1] and all(letter in rest for letter in said)


def _matters(row: object, line: int) -> tuple[str, ...]:
    matters = row.get("matters") if isinstance(row, dict) else None
    if not isinstance(matters, list) or not all(isinstance(one, str) and one for one in matters):
        raise YamlComplaint("部门下面应有“matters: [词, 词]”", line)
    return tuple(str(one) for one in matters)
