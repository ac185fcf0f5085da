"""The lights (E7): 正常, 3个工作日内到期, 超期; none where no promise runs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from db.models import Issue
from services.clock import day_of
from services.issues.states import IN_HAND, State
from services.issues.terms import SOON
from services.workdays import Calendar

RUNS = IN_HAND | {State.UNCLAIMED}


class Light(StrEnum):
    """How the promise stands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True)
class Standing:
    """A promise at one moment: its light, and how many working days are left."""

    light: Light | None
    days_left: int


def standing(issue: Issue, calendar: Calendar, now: datetime) -> Standing:
    """How the promise of this problem stands; an answer that waits for its raiser has kept it."""
    left = calendar.left(day_of(now), day_of(issue.due_at))
    if State(issue.state) not in RUNS:
        return Standing(None, left)
    if now > issue.due_at:
        return Standing(Light.RED, left)
    return Standing(Light.YELLOW if left <= SOON else Light.GREEN, left)
