"""Each minute: rows for what will fall due, and once a working day what everybody is told."""

import hashlib
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import DutyPlanning, Post
from knowledge.duties import DutyBook
from services import workdays
from services.clock import TEAM_ZONE, day_of
from services.duties import evidence, planning, stationing, telling, templates
from services.duties.book import book
from services.hours import Hours
from services.workdays import Calendar

# A gap between two plans that is no outage: a busy minute, a restart.
_AWAKE = timedelta(minutes=15)


def plan(session: Session, shipped: DutyBook, hours: Hours, now: datetime) -> None:
    """Everything due by now has its row and, once a working day from the digest's minute on, its digest.

    1. One row remembers how far was planned; it is locked, so that of two processes one plans.
    2. Nothing new (same day, duties, calendar, people): only that row is read and its minute written.
    3. After days of outage the days between are planned too, but only one digest is owed, today's (C16).
    """
    calendar, known = workdays.calendar(session), book(session, shipped)
    kept = _kept(session, hours, now)
    _note_minute(kept, now)
    _plan_rows(session, kept, known, calendar, now)
    if kept.digest_on < day_of(now) and _is_digest_time(hours, calendar, now):
        evidence.settle(session, known, now)
        telling.owe_digests(session, known, calendar, day_of(now), now)
        stationing.ask_captains(session, now)
        kept.digest_on = day_of(now)


def wind_back(session: Session, hours: Hours, now: datetime) -> None:
    """A demonstration begins at `now`, maybe before an earlier run: planning goes on there; what was told stays told.

    Only a demonstration's start says so. A clock that merely jumps back tells nothing anew.
    """
    kept = session.get(DutyPlanning, 1, with_for_update=True)
    if kept is not None:
        kept.planned_on = min(kept.planned_on, day_of(now))
        kept.digest_on = min(kept.digest_on, _told_before(hours, now))
        kept.awake_at = min(kept.awake_at, now)


def _plan_rows(session: Session, kept: DutyPlanning, known: DutyBook, calendar: Calendar, now: datetime) -> None:
    today = day_of(now)
    seen = _seen(session, known, calendar, now)
    before = kept.seen.split("|")
    if kept.seen == seen:
        return
    templates.note_changes(session, known, now)
    if kept.seen and before[2:] != seen.split("|")[2:]:
        planning.forget_unopened(session, today)
        planning.move_opened(session, known, calendar, today)
    planning.plan_all(session, known, calendar, kept.planned_on, today)
    kept.seen = seen
    kept.planned_on = max(kept.planned_on, today)


def _kept(session: Session, hours: Hours, now: datetime) -> DutyPlanning:
    kept = session.get(DutyPlanning, 1, with_for_update=True)
    if kept is None:
        told_on = _told_before(hours, now)
        kept = DutyPlanning(id=1, planned_on=day_of(now), digest_on=told_on, seen="", awake_at=now)
        session.add(kept)
    return kept


def _told_before(hours: Hours, now: datetime) -> date:
    """The day of the last digest: whoever starts for the first time after this morning's has missed none."""
    missed = now > hours.digest_moment(day_of(now))
    return day_of(now) if missed else day_of(now) - timedelta(days=1)


def _note_minute(kept: DutyPlanning, now: datetime) -> None:
    if now - kept.awake_at > _AWAKE:
        kept.away_from, kept.back_at = kept.awake_at, now
    kept.awake_at = max(kept.awake_at, now)


def _is_digest_time(hours: Hours, calendar: Calendar, now: datetime) -> bool:
    return now.astimezone(TEAM_ZONE) >= hours.digest_moment(day_of(now)) and not hours.is_quiet(now, calendar)


def _seen(session: Session, known: DutyBook, calendar: Calendar, now: datetime) -> str:
    posts = session.scalar(select(func.max(Post.id))) or 0
    days = hashlib.sha256(repr(sorted(calendar.imported.items())).encode()).hexdigest()[:16]
    return f"{day_of(now)}|{posts}|{known.mark}|{days}"
