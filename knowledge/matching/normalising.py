"""Brings a question into the one form that is compared: width, script, numbers, fillers and everyday synonyms."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import opencc

from knowledge.matching.numerals import in_digits
from knowledge.matching.words import fillers, one_way_words, small_talk

LONGEST = 1500
"""Characters that are read of a question; what comes after is a document, not a question."""

SHOWN = 30

_MARKUP = re.compile(
    r"(?is)<(?P<code>script|style)\b.{0,1000}?(?:</(?P=code)\s*>|$)|<!--.{0,1000}?-->|<[^<>]{0,200}>|&[a-z]{2,6};|https?://\S{1,300}"
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Unicode's Cc, Zl and Zp."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[:,.](?=\d)")
_BREAKS = re.compile(r"[\s,.;:!?。、；：！？，…\-—~/|]+")
_KEPT = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003134f ]+")


@lru_cache(maxsize=16)
def plain(text: str) -> str:
    """Half width, small letters, simplified characters; no markup, no invisible characters, at most LONGEST long."""
    visible = unicodedata.normalize("NFKC", _without_markup(text[: LONGEST * 2]))
    return simplified(_CONTROLS.sub(" ", visible).casefold())[:LONGEST]


def _without_markup(text: str) -> str:
    return _MARKUP.sub(" ", text)


def simplified(text: str) -> str:
    """Traditional characters become simplified ones, by phrase where OpenCC knows the phrase."""
    return text if _traditional().isdisjoint(text) else str(_converter().convert(text))


def in_simplified(text: str) -> str | None:
    """The question in simplified characters without markup, at most SHOWN of it, where it was not; else None."""
    short = " ".join(_without_markup(text[: LONGEST * 2]).split())[:SHOWN]
    usual = simplified(short)
    return usual if usual != short else None


@lru_cache(maxsize=8192)
def clauses(text: str) -> tuple[str, ...]:
    """The plain text cut at its stops, each piece with numbers in digits, in the usual words.

    Fillers are left out, and pieces of nothing but small talk; a text of nothing else keeps them. Remembered: a build
    reads every wording four times, and a question is read by whoever may hear it.
    """
    pieces = [_usual(piece) for piece in _BREAKS.split(_BETWEEN_DIGITS.sub("", plain(text)))]
    said = [fillers().removed_from(piece) for piece in pieces]
    asked = [piece for piece in said if piece not in _pleasantries()]
    kept = next((some for some in (asked, said, pieces) if any(some)), [])
    return tuple(in_digits(piece) for piece in kept if piece)


@cache
def _pleasantries() -> frozenset[str]:
    return frozenset(fillers().removed_from(_usual(sentence)) for sentence in small_talk())


def _usual(piece: str) -> str:
    return one_way_words().replace(_KEPT.sub("", piece))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> frozenset[str]:
    """Characters of which a text has at least one where OpenCC changes anything; looking through its phrases for
    nothing would take longer than all other reading. 瞭 is changed in a phrase only, 么麼 is known by its 麼."""
    changes = list(_changes())
    always = {written for written, _ in changes if len(written) == 1}
    phrases = [change for change in changes if always.isdisjoint(change[0])]
    return frozenset(always.union(old for phrase in phrases for old, new in zip(*phrase, strict=True) if old != new))


def _changes() -> Iterator[tuple[str, str]]:
    """What the converter writes otherwise, and how: of several ways the first."""
    for name in ("TSCharacters.txt", "TSPhrases.txt"):
        for line in (Path(opencc.__file__).parent / "dictionary" / name).read_text(encoding="utf-8").splitlines():
            written, usual = line.split("\t")
            if written != usual.split(" ")[0]:
                yield written, usual.split(" ")[0]
