"""Leave and cover (C10): who is away, who stands in once they said yes; it ends by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from db.models import Absence, Member, Post, Urgency
from services import access, attention, deliveries
from services.access import Action, Role, Speaker
from services.clock import day_of
from services.deliveries import Owed
from services.hours import Hours
from services.understanding.dates import Direction, find
from services.work import WorkError

ASKED, ASKED_AT_ONCE = "leave.asked", "leave.asked_at_once"
_NAMES = (joinedload(Absence.member), joinedload(Absence.deputy))
LONGEST = timedelta(days=180)
_LASTING = re.compile(r"(\d{1,3}|[一二三四五六七八九十])天(?!前|后|内)")
_NUMERALS = "一二三四五六七八九十"
_STATIONED = (Role.MEMBER, Role.FIRST_SECRETARY, Role.CAPTAIN)

__all__ = [
    "ASKED", "ASKED_AT_ONCE", "Absence", "AlreadyAnswered", "Asked", "DayMissing", "DaysUnread", "DeputyAway",
    "DeputyUnknown", "InThePast", "LeaveGone", "LeaveRefusal", "Overlaps", "Said", "SpanUnlikely", "accept", "ask",
    "decline", "end", "of", "said", "still_asked",
]  # fmt: skip


class LeaveRefusal(WorkError):
    """Any refusal about leave; texts/leave finds the words."""


class DaysUnread(LeaveRefusal):
    """No days can be found in the words."""


class DayMissing(LeaveRefusal):
    """The words name a day that no calendar has; `nearest` is the one beside it."""

    def __init__(self, words: str, nearest: date) -> None:
        super().__init__(words)
        self.words = words
        self.nearest = nearest


class SpanUnlikely(LeaveRefusal):
    """The last day lies before the first, or months after it."""

    def __init__(self, first_on: date, last_on: date) -> None:
        super().__init__(first_on, last_on)
        self.first_on = first_on
        self.last_on = last_on


class DeputyAway(LeaveRefusal):
    """The deputy is on leave on some of these days."""

    def __init__(self, absence: "Absence") -> None:
        super().__init__(absence.id)
        self.absence = absence


class InThePast(LeaveRefusal):
    """The last day is over."""

    def __init__(self, last_on: date) -> None:
        super().__init__(last_on)
        self.last_on = last_on


class DeputyUnknown(LeaveRefusal):
    """Nobody of the team is named; `names` are those who could stand in."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(*names)
        self.names = tuple(names)


class Overlaps(LeaveRefusal):
    """The person is away on some of these days already."""

    def __init__(self, absence: Absence) -> None:
        super().__init__(absence.id)
        self.absence = absence


class LeaveGone(LeaveRefusal):
    """No such leave of this person's, or it was called off."""


class AlreadyAnswered(LeaveRefusal):
    """The deputy said yes or no before."""

    def __init__(self, absence: Absence) -> None:
        super().__init__(absence.id)
        self.absence = absence


@dataclass(frozen=True)
class Said:
    """Days and deputy as one sentence names them."""

    first_on: date
    last_on: date
    deputy_id: int


@dataclass(frozen=True)
class Asked:
    """A leave that was noted, and when its deputy is asked."""

    absence: Absence
    at: datetime


def said(session: Session, speaker: Speaker, words: str, today: date) -> Said:
    """11月24日至28日 小李代: refuses words without days (DaysUnread) or without a colleague (DeputyUnknown)."""
    access.require(speaker, Action.TAKE_LEAVE, speaker.team)
    first_on, last_on = _days(words, today)
    colleagues = _colleagues(session, speaker)
    named = [one for one in colleagues if one.name in words]
    if not named:
        raise DeputyUnknown([one.name for one in colleagues])
    deputy = max(named, key=lambda one: len(one.name))
    return Said(first_on, last_on, deputy.id)


def ask(session: Session, speaker: Speaker, wanted: Said, hours: Hours, now: datetime) -> Asked:
    """The leave is noted and the deputy is asked at the next open moment; until they say yes nothing changes.

    The question is a colleague's and spends nothing of the deputy's budget. Where the leave begins before people are
    at work again it goes out at once, since an answer would come too late.
    """
    access.require(speaker, Action.TAKE_LEAVE, speaker.team)
    if wanted.last_on < day_of(now):
        raise InThePast(wanted.last_on)
    if (own := _away(session, speaker.member_id, wanted)) is not None:
        raise Overlaps(own)
    if (deputys := _away(session, wanted.deputy_id, wanted, Absence.accepted_at.is_not(None))) is not None:
        raise DeputyAway(deputys)
    absence = Absence(
        member_id=speaker.member_id, deputy_id=wanted.deputy_id, first_on=wanted.first_on, last_on=wanted.last_on,
        asked_at=now,
    )  # fmt: skip
    session.add(absence)
    session.flush()
    found = _find(session, absence.id)
    number = found.deputy.telegram_id or 0
    opens_at = attention.next_open(session, hours, now)
    occasion, at = (ASKED, opens_at) if day_of(opens_at) < wanted.first_on else (ASKED_AT_ONCE, now)
    owed = Owed(f"{ASKED}:{found.id}", number, "sendMessage", None, occasion, str(found.id), Urgency.PERSONAL)
    deliveries.owe(session, [owed], at)
    return Asked(found, at)


