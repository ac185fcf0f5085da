"""Where a notice stands: counted in the database, with only the first few by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from db.models import Delivery, Member, Notice, Receipt, Team
from services.access import Speaker
from services.deliveries import Fate
from services.notices.drafting import own
from services.notices.occasions import COPY, CORRECTION, RECALL
from services.notices.sending import copy_key

SHOWN = 12
NOT_JOINED = "not joined"
_FAILED = (Fate.REFUSED, Fate.PARKED)


@dataclass(frozen=True)
class Failure:
    """Somebody a notice could not reach, and why, in Telegram's words."""

    member_id: int
    name: str
    town: str
    reason: str


@dataclass(frozen=True)
class Undone:
    """How many messages were to be changed or deleted, how many were, and why the others were not, by reason."""

    wanted: int
    done: int
    reasons: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Progress:
    """Where a notice stands now; `waiting` and `failures` are the first few of so many."""

    notice: Notice
    people: int
    delivered: int
    confirmed: int
    waiting_count: int
    waiting: tuple[str, ...]
    failure_count: int
    failures: tuple[Failure, ...]
    corrections: Undone
    recalls: Undone


def progress(session: Session, speaker: Speaker, notice_id: int) -> Progress:
    """Who got it, who confirmed, who could not be reached; for its author alone."""
    notice = own(session, speaker, notice_id)
    confirmed = session.scalar(select(func.count(Receipt.confirmed_at)).where(Receipt.notice_id == notice_id)) or 0
    failed = _failure_count(session, notice_id)
    waits = _waiting(notice_id)
    return Progress(
        notice,
        people=notice.people,
        delivered=_copies(session, notice_id, Fate.SENT),
        confirmed=confirmed,
        waiting_count=session.scalar(_counted(waits)) or 0,
        waiting=tuple(session.scalars(waits.order_by(Receipt.id).limit(SHOWN)).all()),
        failure_count=failed,
        failures=tuple(failures(session, notice_id, SHOWN)) if failed else (),
        corrections=_undone(session, notice, CORRECTION),
        recalls=_undone(session, notice, RECALL),
    )


def failures(session: Session, notice_id: int, most: int) -> Sequence[Failure]:
    """Whom it could not reach, by team, so many at most."""
    rows = session.execute(
        select(Member.id, Member.name, Team.town, Delivery.reason, Member.telegram_id)
        .join(Receipt, Receipt.member_id == Member.id)
        .outerjoin(Team, Team.id == Member.team_id)
        .outerjoin(Delivery, Delivery.key == copy_key(notice_id, Receipt.member_id))
        .where(Receipt.notice_id == notice_id, _unreached())
        .order_by(Team.id, Member.id)
        .limit(most)
    )
    return [
        Failure(row.id, row.name, row.town or "", row.reason or ("" if row.telegram_id else NOT_JOINED)) for row in rows
    ]


def waiting(session: Session, notice_id: int, most: int) -> Sequence[tuple[str, str, str | None]]:
    """Who has not confirmed though they could: name, town and phone, by team."""
    people = _waiting(notice_id).outerjoin(Team, Team.id == Member.team_id).order_by(Team.id, Member.id)
    rows = session.execute(people.with_only_columns(Member.name, Team.town, Member.phone).limit(most))
    return [(name, town or "", phone) for name, town, phone in rows]


def reached(session: Session, notice_id: int, full: Select[int]) -> tuple[int, int]:
    """How many a reminder can reach, and how many of them are in these chats, which may hear no more today."""
    people = _waiting(notice_id).where(Member.blocked_at.is_(None))
    everybody = session.scalar(_counted(people)) or 0
    return everybody, session.scalar(_counted(people.where(Member.telegram_id.in_(full)))) or 0


def _waiting(notice_id: int) -> Select[str]:
    return (
        select(Member.name)
        .join(Receipt, Receipt.member_id == Member.id)
        .where(Receipt.notice_id == notice_id, Receipt.confirmed_at.is_(None), Member.telegram_id.is_not(None))
    )


def _counted(query: Select[str]) -> Select[int]:
    return query.with_only_columns(func.count())


def _copies(session: Session, notice_id: int, *fates: Fate) -> int:
    return session.scalar(_under(COPY, notice_id).where(Delivery.fate.in_(fates))) or 0


def _failure_count(session: Session, notice_id: int) -> int:
    """Refused copies, and people who had nowhere to send one to."""
    missing = (
        select(func.count())
        .select_from(Receipt)
        .join(Member, Member.id == Receipt.member_id)
        .where(Receipt.notice_id == notice_id, Member.telegram_id.is_(None))
    )
    return _copies(session, notice_id, *_FAILED) + (session.scalar(missing) or 0)


def _unreached() -> ColumnElement[bool]:
    return or_(Delivery.fate.in_(_FAILED), Member.telegram_id.is_(None))


def _undone(session: Session, notice: Notice, occasion: str) -> Undone:
    """What a correction or a recall came to so far; nothing where there was none."""
    rows = session.execute(
        select(Delivery.fate, Delivery.reason, func.count())
        .where(Delivery.occasion == occasion, Delivery.subject == str(notice.id))
        .where(Delivery.key.like(f"%:edition{notice.edition}:%"))
        .group_by(Delivery.fate, Delivery.reason)
    ).all()
    done = sum(number for fate, _, number in rows if fate == Fate.SENT)
    wanted = sum(number for fate, _, number in rows if fate != Fate.SKIPPED)
    return Undone(wanted, done, [(reason or "", number) for fate, reason, number in rows if fate in _FAILED])


def _under(occasion: str, notice_id: int) -> Select[int]:
    query = select(func.count()).select_from(Delivery)
    return query.where(Delivery.occasion == occasion, Delivery.subject == str(notice_id))
