"""The word lists the matcher reads: fillers, one-way synonyms, related words, function words and small talk."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from knowledge.yaml_reader import read_file

FOLDER = Path(__file__).parent.parent / "words"


class Words:
    """Words found in a text, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._sizes = sorted({len(word) for word in self._words})
        self._any = _alternatives(self._words)

    def removed_from(self, text: str) -> str:
        """The text without these words."""
        return self._any.sub("", text)

    def uncovered(self, text: str) -> int:
        """How many characters remain when the text is laid out with as many of these words as possible."""
        least = [0]
        for end in range(1, len(text) + 1):
            starts = (end - size for size in self._sizes if size <= end)
            laid = [least[start] for start in starts if text[start:end] in self._words]
            least.append(min([least[end - 1] + 1, *laid]))
        return least[-1]

    def found_in(self, text: str) -> list[str]:
        """Each occurrence, in order, not overlapping."""
        return self._any.findall(text)


class Replacements:
    """Words that are written in one usual way."""

    def __init__(self, usual: Mapping[str, str]) -> None:
        self._usual = {**usual, **{word: word for word in usual.values()}}
        self._any = _alternatives(self._usual)

    def replace(self, text: str) -> str:
        """The text in its usual words."""
        return self._any.sub(lambda found: self._usual[found.group()], text)


@cache
def fillers() -> Words:
    """What people say around a question: 请问, 麻烦, 帮我查查."""
    return Words(_list("fillers.yaml"))


@cache
def function_words() -> Words:
    """What is asked of anything: 怎么申请, 多少钱, 找哪个部门. A question of nothing else is asked back."""
    return Words(_list("function.yaml"))


@cache
def one_way_words() -> Replacements:
    """Everyday and dialect words with the usual word for them: 啥 → 什么."""
    return Replacements({word: usual for usual, words in _groups("usual.yaml").items() for word in words})


@cache
def related_words() -> Mapping[str, tuple[str, ...]]:
    """Each word of a group of related words, with the names of its groups: those of the field, and everyday ones."""
    groups: dict[str, tuple[str, ...]] = {}
    for name, words in (*_groups("related.yaml").items(), *_groups("everyday.yaml").items()):
        for word in dict.fromkeys((name, *words)):
            groups[word] = tuple(dict.fromkeys((*groups.get(word, ()), name)))
    return groups


@cache
def related() -> Words:
    """The words of all groups."""
    return Words(related_words())


@cache
def small_talk() -> tuple[str, ...]:
    """Sentences that ask for nothing of the knowledge base."""
    return tuple(_list("smalltalk.yaml"))


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")


def _list(name: str) -> list[str]:
    said = read_file(FOLDER / name).value
    return [str(word) for word in said] if isinstance(said, list) else []


def _groups(name: str) -> dict[str, list[str]]:
    said = read_file(FOLDER / name).value
    rows = said.items() if isinstance(said, dict) else ()
    return {str(usual): [str(word) for word in words] for usual, words in rows if isinstance(words, list)}
