"""A notice that asks for words (接龙): closed by its sender; what came in, person by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Delivery, Member, Notice, Post, Receipt, Team
from services.access import Role, Speaker
from services.notices.cards import owe_count
from services.notices.drafting import Asks, author_name, own
from services.notices.refusals import CollectionClosed, NoticeClosed
from services.notices.sending import copy_key

MOST_ROWS = 20_000


class TooManyRows(Exception):
    """More people than one table is made for."""


@dataclass(frozen=True)
class Line:
    """One person's copy in the table."""

    district: str
    town: str
    name: str
    roles: tuple[Role, ...]
    fate: str
    reason: str
    delivered_at: datetime | None
    confirmed_at: datetime | None
    answer: str


@dataclass(frozen=True)
class Account:
    """Everything a table of a notice says, as it stood at `as_of`."""

    notice: Notice
    author: str
    lines: Sequence[Line]
    as_of: datetime

    @property
    def collects(self) -> bool:
        """It asked for words."""
        return self.notice.asks == Asks.REPLY


def close(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """No answer is taken any more, and none changed."""
    notice = own(session, speaker, notice_id)
    if notice.sent_at is None or notice.recalled_at is not None:
        raise NoticeClosed(notice)
    if notice.closed_at is not None:
        raise CollectionClosed(notice.closed_at)
    notice.closed_at = now
    owe_count(session, notice, now)
    return notice


def account(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Account:
    """Everybody's line, by district and team in official order; TooManyRows beyond what a table is made for."""
    notice = own(session, speaker, notice_id)
    counted = session.scalar(select(func.count()).select_from(Receipt).where(Receipt.notice_id == notice_id))
    if (counted or 0) > MOST_ROWS:
        raise TooManyRows
    roles = _roles(session, notice_id)
    rows = session.execute(
        select(
            Member.id, Member.name, Member.telegram_id, Team.district, Team.town, Receipt.confirmed_at, Receipt.answer,
            Delivery.fate, Delivery.reason, Delivery.settled_at,
        )
        .join(Receipt, Receipt.member_id == Member.id)
        .outerjoin(Team, Team.id == Member.team_id)
        .outerjoin(Delivery, Delivery.key == copy_key(notice_id, Receipt.member_id))
        .where(Receipt.notice_id == notice_id)
        .order_by(Team.id.is_(None), Team.id, Member.id)
    ).all()  # fmt: skip
    lines = [
        Line(
            row.district or "", row.town or "", row.name, roles.get(row.id, ()), row.fate or "",
            row.reason or ("" if row.telegram_id else "not joined"), row.settled_at, row.confirmed_at, row.answer or "",
        )
        for row in rows
    ]  # fmt: skip
    return Account(notice, author_name(session, notice), lines, now)


def _roles(session: Session, notice_id: int) -> dict[int, tuple[Role, ...]]:
    rows = session.execute(
        select(Post.member_id, Post.role)
        .join(Receipt, Receipt.member_id == Post.member_id)
        .where(Receipt.notice_id == notice_id, Post.until.is_(None))
        .order_by(Post.id)
    )
    found: dict[int, tuple[Role, ...]] = {}
    for member_id, role in rows:
        found[member_id] = (*found.get(member_id, ()), Role(role))
    return found
