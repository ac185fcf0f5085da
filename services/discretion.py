"""Villagers' names outside their team's own screen: 陈某某, exports included (ground rule 5)."""

import re

from services.privacy import short_name
from services.understanding.people import households
from services.understanding.plain import plain

_FAMILIAR = ("老", "小")
_NUMBERED = re.compile(r"\d")


def veiled(text: str, home: str | None = None) -> str:
    """The text with every villager's name in it covered: those it names by itself, and the one of this household."""
    flat = plain(text)
    spans = {(span.start, span.end) for span in households(flat)}
    if home:
        spans |= {match.span() for match in re.finditer(re.escape(plain(home)), flat)}
    covered, last = "", 0
    for start, end in sorted(spans):
        if start >= last:
            covered += text[last:start] + veiled_name(text[start:end])
            last = end
    return covered + text[last:]


def veiled_name(name: str) -> str:
    """张大爷家 → 张某某家, 老陈 → 陈某某, 阿明 → 阿某; a household's number stays, since it names nobody."""
    if _NUMBERED.search(name):
        return name
    tail = "家" if name.endswith("家") and len(name) > 2 else ""
    bare = name.removesuffix(tail)
    if bare.startswith("阿"):
        return f"阿某{tail}"
    if bare[0] in _FAMILIAR and len(bare) > 1:
        return f"{bare[1]}某某{tail}"
    return short_name(bare) + tail
