"""The ladder of reminders (C7): which rungs an occurrence has, and on which working day each falls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.duties import Duty
from services.duties.dates import step_days
from services.workdays import Calendar


class Listener(StrEnum):
    """Who hears a rung."""

    OWNER = "owner"
    CAPTAIN = "captain"
    OFFICE = "office"


@dataclass(frozen=True)
class Reminder:
    """One rung: its name, who hears it, and the working day in whose digest it stands."""

    rung: str
    listener: Listener
    day: date


STEP = "S"
CAPTAIN_RUNG = "T+1"
OFFICE_RUNG = "T+3"
OFFICE_AFTER = 3
"""Working days after the due day; nobody above a team sees a delay earlier (C7)."""
_ESCALATION = ((CAPTAIN_RUNG, Listener.CAPTAIN, 1), (OFFICE_RUNG, Listener.OFFICE, OFFICE_AFTER))


def ladder(duty: Duty, nominal_on: date, opens_on: date, due_on: date, calendar: Calendar) -> Iterator[Reminder]:
    """All rungs of an occurrence: the owner's before the due day, the captain's and 指挥部's in working days after.

    A rung before the window opens is left out. One on a day off waits for the next working day, but not beyond
    the due day: then it comes on the last working day before. A step with a day of its own has a rung on it.
    """
    for step, day in enumerate(step_days(duty, nominal_on, calendar)):
        if day is not None and opens_on <= day < due_on:
            yield Reminder(name_of_step(step), Listener.OWNER, _held(day, opens_on, due_on, calendar))
    for lead in duty.leads:
        day = due_on - timedelta(days=lead)
        if day >= opens_on:
            yield Reminder(name_of(lead), Listener.OWNER, _held(day, opens_on, due_on, calendar))
    for rung, listener, working_days in _ESCALATION:
        yield Reminder(rung, listener, calendar.after(due_on, working_days))


def name_of(lead: int) -> str:
    """T-3, and T for the due day itself."""
    return f"T-{lead}" if lead else "T"


def name_of_step(step: int) -> str:
    """S0 for the first step."""
    return f"{STEP}{step}"


def _held(day: date, opens_on: date, due_on: date, calendar: Calendar) -> date:
    held = calendar.next_working(day)
    if held <= due_on:
        return held
    earlier = calendar.previous_working(due_on)
    return earlier if earlier >= opens_on else held
