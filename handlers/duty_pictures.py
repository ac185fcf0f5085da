"""Pictures of the duties: a team's month, and all teams for the offices; drawn while others are served."""

from dataclasses import dataclass
from pathlib import Path

from handlers.answers import Answers, Picture, Reply
from handlers.errands import Task, making
from handlers.heard import Heard
from handlers.routes import Routes
from reports.duty_across import duty_across
from reports.duty_month import duty_month
from reports.fonts import NoChineseFont
from services import errands, outbox, people
from services.clock import day_of
from services.duties import Period, across, month
from services.errands import Unusable
from texts import duty_pictures as texts

PURPOSE = "duties.picture"
_NO_FONT = "no font"


@dataclass(frozen=True)
class Drawn:
    """The finished picture and the words under it."""

    path: str
    caption: str


def register(routes: Routes) -> None:
    """The button, and the drawing."""
    routes.press("duties.picture", order)
    routes.errand(PURPOSE, making(gather, build, deliver, fail))


def order(heard: Heard) -> Reply:
    """The picture of this month of this team, or of all teams, is ordered."""
    period, _, town = heard.fact.partition(",")
    if period:
        period.one_of(Period)
        people.team_of_town(heard.session, town)
    key = f"{PURPOSE}:{heard.update.update_id}"
    errands.owe(heard.session, key, PURPOSE, heard.speaker.telegram_id, heard.now, {"of": heard.fact})
    return Reply(texts.PREPARING)


def gather(task: Task) -> month.Month | across.Across:
    """What is to be drawn, as it stands now and as far as this person may see it."""
    period, _, town = task.words("of").partition(",")
    if not period:
        return across.across(task.session, task.speaker, task.knowledge.duties, task.now)
    team = people.team_of_town(task.session, town)
    return month.month(task.session, task.speaker, team, task.knowledge.duties, Period(period), task.now)


def build(found: month.Month | across.Across, folder: Path) -> Drawn:
    """The picture, drawn in a thread and laid into the outbox."""
    today = day_of(found.now)
    try:
        if isinstance(found, month.Month):
            return Drawn(outbox.put(duty_month(found), ".png", folder), texts.month_caption(found, today))
        return Drawn(outbox.put(duty_across(found), ".png", folder), texts.across_caption(found, today))
    except NoChineseFont as error:
        raise Unusable(_NO_FONT) from error


def deliver(_task: Task, drawn: Drawn) -> Answers:
    """The picture with the same in one line."""
    return Picture(drawn.path, drawn.caption)


def fail(_task: Task, reason: str) -> Answers:
    """It could not be drawn; the words are still there."""
    return Reply(texts.NO_FONT if reason == _NO_FONT else texts.FAILED)
