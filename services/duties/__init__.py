"""The 五员 duties: planned as occurrences, told of in one digest a day, finished, put off, counted up by evidence."""

from db.models import Occurrence, State
from knowledge.duties import Duty, DutyBook, DutyRole
from services.duties.agenda import Agenda, is_news
from services.duties.agenda import of as agenda
from services.duties.finishing import finish, finish_late, open_item, tick, undo
from services.duties.items import Item, Urgent
from services.duties.items import find as item
from services.duties.overview import Block, Entry, Period, blocks, days_of
from services.duties.planner import plan
from services.duties.putting_off import RETURN, put_off, remind_at, this_afternoon
from services.duties.refusals import DutyRefusal
from services.duties.stationing import QUESTION, day_said, known_stationing, own_or_named, set_stationing, stationed_on
from services.duties.telling import DIGEST

__all__ = [
    "DIGEST", "QUESTION", "RETURN", "Agenda", "Block", "Duty", "DutyBook", "DutyRefusal", "DutyRole", "Entry", "Item",
    "Occurrence", "Period", "State", "Urgent", "agenda", "blocks", "day_said", "days_of", "finish",
    "finish_late", "is_news", "item", "known_stationing", "open_item", "own_or_named", "plan", "put_off", "remind_at",
    "set_stationing", "stationed_on", "this_afternoon", "tick", "undo",
]  # fmt: skip
