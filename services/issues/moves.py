"""The one table of moves: who may move a problem from where to where, and who has to say why (E6).

docs/issues.md is printed from it (`make transitions`), services ask it at the moment of the tap, and a random walk in
the tests holds them to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.issues.states import IN_HAND, State


class Party(StrEnum):
    """What somebody is to a problem; the clock moves it by itself."""

    RAISER = "raiser"
    DEPARTMENT = "department"
    OWNER = "owner"
    OFFICE = "office"
    INSPECTOR = "inspector"
    CLOCK = "clock"


class Move(StrEnum):
    """Every step there is; each leaves one event."""

    RAISE = "raise"
    UNDO = "undo"
    PUBLISH = "publish"
    CLAIM = "claim"
    REFUSE = "refuse"
    ASSIGN = "assign"
    HAND_BACK = "hand_back"
    NOTE = "note"
    EXTEND = "extend"
    ANSWER = "answer"
    TAKE_BACK = "take_back"
    ASK = "ask"
    ASK_AGAIN = "ask_again"
    AGREE = "agree"
    SOLVE = "solve"
    PARTLY = "partly"
    UNSOLVED = "unsolved"
    REMARK = "remark"
    PRESUME = "presume"
    REOPEN = "reopen"
    DEFER = "defer"
    RESUME = "resume"
    DECLINE = "decline"
    MERGE = "merge"
    JOIN = "join"
    ESCALATE = "escalate"
    URGE = "urge"
    ORDER = "order"


@dataclass(frozen=True)
class Rule:
    """One line: from one of `leaves` to `enters` (None: it stays), by one of `who`; `reason`: with words."""

    leaves: frozenset[State]
    enters: State | None
    who: frozenset[Party]
    reason: bool = field(default=False, kw_only=True)


def _of(*states: State) -> frozenset[State]:
    return frozenset(states)


def _by(*parties: Party) -> frozenset[Party]:
    return frozenset(parties)


_S, _P = State, Party
_HANDLED = _of(_S.WORKING, _S.REDO)
_OPEN = IN_HAND | {_S.UNCLAIMED}
_JUDGED = _of(_S.ASKED)

TABLE: Mapping[Move, Rule] = {
    Move.RAISE: Rule(frozenset(), _S.UNCLAIMED, _by(_P.RAISER), reason=True),
    Move.UNDO: Rule(_of(_S.UNCLAIMED), _S.UNDONE, _by(_P.RAISER)),
    Move.PUBLISH: Rule(_of(_S.UNCLAIMED), None, _by(_P.RAISER)),
    Move.CLAIM: Rule(_of(_S.UNCLAIMED), _S.WORKING, _by(_P.DEPARTMENT)),
    Move.REFUSE: Rule(_of(_S.UNCLAIMED), None, _by(_P.DEPARTMENT), reason=True),
    Move.ASSIGN: Rule(_OPEN, _S.WORKING, _by(_P.OFFICE)),
    Move.HAND_BACK: Rule(_HANDLED, _S.UNCLAIMED, _by(_P.OWNER), reason=True),
    Move.NOTE: Rule(IN_HAND, None, _by(_P.OWNER, _P.OFFICE), reason=True),
    Move.EXTEND: Rule(_HANDLED | {_S.UNCLAIMED}, None, _by(_P.OFFICE), reason=True),
    Move.ANSWER: Rule(IN_HAND, _S.ANSWERED, _by(_P.OWNER), reason=True),
    Move.TAKE_BACK: Rule(_of(_S.ANSWERED), _S.WORKING, _by(_P.OWNER)),
    Move.ASK: Rule(_of(_S.ANSWERED), _S.ASKED, _by(_P.OWNER, _P.CLOCK)),
    Move.ASK_AGAIN: Rule(_JUDGED, None, _by(_P.CLOCK)),
    Move.AGREE: Rule(_JUDGED, None, _by(_P.RAISER)),
    Move.SOLVE: Rule(_JUDGED, _S.CLOSED, _by(_P.RAISER, _P.CLOCK)),
    Move.PARTLY: Rule(_JUDGED, _S.WORKING, _by(_P.RAISER), reason=True),
    Move.UNSOLVED: Rule(_JUDGED, _S.REDO, _by(_P.RAISER)),
    Move.REMARK: Rule(_of(_S.REDO), None, _by(_P.RAISER), reason=True),
    Move.PRESUME: Rule(_JUDGED, _S.PRESUMED, _by(_P.CLOCK)),
    Move.REOPEN: Rule(
        _of(_S.CLOSED, _S.PRESUMED, _S.DECLINED), _S.REDO, _by(_P.RAISER, _P.OFFICE, _P.INSPECTOR), reason=True
    ),
    Move.DEFER: Rule(_HANDLED, _S.LONG_TERM, _by(_P.OWNER, _P.OFFICE), reason=True),
    Move.RESUME: Rule(_of(_S.LONG_TERM), _S.WORKING, _by(_P.OWNER, _P.OFFICE, _P.CLOCK)),
    Move.DECLINE: Rule(_HANDLED | {_S.UNCLAIMED}, _S.DECLINED, _by(_P.OWNER, _P.OFFICE), reason=True),
    Move.MERGE: Rule(_OPEN, _S.MERGED, _by(_P.RAISER, _P.OFFICE)),
    Move.JOIN: Rule(_OPEN, None, _by(_P.RAISER, _P.OFFICE)),
    Move.ESCALATE: Rule(_of(_S.UNCLAIMED), None, _by(_P.CLOCK)),
    Move.URGE: Rule(_HANDLED, None, _by(_P.CLOCK)),
    Move.ORDER: Rule(_HANDLED | {_S.UNCLAIMED}, None, _by(_P.CLOCK)),
}
