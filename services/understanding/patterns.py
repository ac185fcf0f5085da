"""Patterns made of many words, in a shape that is searched quickly."""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """A pattern that fits any of these words, the longest first.

    It is a tree that branches where the words part: a search looks at a beginning once, not once for every word.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        rests.setdefault(word[:1], []).append(word[1:])
    may_end_here = rests.pop("", None) is not None
    leaves = [first for first, rest in rests.items() if rest == [""]]
    branches = [re.escape(first) + one_of(rest) for first, rest in rests.items() if rest != [""]]
    if leaves:
        branches.append(f"[{re.escape(''.join(leaves))}]")
    if may_end_here:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
