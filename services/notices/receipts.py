"""What those who got a notice do with it: confirm, take that back, answer, change the answer."""

from datetime import datetime

from sqlalchemy import ColumnElement, Text, and_, cast, exists, literal, or_, select, update
from sqlalchemy.orm import Session

from db.models import Delivery, Fate, Notice, Receipt
from services.access import Speaker
from services.notices.cards import owe_count
from services.notices.drafting import Asks
from services.notices.refusals import (
    AlreadyConfirmed,
    AnswerTooLong,
    CollectionClosed,
    NotAddressed,
    NothingToTakeBack,
    NoticeRecalled,
    TextCorrected,
)

MOST_ANSWER = 1000
MOST_WAITING = 6


def confirm(session: Session, speaker: Speaker, notice_id: int, edition: int, now: datetime) -> Notice:
    """The person has taken note of this edition; the sender's count follows within seconds."""
    notice = _addressed(session, speaker, notice_id)
    if edition != notice.edition:
        raise TextCorrected
    mine = _mine(speaker, notice_id)
    won = session.scalar(
        update(Receipt).where(mine, Receipt.confirmed_at.is_(None)).values(confirmed_at=now).returning(Receipt.id)
    )
    if won is None:
        raise AlreadyConfirmed(session.scalar(select(Receipt.confirmed_at).where(mine)) or now)
    owe_count(session, notice, now)
    return notice


def take_back(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """The person has not confirmed after all; what they answered is kept, but counts no more."""
    notice = _addressed(session, speaker, notice_id)
    mine = _mine(speaker, notice_id)
    undone = session.scalar(
        update(Receipt).where(mine, Receipt.confirmed_at.is_not(None)).values(confirmed_at=None).returning(Receipt.id)
    )
    if undone is None:
        raise NothingToTakeBack
    owe_count(session, notice, now)
    return notice


def answer(session: Session, speaker: Speaker, notice_id: int, words: str, now: datetime) -> Notice:
    """The person's answer is this one, until the collection is closed; the one before is replaced."""
    notice = answerable(session, speaker, notice_id)
    if len(words) > MOST_ANSWER:
        raise AnswerTooLong(len(words), MOST_ANSWER)
    session.execute(update(Receipt).where(_mine(speaker, notice_id)).values(answer=words, confirmed_at=now))
    owe_count(session, notice, now)
    return notice


def repeat(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """The answer given before a correction, or taken back, stands again. Refuses where there is none."""
    receipt = receipt_of(session, speaker.member_id, notice_id)
    if receipt is None or not receipt.answer:
        raise NothingToTakeBack
    return answer(session, speaker, notice_id, receipt.answer, now)


def answerable(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """The notice, while the speaker may answer it."""
    notice = _addressed(session, speaker, notice_id)
    if notice.closed_at is not None:
        raise CollectionClosed(notice.closed_at)
    return notice


def received(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """A notice the person got; refused where they did not, or it was recalled."""
    return _addressed(session, speaker, notice_id)


def receipt_of(session: Session, member_id: int | None, notice_id: int) -> Receipt | None:
    """The person's copy; None where the notice was not for them."""
    return session.scalar(select(Receipt).where(Receipt.notice_id == notice_id, Receipt.member_id == member_id))


def still_waits(session: Session, member_id: int | None, notice_id: int) -> Notice | None:
    """The notice, unless it was recalled, or this person has confirmed it since it was owed to them."""
    return session.scalar(
        select(Notice)
        .join(Receipt, Receipt.notice_id == Notice.id)
        .where(Notice.id == notice_id, Receipt.member_id == member_id, Receipt.confirmed_at.is_(None))
        .where(Notice.recalled_at.is_(None))
    )


def waiting_for(session: Session, speaker: Speaker) -> list[Notice]:
    """The notices that reached the person and still wait for their word, the latest first."""
    key = literal("notice:") + cast(Notice.id, Text) + literal(":") + cast(Receipt.member_id, Text)
    reached = exists().where(Delivery.key == key, Delivery.fate == Fate.SENT)
    open_still = or_(Notice.asks == Asks.CONFIRM, (Notice.asks == Asks.REPLY) & Notice.closed_at.is_(None))
    query = (
        select(Notice)
        .join(Receipt, Receipt.notice_id == Notice.id)
        .where(Receipt.member_id == speaker.member_id, Receipt.confirmed_at.is_(None))
        .where(Notice.recalled_at.is_(None), open_still, reached)
        .order_by(Notice.sent_at.desc(), Notice.id.desc())
        .limit(MOST_WAITING)
    )
    return list(session.scalars(query))


def copied_to(session: Session, notice_id: int, speaker: Speaker) -> int | None:
    """The number of the person's own copy in their chat, once it is sent."""
    key = f"notice:{notice_id}:{speaker.member_id}"
    return session.scalar(select(Delivery.message_id).where(Delivery.key == key))


def replied_to(session: Session, speaker: Speaker, message_id: int) -> Notice | None:
    """The notice whose copy, or reminder, this message of the person's chat is."""
    subject = session.scalar(
        select(Delivery.subject).where(
            Delivery.chat_id == speaker.telegram_id,
            Delivery.message_id == message_id,
            Delivery.key.startswith("notice:"),
        )
    )
    notice = session.get(Notice, int(subject)) if subject else None
    return notice if notice and receipt_of(session, speaker.member_id, notice.id) else None


def _addressed(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    if receipt_of(session, speaker.member_id, notice_id) is None:
        raise NotAddressed
    notice = session.get_one(Notice, notice_id)
    if notice.recalled_at is not None:
        raise NoticeRecalled
    return notice


def _mine(speaker: Speaker, notice_id: int) -> ColumnElement[bool]:
    return and_(Receipt.notice_id == notice_id, Receipt.member_id == speaker.member_id)
