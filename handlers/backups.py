"""The nightly backup, made while everybody sleeps and told of only when it fails."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handlers.answers import Answers, Reply
from handlers.due import Due
from handlers.errands import Task, making
from handlers.routes import Routes
from services import backups
from services.backups import Backup, BackupUnderWay, Source
from services.errands import Unusable
from texts import backups as texts

_UNDER_WAY = "under way"


@dataclass(frozen=True)
class Night:
    """What a backup is made of, and when."""

    source: Source
    now: datetime


def register(routes: Routes) -> None:
    """The errand that services/backups.plan owes each night."""
    routes.occasion(backups.FAILED, say_failure)
    routes.errand(backups.NIGHTLY, making(gather, build, deliver, fail))


def gather(task: Task) -> Night:
    """The database, to be read outside of this transaction."""
    return Night(backups.source(task.session), task.now)


def build(night: Night, folder: Path) -> Backup:
    """The file, made in a thread; older ones are cleared away."""
    place = folder / backups.FOLDER
    try:
        made = backups.make(night.source, folder, place / backups.nightly_name(night.now), night.now)
    except BackupUnderWay as error:
        raise Unusable(_UNDER_WAY) from error
    backups.clear_away(place)
    return made


def deliver(task: Task, made: Backup) -> Answers:
    """The log tells of it."""
    backups.note(task.session, texts.ASSISTANT, made, task.now)
    return None


def fail(task: Task, reason: str) -> Answers:
    """A night without a backup, unless another process makes it."""
    if reason != _UNDER_WAY:
        backups.owe_failure(task.session, task.key, task.now)
    return None


def say_failure(_due: Due) -> Reply:
    """To the administrators, in the morning."""
    return Reply(texts.failed())
