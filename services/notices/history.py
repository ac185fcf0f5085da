"""The notices somebody sent, and those somebody got, with their figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.models import Member, Notice, Receipt
from services import access
from services.access import Action, Speaker

A_PAGE = 6


@dataclass(frozen=True)
class Sent:
    """A notice that went out, with how many got it to confirm and how many have."""

    notice: Notice
    people: int
    confirmed: int


@dataclass(frozen=True)
class Got:
    """A notice the person got, who published it, and what they did with it."""

    notice: Notice
    author: str
    receipt: Receipt


@dataclass(frozen=True)
class Page:
    """One page of the notices somebody sent; `number` counts from 1."""

    notices: Sequence[Sent]
    number: int
    pages: int


def sent(session: Session, speaker: Speaker, number: int) -> Page:
    """The speaker's own notices, the latest first."""
    mine = (Notice.author_id == speaker.member_id, Notice.sent_at.is_not(None))
    total = session.scalar(select(func.count()).select_from(Notice).where(*mine)) or 0
    pages = max(1, -(-total // A_PAGE))
    number = min(max(1, number), pages)
    query = select(Notice).where(*mine).order_by(Notice.sent_at.desc(), Notice.id.desc())
    rows = session.scalars(query.offset((number - 1) * A_PAGE).limit(A_PAGE)).all()
    counts = _counts(session, [one.id for one in rows])
    return Page([Sent(one, *counts.get(one.id, (0, 0))) for one in rows], number, pages)


def got(session: Session, speaker: Speaker) -> Sequence[Got]:
    """The last notices the person got: those that wait for their word first. Refuses strangers."""
    access.require(speaker, Action.READ_NOTICES)
    waits = case((Receipt.confirmed_at.is_(None) & (Notice.asks != "note"), 0), else_=1)
    rows = session.execute(
        select(Notice, Member.name, Receipt)
        .join(Receipt, Receipt.notice_id == Notice.id)
        .join(Member, Member.id == Notice.author_id)
        .where(Receipt.member_id == speaker.member_id, Notice.recalled_at.is_(None))
        .order_by(waits, Notice.sent_at.desc())
        .limit(A_PAGE)
    )
    return [Got(notice, author, receipt) for notice, author, receipt in rows]


def _counts(session: Session, notices: Sequence[int]) -> dict[int, tuple[int, int]]:
    rows = session.execute(
        select(Receipt.notice_id, func.count(), func.count(Receipt.confirmed_at))
        .where(Receipt.notice_id.in_(notices))
        .group_by(Receipt.notice_id)
    )
    return {notice_id: (people, confirmed) for notice_id, people, confirmed in rows}
