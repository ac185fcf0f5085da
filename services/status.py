"""How the assistant is doing, for those who look after it (L4), and what it finds missing in itself (H6)."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import AuditLine, Edition, InboxRow, Member, Post, Team
from knowledge.base import Standing
from services import access, backlog, backups, workdays
from services.access import Action, Role, Scope, Speaker
from services.backlog import Backlog, Parked
from services.checking import calendar_ends
from services.clock import day_of
from services.knowing import Knowledge

_NAMED = 3


@dataclass(frozen=True)
class Failure:
    """An update that failed, under the code its sender was told and the log knows."""

    code: str
    at: datetime


@dataclass(frozen=True)
class Gaps:
    """What is missing: `captainless` towns in official order, people who never opened their link, old entries."""

    captainless: Sequence[str]
    unopened: int
    expired: int


@dataclass(frozen=True)
class Status:
    """The figures of one moment; `free_bytes` is what is left on the disk of the data folder."""

    unhandled: int
    backlog: Backlog
    parked: Sequence[Parked]
    failure: Failure | None
    backup: AuditLine | None
    last_year: int
    year_ends: bool
    edition: int
    entries: int
    free_bytes: int
    gaps: Gaps


def look(
    session: Session, speaker: Speaker, knowledge: Knowledge, folder: Path, asking: int, now: datetime
) -> Status:  # fmt: skip
    """Everything at once, the update that is `asking` not counted; refused to those who do not look after it."""
    access.require(speaker, Action.SEE_STATUS)
    last_year = workdays.last_known_year(session)
    waiting = (
        select(func.count()).select_from(InboxRow).where(InboxRow.handled_at.is_(None), InboxRow.update_id != asking)
    )
    return Status(
        unhandled=session.scalar(waiting) or 0,
        backlog=backlog.standing(session, now),
        parked=backlog.latest_parked(session, _NAMED),
        failure=_last_failure(session),
        backup=backups.last(session),
        last_year=last_year,
        year_ends=calendar_ends(last_year, day_of(now)),
        edition=session.scalar(select(func.max(Edition.number))) or 1,
        entries=len(knowledge.base.entries),
        free_bytes=shutil.disk_usage(folder if folder.exists() else folder.parent).free,
        gaps=_gaps(session, knowledge, day_of(now)),
    )


def _last_failure(session: Session) -> Failure | None:
    failed = (
        select(InboxRow.error_code, InboxRow.received_at)
        .where(InboxRow.error_code.is_not(None))
        .order_by(InboxRow.update_id.desc())
        .limit(1)
    )
    row = session.execute(failed).first()
    return Failure(row.error_code, row.received_at) if row and row.error_code else None


def _gaps(session: Session, knowledge: Knowledge, today: date) -> Gaps:
    captains = (
        select(Post.scope_name)
        .join(Member, Member.id == Post.member_id)
        .where(Post.role == Role.CAPTAIN, Post.scope == Scope.TEAM, Post.until.is_(None), Member.left_at.is_(None))
    )
    towns = session.scalars(select(Team.town).where(Team.town.not_in(captains)).order_by(Team.id)).all()
    unopened = select(func.count()).select_from(Member).where(Member.telegram_id.is_(None), Member.left_at.is_(None))
    expired = [one for one in knowledge.base.entries.values() if one.standing(today) is Standing.EXPIRED]
    return Gaps(towns, session.scalar(unopened) or 0, len(expired))