def still_asked(session: Session, absence_id: int, today: date) -> Absence | None:
    """The leave whose deputy has not answered yet; None when there is nothing left to ask."""
    absence = session.get(Absence, absence_id, options=_NAMES, populate_existing=True)
    open_question = absence is not None and absence.last_on >= today and _is_open(absence)
    return absence if open_question else None


def accept(session: Session, speaker: Speaker, absence_id: int, now: datetime) -> Absence:
    """From the first day on the deputy hears what the absent person would, until the last day is over."""
    absence = _asked_of(session, speaker, absence_id)
    absence.accepted_at = now
    return absence


def decline(session: Session, speaker: Speaker, absence_id: int, now: datetime) -> Absence:
    """The deputy cannot; the person may ask somebody else."""
    absence = _asked_of(session, speaker, absence_id)
    absence.declined_at = now
    return absence


def end(session: Session, speaker: Speaker, absence_id: int, now: datetime) -> Absence:
    """Back early, or not going: everything is the person's own again at once."""
    absence = _find(session, absence_id)
    if absence.member_id != speaker.member_id or absence.ended_at is not None:
        raise LeaveGone
    absence.ended_at = now
    return absence


def of(session: Session, speaker: Speaker, today: date) -> list[Absence]:
    """Own leave and that of people this person stands in for, now or to come."""
    access.require(speaker, Action.TAKE_LEAVE, speaker.team)
    query = (
        select(Absence)
        .where(or_(Absence.member_id == speaker.member_id, Absence.deputy_id == speaker.member_id))
        .where(Absence.last_on >= today, Absence.declined_at.is_(None), Absence.ended_at.is_(None))
        .options(*_NAMES)
        .order_by(Absence.first_on, Absence.id)
    )
    return list(session.scalars(query))


def _days(words: str, today: date) -> tuple[date, date]:
    """First and last day: 11月24日至28日, 明天起3天. Refuses what names no day, no real one, or an unlikely span."""
    found = find(words, today)
    if found.impossible:
        raise DayMissing(found.impossible[0].text, found.impossible[0].nearest)
    days = [mention.days(Direction.FUTURE) for mention in found.mentions]
    if not days:
        raise DaysUnread
    first_on, last_on = days[0].first, days[-1].last
    lasting = _LASTING.search(words)
    if lasting and first_on == last_on:
        last_on = first_on + timedelta(days=_number(lasting[1]) - 1)
    if not first_on <= last_on <= first_on + LONGEST:
        raise SpanUnlikely(first_on, last_on)
    return first_on, last_on


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMERALS.index(said) + 1


def _away(session: Session, member_id: int | None, wanted: Said, *more: ColumnElement[bool]) -> Absence | None:
    """The person's own leave on some of these days, unless it was declined or called off."""
    return session.scalar(
        select(Absence)
        .where(
            Absence.member_id == member_id, Absence.declined_at.is_(None), Absence.ended_at.is_(None),
            Absence.first_on <= wanted.last_on, Absence.last_on >= wanted.first_on, *more,
        )
        .options(*_NAMES)
        .limit(1)
    )  # fmt: skip


def _asked_of(session: Session, speaker: Speaker, absence_id: int) -> Absence:
    absence = _find(session, absence_id)
    if absence.deputy_id != speaker.member_id or absence.ended_at is not None:
        raise LeaveGone
    if not _is_open(absence):
        raise AlreadyAnswered(absence)
    return absence


def _is_open(absence: Absence) -> bool:
    return absence.accepted_at is None and absence.declined_at is None and absence.ended_at is None


def _find(session: Session, absence_id: int) -> Absence:
    absence = session.get(Absence, absence_id, options=_NAMES, populate_existing=True)
    if absence is None:
        raise LeaveGone
    return absence


def _colleagues(session: Session, speaker: Speaker) -> list[Member]:
    """The other stationed people of the team who can be written to."""
    stationed = select(Post.member_id).where(Post.role.in_(_STATIONED), Post.until.is_(None))
    query = select(Member).where(
        Member.team_id == (speaker.team.id if speaker.team else None), Member.id != speaker.member_id,
        Member.id.in_(stationed), Member.telegram_id.is_not(None), Member.left_at.is_(None),
    )  # fmt: skip
    return list(session.scalars(query.order_by(Member.id)))
