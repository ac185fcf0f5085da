"""The 五员 duties: planned as occurrences, told of in one digest a day, finished, put off, counted up by evidence."""

from db.models import Occurrence, State
from knowledge.duties import DueRule, Duty, DutyBook, DutyRole
from services.duties.agenda import Agenda
from services.duties.agenda import of as agenda
from services.duties.finishing import finish, finish_late, may_finish, open_item, tick, undo
from services.duties.items import Item, Urgent
from services.duties.items import find as item
from services.duties.overview import Block, Entry, Period, blocks, days_of
from services.duties.planner import plan, wind_back
from services.duties.putting_off import RETURN, Until, day_of_until, put_off
from services.duties.refusals import DutyGone, DutyRefusal, NeedsLateReason, NeedsReason
from services.duties.said import day_ahead, day_done, done
from services.duties.stationing import QUESTION, known_stationing, own_or_named, set_stationing, stationed_on
from services.duties.telling import is_still_due
from services.morning import DIGEST

__all__ = [
    "DIGEST", "QUESTION", "RETURN", "Agenda", "Block", "DueRule", "Duty", "DutyBook", "DutyGone", "DutyRefusal",
    "DutyRole", "Entry", "Item", "NeedsLateReason", "NeedsReason", "Occurrence", "Period", "State", "Until", "Urgent",
    "agenda", "blocks", "day_ahead", "day_done", "day_of_until", "days_of", "done", "finish", "finish_late",
    "is_still_due", "item", "known_stationing", "may_finish", "open_item", "own_or_named", "plan", "put_off",
    "set_stationing", "stationed_on", "tick", "undo", "wind_back",
]  # fmt: skip
