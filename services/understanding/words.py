"""The word lists by which sentences are read, from knowledge/words/visits.yaml."""

import re
from functools import cache
from pathlib import Path

from knowledge.yaml_reader import YamlComplaint, read_file
from services.understanding.patterns import finder, one_of

_FILE = Path(__file__).parents[2] / "knowledge" / "words" / "visits.yaml"


@cache
def words(name: str) -> frozenset[str]:
    """The words of this list; YamlComplaint where the file has none of that name."""
    return _lists()[name]


@cache
def any_of(*names: str) -> str:
    """A pattern that fits any word of these lists, the longest first."""
    return one_of(word for name in names for word in words(name))


@cache
def finder_of(*names: str) -> re.Pattern[str]:
    """Finds any word of these lists in a text."""
    return finder(word for name in names for word in words(name))


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = read_file(_FILE)
    if not isinstance(text.value, dict):
        raise YamlComplaint("这里应写成“名称: 词语”", 1)
    return {str(name): _words(said, text.line((name,))) for name, said in text.value.items()}


def _words(said: object, line: int) -> frozenset[str]:
    """Words stand in one string, parted by spaces or line ends."""
    if not isinstance(said, str):
        raise YamlComplaint("词语要写成一段，用空格隔开", line)
    return frozenset(said.split())
