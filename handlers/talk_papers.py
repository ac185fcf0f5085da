"""What a session leaves: minutes as Word, the list of questions as Excel, a picture of the problems by light."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handlers.answers import Answer, Answers, File, Picture, Reply, Toast
from handlers.errands import Task, making
from handlers.heard import Heard
from handlers.routes import Routes
from reports.fonts import NoChineseFont
from reports.issue_lights import issue_lights
from reports.talk_minutes import talk_minutes
from reports.talk_questions import talk_questions
from services import outbox, talks
from services.issues.course import Moment, course
from services.talks import papers
from services.talks.accounts import Account, account, note_export
from texts import talk_papers as texts


@dataclass(frozen=True)
class Material:
    """What the papers are made of."""

    account: Account
    course: Sequence[Moment]


@dataclass(frozen=True)
class Made:
    """Where the finished papers lie; `lights` is empty where no picture could be drawn."""

    account: Account
    minutes: str
    questions: str
    lights: str


def register(routes: Routes) -> None:
    """The button, and the making."""
    routes.press("talks.papers", order)
    routes.errand(papers.PURPOSE, making(gather, build, deliver, fail))


def order(heard: Heard) -> Toast:
    """纪要和清单, as things stand now."""
    talk = talks.find(heard.session, heard.speaker, int(heard.fact))
    papers.owe(heard.session, talk, heard.speaker.telegram_id, heard.now, f"asked{heard.update.update_id}")
    return Toast(texts.MAKING)


def gather(task: Task) -> Material:
    """The session as it stands now, and a line in the log of exports (K6)."""
    told = account(task.session, task.speaker, task.number("talk"), task.now)
    note_export(task.session, task.speaker, told.talk.id, task.now)
    return Material(told, course(task.session, task.now))


def build(material: Material, folder: Path) -> Made:
    """The papers, made in a thread and laid into the outbox."""
    told = material.account
    return Made(
        told,
        outbox.put(talk_minutes(told, folder), ".docx", folder),
        outbox.put(talk_questions(told), ".xlsx", folder),
        _drawn(material, folder),
    )


def deliver(task: Task, made: Made) -> Answers:
    """The papers, the picture first."""
    told = made.account
    shown: list[Answer] = [Picture(made.lights, texts.caption(told))] if made.lights else []
    shown.append(File(made.minutes, texts.minutes_name(told)))
    shown.append(File(made.questions, texts.questions_name(told), texts.sent(told, task.today)))
    return shown


def fail(_task: Task, _reason: str) -> Answers:
    """They could not be made."""
    return Reply(texts.FAILED)


def _drawn(material: Material, folder: Path) -> str:
    try:
        return outbox.put(issue_lights(material.course, material.account.as_of), ".png", folder)
    except NoChineseFont:
        return ""
