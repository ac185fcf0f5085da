"""A stretch of the text, and what it takes to work with several of them."""

from collections.abc import Iterable
from dataclasses import dataclass

VILLAGE, DAY, COMPANY = "■", "□", "▣"
"""What stands in the bare text where a village, a day or companions stood."""


@dataclass(frozen=True)
class Span:
    """The text's characters from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def meets(self, other: "Span") -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, position: int) -> bool:
        """Whether this character is covered."""
        return self.start <= position < self.end


def masked(text: str, spans: Iterable[Span], mark: str) -> str:
    """The text with the mark in place of every covered character, as long as before."""
    for span in spans:
        text = text[: span.start] + mark * (span.end - span.start) + text[span.end :]
    return text


def trimmed(text: str, span: Span, edges: str) -> Span:
    """The span without these characters at either end."""
    left = span.of(text).lstrip(edges)
    start = span.end - len(left)
    return Span(start, start + len(left.rstrip(edges)))


def any_meets(spans: Iterable[Span], span: Span) -> bool:
    """Whether one of these shares a character with the span."""
    return any(one.start < span.end and span.start < one.end for one in spans)
