"""A notice that was sent is corrected in every copy, or recalled: both as calls that are owed, counted and named."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Text, cast, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Delivery, Fate, Notice, Receipt
from services import deliveries, workdays
from services.access import Speaker
from services.deliveries import Urgency
from services.hours import Hours
from services.notices.cards import owe_count
from services.notices.drafting import own, require_fit
from services.notices.occasions import COPY, CORRECTED, CORRECTION, FILE, GROUP_COPY, NUDGE, RECALL
from services.notices.refusals import NothingChanged, NoticeClosed, NoticeRecalled, RecallTooLate

RECALLABLE_FOR = timedelta(hours=48)
"""core.telegram.org/bots/api#deletemessage: a message can only be deleted if it was sent less than 48 hours ago."""
_IN_WORDS = (COPY, NUDGE, GROUP_COPY)
_ALL = (*_IN_WORDS, FILE, CORRECTED)
_MAY_STAND = (Fate.WAITING, Fate.LEASED, Fate.SENT)
_CARD_AFTER_SECONDS = (3, 15, 60)


def correct(session: Session, speaker: Speaker, notice_id: int, text: str, hours: Hours, now: datetime) -> Notice:
    """Every copy says this from now on, and that it was corrected; the receipts of the old words are void.

    1. Also copies that are on their way are edited: their words may be the old ones.
    2. An edit makes no sound, so whoever had the old words is told once, not before the next working moment.
    """
    notice = require_changeable(session, speaker, notice_id)
    require_correction(notice, text)
    notice.text, notice.corrected_at, notice.edition = text, now, notice.edition + 1
    session.execute(update(Receipt).where(Receipt.notice_id == notice_id).values(confirmed_at=None))
    session.flush()
    _owe_all(session, notice, CORRECTION, "editMessageText", _IN_WORDS, _MAY_STAND, now)
    told_at = now if notice.urgent else hours.next_open(now, workdays.calendar(session))
    _owe_all(session, notice, CORRECTED, "sendMessage", (COPY,), (Fate.SENT,), told_at)
    _owe_counts(session, notice, now)
    return notice


def recall(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """What waits is not sent, and what was sent is owed to be deleted; refused once 48 hours are over."""
    notice = require_changeable(session, speaker, notice_id)
    require_recallable(notice, now)
    notice.recalled_at = now
    session.flush()
    for occasion in (*_ALL, CORRECTION):
        deliveries.withdraw(session, occasion, str(notice.id))
    _owe_all(session, notice, RECALL, "deleteMessage", _ALL, _MAY_STAND, now)
    _owe_counts(session, notice, now)
    return notice


def require_changeable(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """The speaker's own notice, sent and not recalled."""
    notice = own(session, speaker, notice_id)
    if notice.sent_at is None:
        raise NoticeClosed(notice)
    if notice.recalled_at is not None:
        raise NoticeRecalled
    return notice


def require_correction(notice: Notice, text: str) -> None:
    """Refuses what is no notice, the old words, and words for one that was recalled."""
    if notice.recalled_at is not None:
        raise NoticeRecalled
    require_fit(text)
    if text.strip() == notice.text.strip():
        raise NothingChanged


def require_recallable(notice: Notice, now: datetime) -> None:
    """Refuses (RecallTooLate) what Telegram would."""
    until = (notice.sent_at or now) + RECALLABLE_FOR
    if now >= until:
        raise RecallTooLate(until)


def changed_delivery(session: Session, key: str) -> Delivery | None:
    """The message that a call owed under this key is about, once it stands in somebody's chat."""
    delivery = session.get(Delivery, int(key.rpartition(":")[2]))
    return delivery if delivery is not None and delivery.message_id is not None else None


def _owe_all(
    session: Session, notice: Notice, occasion: str, method: str, about: Sequence[str], fates: Sequence[Fate],
    due_at: datetime,
) -> None:  # fmt: skip
    """One call for each message of the notice, in one statement; its key ends with the number of that message's row."""
    rows = select(
        _key(notice, occasion, Delivery.id),
        literal(occasion),
        literal(str(notice.id)),
        Delivery.chat_id,
        literal(int(Urgency.BULK)),
        literal(method),
        literal(due_at, type_=Delivery.due_at.type),
    ).where(Delivery.subject == str(notice.id), Delivery.occasion.in_(about), Delivery.fate.in_(fates))
    deliveries.owe_all(session, rows)


def _key(notice: Notice, occasion: str, delivery_id: InstrumentedAttribute[int]) -> ColumnElement[str]:
    return literal(f"{occasion}:{notice.id}:edition{notice.edition}:") + cast(delivery_id, Text)


def _owe_counts(session: Session, notice: Notice, now: datetime) -> None:
    for seconds in _CARD_AFTER_SECONDS:
        owe_count(session, notice, now, seconds)
