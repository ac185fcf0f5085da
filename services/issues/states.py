"""Where a problem may stand (E6)."""

from enum import StrEnum


class State(StrEnum):
    """待认领 → 办理中 → 已答复 → 待提出人确认 → 办结 or 重办, and the ways aside."""

    UNCLAIMED = "unclaimed"
    WORKING = "working"
    ANSWERED = "answered"
    ASKED = "asked"
    REDO = "redo"
    LONG_TERM = "long_term"
    CLOSED = "closed"
    PRESUMED = "presumed"
    DECLINED = "declined"
    MERGED = "merged"
    UNDONE = "undone"


ENDS = frozenset({State.CLOSED, State.PRESUMED, State.DECLINED, State.MERGED, State.UNDONE})
"""Nothing is owed any more and no clock runs."""
IN_HAND = frozenset({State.WORKING, State.REDO, State.LONG_TERM})
"""A department works on it."""


class Source(StrEnum):
    """What a problem came from."""

    VISIT = "visit"
    QUESTION = "question"
    TALK = "talk"
    SAID = "said"


class Verdict(StrEnum):
    """What a raiser said of the answer."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"
