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
        self._sizes = _sizes(self._words)
        self._any = _alternatives(self._words)
        self._sizes_of = {first: _sizes(words) for first, words in _by_first(self._words).items()}

    def removed_from(self, text: str) -> str:
        """The text without these words."""
        return self._any.sub("", text)

    def apart(self, text: str) -> list[str]:
        """What stands between these words."""
        return self._any.split(text)

    def cover(self, text: str) -> bool:
        """Whether the text is nothing but these words, one after another."""
        reached, ahead = {0}, [0]
        while ahead:
            start = ahead.pop()
            ends = {start + size for size in self._sizes if text[start : start + size] in self._words}
            ahead.extend(ends - reached)
            reached |= ends
        return len(text) in reached

    def found_in(self, text: str) -> list[str]:
        """Each occurrence, in order, not overlapping."""
        found: list[str] = []
        end = 0
        for start, first in enumerate(text):
            for size in self._sizes_of.get(first, ()) if start >= end else ():
                if (word := text[start : start + size]) in self._words:
                    found.append(word)
                    end = start + len(word)
                    break
        return found

    def each_in(self, text: str) -> list[str]:
        """The same as `found_in`, quicker where the words are rare."""
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
def aspect_words() -> Mapping[str, str]:
    """Each word that asks for something, with what it asks for: 任期 → 时间."""
    return {word: aspect for aspect, words in _groups("aspects.yaml").items() for word in words}


@cache
def asking_words() -> Words:
    """The words of all aspects."""
    return Words(aspect_words())


@cache
def office_words() -> Mapping[str, str]:
    """Each name of a post, with its usual name: 村支书 → 村书记."""
    return {word: usual for usual, words in _groups("offices.yaml").items() for word in (usual, *words)}


@cache
def offices() -> Words:
    """All names of posts."""
    return Words(office_words())


@cache
def small_talk() -> tuple[str, ...]:
    """Sentences that ask for nothing of the knowledge base."""
    return tuple(_list("smalltalk.yaml"))


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """The longest first; words of one first character stand together, so that other characters pass them by at once."""
    rests = {
        first: [word[1:] for word in sorted(some, key=len, reverse=True)] for first, some in _by_first(words).items()
    }
    branches = (f"{re.escape(first)}(?:{'|'.join(map(re.escape, some))})" for first, some in rests.items())
    return re.compile("|".join(branches) or r"(?!)")


def _by_first(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:1], []).append(word)
    return found


def _sizes(words: Iterable[str]) -> list[int]:
    """How long words are, the longest first."""
    return sorted({len(word) for word in words}, reverse=True)


def _list(name: str) -> list[str]:
    said = read_file(FOLDER / name).value
    return [str(word) for word in said] if isinstance(said, list) else []


def _groups(name: str) -> dict[str, list[str]]:
    said = read_file(FOLDER / name).value
    rows = said.items() if isinstance(said, dict) else ()
    return {str(usual): [str(word) for word in words] for usual, words in rows if isinstance(words, list)}
