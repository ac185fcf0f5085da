"""队长有话说: announced, signed up for, asked ahead, run by its moderator, ended."""

from db.models import Talk, TalkQuestion, TalkTurn
from services.talks.announcing import MOST_SPEAKERS, Plan, announce, cancel, require_running, sign_up, step_back
from services.talks.asking import Agenda, Item, agenda, catch, put, support, withdraw, write
from services.talks.finding import (
    Board,
    Stage,
    board,
    current,
    find,
    find_open,
    followed,
    is_moderator,
    live,
    moderated,
    of_team,
)
from services.talks.refusals import TalkRefusal
from services.talks.running import end, move_on, skip, start

__all__ = [
    "MOST_SPEAKERS", "Agenda", "Board", "Item", "Plan", "Stage", "Talk", "TalkQuestion", "TalkRefusal", "TalkTurn",
    "agenda", "announce", "board", "cancel", "catch", "current", "end", "find", "find_open", "followed", "is_moderator",
    "live", "moderated", "move_on", "of_team", "put", "require_running", "sign_up", "skip", "start", "step_back",
    "support", "withdraw", "write",
]  # fmt: skip
