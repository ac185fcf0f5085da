"""Brings a question into the one form that is compared: width, script, numbers, fillers and everyday synonyms."""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from knowledge.matching.numerals import in_digits
from knowledge.matching.words import fillers, one_way_words, small_talk

LONGEST = 1500
"""Characters that are read of a question; what comes after is a document, not a question."""

SHOWN = 30

_MARKUP = re.compile(
    r"(?is)<(?P<code>script|style)\b.{0,1000}?(?:</(?P=code)\s*>|$)|<!--.{0,1000}?-->|<[^<>]{0,200}>|&[a-z]{2,6};|https?://\S{1,300}"
)
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[:,.](?=\d)")
_BREAKS = re.compile(r"[\s,.;:!?。、；：！？，…\-—~/|]+")
_KEPT = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003134f ]+")


@lru_cache(maxsize=16)
def plain(text: str) -> str:
    """Half width, small letters, simplified characters; no markup, no invisible characters, at most LONGEST long."""
    visible = unicodedata.normalize("NFKC", _without_markup(text[: LONGEST * 2]))
    shown = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in visible)
    return simplified(shown.casefold())[:LONGEST]


def _without_markup(text: str) -> str:
    return _MARKUP.sub(" ", text)


def simplified(text: str) -> str:
    """Traditional characters become simplified ones, by phrase where OpenCC knows the phrase."""
    return str(_converter().convert(text))


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
def _converter() -> OpenCC:
    return OpenCC("t2s")
