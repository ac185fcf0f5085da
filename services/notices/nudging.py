"""Reminding those who have not confirmed (D6): at most twice, two hours apart, in working hours; then by phone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from db.models import Notice
from services import attention, workdays
from services.access import Speaker
from services.deliveries import Urgency
from services.hours import Hours
from services.notices.cards import owe_count
from services.notices.drafting import Asks
from services.notices.occasions import NUDGE
from services.notices.progress import Progress, progress, reached
from services.notices.refusals import NobodyWaits, NudgeTooSoon
from services.notices.sending import owe_copies

NUDGE_GAP = timedelta(hours=2)
MOST_NUDGES = 2


@dataclass(frozen=True)
class Nudged:
    """How many are reminded, and when; `later` are those whose day is full, who are reminded at `later_at`."""

    people: int
    at: datetime
    later: int
    later_at: datetime


def nudge(session: Session, speaker: Speaker, notice_id: int, hours: Hours, now: datetime) -> Nudged:
    """Those who have not confirmed are owed the notice again, at the next working moment, within their day's budget."""
    state = progress(session, speaker, notice_id)
    _require_time(state, now)
    notice = state.notice
    notice.nudges += 1
    at = hours.next_open(now, workdays.calendar(session))
    notice.nudged_at = at
    owe_copies(session, notice, NUDGE, at, f":nudge{notice.nudges}", Urgency.DIGEST)
    owe_count(session, notice, now)
    people, later = reached(session, notice_id, attention.full(hours, at))
    return Nudged(people - later, at, later, attention.next_digest(session, hours, at))


def may_nudge(notice: Notice) -> bool:
    """It asked for something, stands, and was not reminded of twice."""
    asked = notice.asks != Asks.NOTE and notice.recalled_at is None and notice.closed_at is None
    return asked and notice.nudges < MOST_NUDGES


def may_phone(notice: Notice) -> bool:
    """Reminded twice: whoever has not confirmed is better phoned."""
    return notice.asks != Asks.NOTE and notice.recalled_at is None and notice.nudges >= MOST_NUDGES


def _require_time(state: Progress, now: datetime) -> None:
    notice = state.notice
    if not state.waiting_count or notice.asks == Asks.NOTE or notice.recalled_at or notice.closed_at:
        raise NobodyWaits
    if notice.nudges >= MOST_NUDGES:
        raise NudgeTooSoon(state.waiting, state.waiting_count, None)
    last = max(one for one in (notice.nudged_at, notice.corrected_at, notice.sent_at, notice.drafted_at) if one)
    if now < last + NUDGE_GAP:
        raise NudgeTooSoon(state.waiting, state.waiting_count, last + NUDGE_GAP)
