"""Patterns made of many words, in a shape that is searched quickly.

Both are trees that branch where the words part: a beginning is looked at once, not once for every word.
"""

import re
from collections.abc import Iterable

_MANY = 8


def one_of(words: Iterable[str]) -> str:
    """A part of a pattern that fits any of these words, the longest first.

    Where they begin in many ways, the character is looked up before the beginnings are tried one after the other.
    """
    rests = _rests(words)
    may_end_here = rests.pop("", None) is not None
    leaves = [first for first, rest in rests.items() if rest == [""]]
    branches = [re.escape(first) + one_of(rest) for first, rest in rests.items() if rest != [""]]
    if leaves:
        branches.append(_any_character(leaves))
    if may_end_here:
        branches.append("")
    if len(branches) == 1:
        return branches[0]
    guard = f"(?={_any_character(rests)})" if len(branches) > _MANY and not may_end_here else ""
    return f"(?:{guard}(?:{'|'.join(branches)}))" if guard else f"(?:{'|'.join(branches)})"


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """Searches a text for any of these words; nothing but beginnings at its top, to which the library skips at once."""
    return re.compile("|".join(re.escape(first) + one_of(rest) for first, rest in _rests(words).items()) or r"(?!)")


def _rests(words: Iterable[str]) -> dict[str, list[str]]:
    """What follows each first character; the empty word under an empty one."""
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        rests.setdefault(word[:1], []).append(word[1:])
    return rests


def _any_character(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(characters))}]"
