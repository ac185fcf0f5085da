"""One form for what is written in several: simplified, half width; every character stays in its place."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_VARIANTS = {
    "畬": "畲",
    "週": "周",
    "裡": "里",
    "祇": "只",
    "峯": "峰",
    "岽": "栋",
    "崠": "栋",
    "❔": "?",
    "❓": "?",
    "〇": "零",
    "○": "零",
}
_MARKS = {
    "，": ",",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
    "\u3000": " ",
    "．": ".",
    "／": "/",
}


def plain(text: str) -> str:
    """As long as the text, so that positions hold in both."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    width = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return width | _simplified() | {ord(one): other for one, other in (_VARIANTS | _MARKS).items()}


def _simplified() -> dict[int, str]:
    """OpenCC's table of single characters; its phrases may change the length."""
    found = find_spec("opencc")
    if found is None or found.origin is None:
        raise FileNotFoundError("opencc")
    table = Path(found.origin).parent / "dictionary" / "TSCharacters.txt"
    rows = (line.split("\t", 1) for line in table.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {ord(one): other.split()[0] for one, other in rows if len(one) == 1 and len(other.split()[0]) == 1}
