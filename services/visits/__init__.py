"""Field visits: recorded at once, corrected and taken back afterwards, found again."""

from db.models import Visit
from services.access import Action
from services.visits.correcting import FIELDS, correct, set_field
from services.visits.finding import EVERYTHING, PAGE, Page, Sieve, chat_of_author, find, page, seen_by
from services.visits.recording import (
    UNDO_WITHIN,
    last_touched,
    nearest_day,
    recent_households,
    recent_villages,
    record,
    require_recording,
    undo,
)
from services.visits.refusals import DateAhead, NoTeam, NothingSaid, TooLateToUndo, TooLong, VisitGone

CORRECT = Action.CORRECT_VISIT

__all__ = [
    "CORRECT", "EVERYTHING", "FIELDS", "PAGE", "UNDO_WITHIN", "DateAhead", "NoTeam", "NothingSaid", "Page", "Sieve",
    "TooLateToUndo", "TooLong", "Visit", "VisitGone", "chat_of_author", "correct", "find",
    "last_touched", "nearest_day", "page", "recent_households", "recent_villages", "record",
    "require_recording", "seen_by", "set_field", "undo",
]  # fmt: skip
