"""The week's visits by village as a picture in the chat; drawn while others are served."""

from dataclasses import dataclass
from pathlib import Path

from handlers.answers import Answers, Picture, Reply
from handlers.errands import Task, making
from handlers.heard import Heard
from handlers.routes import Routes
from reports.fonts import NoChineseFont
from reports.visit_week import visit_week
from services import errands, outbox
from services.errands import Unusable
from services.visits import accounts, finding, weeks
from services.visits.weeks import Week
from texts import visit_pictures as texts

PURPOSE = "visits.picture"


@dataclass(frozen=True)
class Drawn:
    """The finished picture, none where there was nothing to draw, and the words under it."""

    path: str | None
    caption: str


def register(routes: Routes) -> None:
    """The button under a list of visits, and the drawing."""
    routes.press("visits.picture", order)
    routes.errand(PURPOSE, making(gather, build, deliver, fail))


def order(heard: Heard) -> Reply:
    """The picture of the week this list ends in is ordered."""
    finding.sieve_of(heard.fact)
    key = f"{PURPOSE}:{heard.update.update_id}"
    errands.owe(heard.session, key, PURPOSE, heard.speaker.telegram_id, heard.now, {"of": heard.fact})
    return Reply(texts.PREPARING)


def gather(task: Task) -> Week:
    """The week as it stands now, as far as this person may see it."""
    try:
        return weeks.week(task.session, task.speaker, finding.sieve_of(task.words("of")), task.now)
    except accounts.TooManyVisits as error:
        raise Unusable(texts.TOO_MANY) from error


def build(found: Week, folder: Path) -> Drawn:
    """The picture, drawn in a thread and laid into the outbox."""
    if not found.villages:
        return Drawn(None, texts.NOTHING)
    try:
        return Drawn(outbox.put(visit_week(found), ".png", folder), texts.caption(found))
    except NoChineseFont as error:
        raise Unusable(texts.NO_FONT) from error


def deliver(_task: Task, drawn: Drawn) -> Answers:
    """The picture with the same in one line."""
    return Picture(drawn.path, drawn.caption) if drawn.path else Reply(drawn.caption)


def fail(_task: Task, reason: str) -> Answers:
    """It could not be drawn; the words are still there."""
    return Reply(reason if reason in (texts.NO_FONT, texts.TOO_MANY) else texts.FAILED)
