"""/calendar: one's duties as a file for the phone's calendar, made while others are served."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handlers.answers import Answers, File, Reply
from handlers.errands import Task, making
from handlers.heard import Heard
from handlers.routes import Routes
from reports.duty_calendar import duty_calendar
from services import duties, errands, outbox
from services.duties import ahead
from services.duties.ahead import Entry
from texts import duty_calendar as texts

PURPOSE = "duties.calendar"


@dataclass(frozen=True)
class Material:
    """What the file is made of."""

    town: str
    entries: Sequence[Entry]
    now: datetime


@dataclass(frozen=True)
class Made:
    """The finished file, and of how many duties it tells."""

    town: str
    path: str
    count: int


def register(routes: Routes) -> None:
    """The command and the making."""
    routes.command("calendar", order)
    routes.errand(PURPOSE, making(gather, build, deliver, fail))


def order(heard: Heard) -> Reply:
    """The file is ordered; whoever has no duties is told at once."""
    ahead.entries(heard.session, heard.speaker, heard.knowledge.duties, heard.now)
    key = f"{PURPOSE}:{heard.update.update_id}"
    errands.owe(heard.session, key, PURPOSE, heard.speaker.telegram_id, heard.now, {})
    return Reply(texts.PREPARING)


def gather(task: Task) -> Material:
    """The duties as they stand now."""
    found = ahead.entries(task.session, task.speaker, task.knowledge.duties, task.now)
    return Material(duties.own_or_named(task.speaker.team).town, found, task.now)


def build(material: Material, folder: Path) -> Made:
    """The file, made in a thread and laid into the outbox."""
    content = duty_calendar(material.entries, texts.title(material.town), material.now)
    return Made(material.town, outbox.put(content, ".ics", folder), len(material.entries))


def deliver(_task: Task, made: Made) -> Answers:
    """The file with what to do with it."""
    return File(made.path, texts.file_name(made.town), texts.caption(made.count))


def fail(_task: Task, _reason: str) -> Answers:
    """It could not be made."""
    return Reply(texts.FAILED)
