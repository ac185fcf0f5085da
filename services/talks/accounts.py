"""What a session came to, for its minutes and its list of questions: who spoke, what was told, asked and taken on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import AuditLine, Highlight, Issue, Talk
from services import departments, highlights, issues, workdays
from services.access import Speaker
from services.discretion import veiled
from services.issues import Standing
from services.talks import finding
from services.talks.asking import asker_of
from services.talks.finding import board
from services.talks.order import in_order
from services.talks.problems import Tally, problems_of, tally, tally_kept
from services.talks.refusals import NotBegun


@dataclass(frozen=True)
class Speech:
    """A team that signed up: when it spoke and for how long, or that it was passed over."""

    town: str
    speaker: str
    started_at: datetime | None
    minutes: int
    skipped: bool
    highlight: Highlight | None


@dataclass(frozen=True)
class Line:
    """A question as others may see it: villagers' names covered, `asker` empty where it is unsigned."""

    number: int
    words: str
    asker: str
    town: str
    supports: int
    asked_at: datetime | None
    issue: Issue | None
    department: str | None
    standing: Standing | None


@dataclass(frozen=True)
class Account:
    """A session whole; `before` is how the questions of the one before it stood when it began."""

    talk: Talk
    moderator: str
    speeches: Sequence[Speech]
    lines: Sequence[Line]
    tally: Tally
    before: Tally | None
    as_of: datetime


def account(session: Session, speaker: Speaker, talk_id: int, now: datetime) -> Account:
    """The session as it stands now, for whoever may see sessions; refuses (NotBegun) one that has not begun."""
    talk = finding.find(session, speaker, talk_id)
    if talk.started_at is None:
        raise NotBegun
    return Account(
        talk=talk,
        moderator=talk.moderator.name,
        speeches=_speeches(session, talk),
        lines=_lines(session, talk, now),
        tally=tally(session, talk, now),
        before=tally_kept(talk.read_out),
        as_of=now,
    )


def note_export(session: Session, speaker: Speaker, talk_id: int, now: datetime) -> None:
    """K6: who took what out, and when."""
    session.add(
        AuditLine(at=now, actor=speaker.name, act="export", subject=f"talk: {talk_id}", before=None, after=None)
    )


def _speeches(session: Session, talk: Talk) -> list[Speech]:
    shown = board(session, talk)
    return [
        Speech(
            turn.team.town,
            turn.member.name,
            turn.started_at,
            _minutes(turn.started_at, turn.ended_at),
            skipped=turn.started_at is None,
            highlight=highlights.of_team(session, talk.id, turn.team_id),
        )
        for turn in shown.turns
    ]


def _minutes(started_at: datetime | None, ended_at: datetime | None) -> int:
    if started_at is None or ended_at is None:
        return 0
    return max(1, round((ended_at - started_at).total_seconds() / 60))


def _lines(session: Session, talk: Talk, now: datetime) -> list[Line]:
    asked = in_order(session, talk.id)
    problems = problems_of(session, [question.id for question, _ in asked])
    calendar = workdays.calendar(session)
    lines = []
    for question, supports in asked:
        issue = problems.get(question.id)
        name, town = asker_of(session, question) if question.signed else ("", "")
        unit = departments.one(session, issue.department_id) if issue else None
        lines.append(
            Line(
                question.number or 0, veiled(question.words), name, town, supports, question.asked_at, issue,
                unit.name if unit else None, issues.standing(issue, calendar, now) if issue else None,
            )
        )  # fmt: skip
    return lines
