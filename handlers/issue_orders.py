"""督办单: made as Word when a problem is three working days overdue, and again on a tap."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handlers.answers import Answers, File, Reply, Toast
from handlers.errands import Task, making
from handlers.heard import Heard
from handlers.routes import Routes
from reports.supervision_order import Order, supervision_order
from services import errands, issues, outbox
from services.issues import Move, Shown
from texts import issue_orders as texts
from texts import issues as issue_texts


@dataclass(frozen=True)
class Paper:
    """A problem, and the day its paper is of."""

    shown: Shown
    today: date


def register(routes: Routes) -> None:
    """The button, and the making."""
    routes.press("issues.paper", ask)
    routes.errand(issues.ORDER, making(gather, build, deliver, fail))


def ask(heard: Heard) -> Toast:
    """The paper once more, for whoever works on the problem or answers for it."""
    shown = issues.find(heard.session, heard.speaker, int(heard.fact), heard.now)
    issues.require(heard.session, heard.speaker, shown.issue, Move.NOTE)
    key, chat = f"{issues.ORDER}:{heard.update.update_id}", heard.speaker.telegram_id
    errands.owe(heard.session, key, issues.ORDER, chat, heard.now, {"number": shown.issue.number})
    return Toast(texts.making())


def gather(task: Task) -> Paper:
    """The problem as it stands now."""
    return Paper(issues.find(task.session, task.speaker, task.number("number"), task.now), task.today)


def build(paper: Paper, folder: Path) -> tuple[str, Shown]:
    """The document, made in a thread and laid into the outbox."""
    shown, today = paper.shown, paper.today
    order = Order(
        issue_texts.number(shown.issue.number), texts.facts(shown, today), texts.steps(shown, today),
        texts.demand(shown),
    )  # fmt: skip
    return outbox.put(supervision_order(order), ".docx", folder), shown


def deliver(_task: Task, made: tuple[str, Shown]) -> Answers:
    """The document, with one line beside it."""
    path, shown = made
    return File(path, texts.file_name(shown), texts.caption(shown))


def fail(_task: Task, _reason: str) -> Answers:
    """It could not be made, and that is said."""
    return Reply(texts.FAILED)
