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
from services.duties import ahead, feeds
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
    routes.press("duties.feed", follow)
    routes.press("duties.feed_new", follow_anew)
    routes.press("duties.feed_off", end_following)
    routes.errand(PURPOSE, making(gather, build, deliver, fail))


def order(heard: Heard) -> Reply:
    """The file is ordered; whoever has no duties is told at once."""
    ahead.entries(heard.session, heard.speaker, heard.knowledge.duties, heard.now)
    key = f"{PURPOSE}:{heard.update.update_id}"
    errands.owe(heard.session, key, PURPOSE, heard.speaker.telegram_id, heard.now, {})
    return Reply(texts.PREPARING)


def follow(heard: Heard) -> Reply:
    """A private address for the phone's calendar, once; one that stands cannot be shown again."""
    made_at = feeds.made_at(heard.session, heard.speaker)
    if made_at is not None:
        return Reply(texts.feed_stands(made_at, heard.today), texts.feed_stands_buttons())
    return follow_anew(heard)


def follow_anew(heard: Heard) -> Reply:
    """Another address; the one before leads nowhere from now on."""
    if not heard.bot.address:
        return Reply(texts.NO_SITE)
    word = feeds.make(heard.session, heard.speaker, heard.now)
    return Reply(texts.feed(heard.bot.address, word), texts.feed_buttons())


def end_following(heard: Heard) -> Reply:
    """The address leads nowhere any more."""
    ended = feeds.end(heard.session, heard.speaker)
    return Reply(texts.FEED_OFF if ended else texts.NO_FEED)


def gather(task: Task) -> Material:
    """The duties as they stand now."""
    found = ahead.entries(task.session, task.speaker, task.knowledge.duties, task.now)
    return Material(duties.own_or_named(task.speaker.team).town, found, task.now)


def build(material: Material, folder: Path) -> Made:
    """The file, made in a thread and laid into the outbox."""
    content = duty_calendar(material.entries, texts.title(material.town), material.now)
    return Made(material.town, outbox.put(content, ".ics", folder), len(material.entries))


def deliver(task: Task, made: Made) -> Answers:
    """The file with what to do with it."""
    buttons = texts.buttons(feeds.made_at(task.session, task.speaker))
    return File(made.path, texts.file_name(made.town), texts.caption(made.count), buttons)


def fail(_task: Task, _reason: str) -> Answers:
    """It could not be made."""
    return Reply(texts.FAILED)
