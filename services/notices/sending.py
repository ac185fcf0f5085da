"""Sending a notice: everybody of the audience is owed their copy, once, planned set by set."""

from datetime import datetime

from sqlalchemy import ColumnElement, Text, cast, func, insert, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Delivery, Group, Member, Notice, NoticeFile, Receipt
from services import deliveries, people, workdays
from services.access import Action, Speaker, allows
from services.deliveries import Owed, Urgency
from services.hours import Hours
from services.notices.audience import addressed, audience_of
from services.notices.cards import owe_count, owe_first
from services.notices.drafting import FileKind, files, own_draft, require_complete
from services.notices.occasions import COPY, FILE, GROUP_COPY
from services.notices.refusals import NoticeClosed

MANY = 20
_GROUP = "group"
_CARD_AFTER_SECONDS = (3, 15, 60)
_METHODS = {FileKind.PHOTO: "sendPhoto", FileKind.DOCUMENT: "sendDocument"}


def quiet_until(session: Session, notice: Notice, hours: Hours, moment: datetime) -> datetime | None:
    """The next moment at which people may be disturbed; None where that is this one, or the notice is urgent."""
    calendar = workdays.calendar(session)
    if notice.urgent or not hours.is_quiet(moment, calendar):
        return None
    return hours.next_open(moment, calendar)


def send(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """Everybody of the audience is owed their copy, once, however often this is tapped.

    1. One statement decides who sends: of two taps the second finds the draft closed.
    2. Receipts and deliveries are planned set by set; no person is loaded.
    3. Files stand behind the words of the same person, since a chat hears one thing after the other.
    """
    notice = own_draft(session, speaker, notice_id)
    require_complete(notice)
    _close_draft(session, notice, now)
    inside = addressed(speaker, audience_of(notice), now)
    receipts = select(literal(notice.id), Member.id).where(*inside)
    session.execute(insert(Receipt).from_select(["notice_id", "member_id"], receipts))
    notice.people = session.scalar(select(func.count()).where(Receipt.notice_id == notice.id)) or 0
    owe_copies(session, notice, COPY, now)
    _owe_files(session, notice, now)
    _owe_group_copies(session, notice, now)
    owe_first(session, notice, now)
    for seconds in _CARD_AFTER_SECONDS:
        owe_count(session, notice, now, seconds)
    return notice


def plan(session: Session, now: datetime) -> None:
    """What was to go out by now goes out; one whose author may send no more is dropped."""
    due = select(Notice).where(Notice.send_at <= now, Notice.sent_at.is_(None), Notice.dropped_at.is_(None))
    for notice in session.scalars(due).all():
        author = _author(session, notice)
        if author is None or not allows(author, Action.SEND_NOTICE):
            notice.dropped_at = now
        else:
            send(session, author, notice.id, now)


def owe_copies(
    session: Session, notice: Notice, occasion: str, due_at: datetime, suffix: str = "",
    urgency: Urgency = Urgency.BULK,
) -> None:  # fmt: skip
    """Whoever has not confirmed is owed a message of this occasion, in one statement."""
    rows = (
        select(
            copy_key(notice.id, Receipt.member_id, suffix),
            literal(occasion),
            literal(str(notice.id)),
            Member.telegram_id,
            literal(int(urgency)),
            literal("sendMessage"),
            literal(due_at, type_=Delivery.due_at.type),
        )
        .join(Member, Member.id == Receipt.member_id)
        .where(Receipt.notice_id == notice.id, Receipt.confirmed_at.is_(None), Member.telegram_id.is_not(None))
    )
    deliveries.owe_all(session, rows)


def copy_key(
    notice_id: int, member_id: ColumnElement[int] | InstrumentedAttribute[int], suffix: str = ""
) -> ColumnElement[str]:
    """The key of a person's copy, or of what follows it."""
    return literal(f"notice:{notice_id}:") + cast(member_id, Text) + literal(suffix)


def file_of(session: Session, key: str) -> NoticeFile | None:
    """The file that is owed under this key."""
    _, notice_id, _, tail = key.split(":", 3)
    return session.get(NoticeFile, (int(notice_id), int(tail.removeprefix("file"))))


def topic_of(session: Session, key: str) -> int | None:
    """The topic of the group that what is owed under this key goes to; None for a person or the chat itself."""
    whose = key.split(":")[2]
    if not whose.startswith(_GROUP):
        return None
    return session.get_one(Group, int(whose.removeprefix(_GROUP))).topic or None


def _owe_files(session: Session, notice: Notice, now: datetime) -> None:
    for file in files(session, notice.id):
        rows = (
            select(
                copy_key(notice.id, Receipt.member_id, f":file{file.number}"),
                literal(FILE),
                literal(str(notice.id)),
                Member.telegram_id,
                literal(int(Urgency.BULK)),
                literal(_METHODS[FileKind(file.kind)]),
                literal(now, type_=Delivery.due_at.type),
            )
            .join(Member, Member.id == Receipt.member_id)
            .where(Receipt.notice_id == notice.id, Member.telegram_id.is_not(None))
        )
        deliveries.owe_all(session, rows)


def _owe_group_copies(session: Session, notice: Notice, now: datetime) -> None:
    groups = session.scalars(
        select(Group).where(Group.id.in_(audience_of(notice).groups), Group.left_at.is_(None))
    ).all()
    for group in groups:
        key, chat = f"notice:{notice.id}:{_GROUP}{group.id}", group.chat_id
        copy = Owed(key, chat, "sendMessage", None, GROUP_COPY, str(notice.id), Urgency.BULK)
        along = [
            Owed(
                f"{key}:file{one.number}", chat, _METHODS[FileKind(one.kind)], None, FILE, str(notice.id), Urgency.BULK
            )
            for one in files(session, notice.id)
        ]
        deliveries.owe(session, [copy, *along], now)


def _author(session: Session, notice: Notice) -> Speaker | None:
    author = session.get_one(Member, notice.author_id)
    if author.telegram_id is None or author.left_at is not None:
        return None
    return people.speakers(session, [(author.telegram_id, author.name)])[author.telegram_id]


def _close_draft(session: Session, notice: Notice, now: datetime) -> None:
    won = session.scalar(
        update(Notice)
        .where(Notice.id == notice.id, Notice.sent_at.is_(None), Notice.dropped_at.is_(None))
        .values(sent_at=now)
        .returning(Notice.id)
    )
    session.refresh(notice)
    if won is None:
        raise NoticeClosed(notice)
