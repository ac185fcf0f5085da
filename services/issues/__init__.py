"""Problems that are supervised until they are solved: put, claimed, worked on, answered, judged by who put them."""

from db.models import Issue, IssueEvent
from services.issues.asking import remark, reopen, say_partly, say_solved, say_unsolved
from services.issues.claiming import assign, claim, hand_back, last_claimed, refuse
from services.issues.finding import PAGE, Page, Shown, View, find, of_visit, page, sees, shown
from services.issues.hearers import CARD, NEWS, ON_THE_SPOT
from services.issues.journal import LONGEST, history, require
from services.issues.lights import Light, Standing, standing
from services.issues.merging import Likeness, alike, merge
from services.issues.moves import TABLE, Move, Party, Rule
from services.issues.raising import absent, matter, of_source, publish, raise_issue, undo
from services.issues.refusals import (
    AlreadyClaimed,
    DayPast,
    IssueRefusal,
    IssueUnknown,
    MoveRefused,
    NotTheirMove,
    ReasonNeeded,
    RefusedBefore,
    SameIssue,
    TooLateToUndo,
    TooLong,
)
from services.issues.states import ENDS, IN_HAND, Source, State, Verdict
from services.issues.telling import gather, matters
from services.issues.terms import UNDO_WITHIN, ahead
from services.issues.visiting import forget_visit, raise_from_visit
from services.issues.waiting import ORDER, plan
from services.issues.working import answer, ask_now, decline, defer, extend, note, take_back, take_up

__all__ = [
    "CARD", "ENDS", "IN_HAND", "LONGEST", "NEWS", "ON_THE_SPOT", "ORDER", "PAGE", "TABLE", "UNDO_WITHIN",
    "AlreadyClaimed", "DayPast", "Issue", "IssueEvent", "IssueRefusal", "IssueUnknown", "Light", "Likeness", "Move",
    "MoveRefused", "NotTheirMove", "Page", "Party", "ReasonNeeded", "RefusedBefore", "Rule", "SameIssue", "Shown",
    "Source", "Standing", "State", "TooLateToUndo", "TooLong", "Verdict", "View", "absent", "ahead", "alike", "answer",
    "ask_now", "assign", "claim", "decline", "defer", "extend", "find", "forget_visit", "gather", "hand_back",
    "history", "last_claimed", "matter", "matters", "merge", "note", "of_source", "of_visit", "page", "plan", "publish",
    "raise_from_visit", "raise_issue", "refuse", "remark", "reopen", "require", "say_partly", "say_solved",
    "say_unsolved", "sees", "shown", "standing", "take_back", "take_up", "undo",
]  # fmt: skip
