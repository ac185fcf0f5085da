"""Notices: drafted, shown, sent to an audience, confirmed one by one, and the rest reminded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, insert, literal, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Delivery, Member, Notice, Post, Receipt, Team
from services import access, deliveries
from services.access import Action, Role, Scope, Speaker
from services.deliveries import Fate, Owed, Urgency
from services.work import WorkError

COPY = "notice.copy"
CARD = "notice.card"
MANY = 20
NUDGE_GAP = timedelta(hours=2)
MOST_NUDGES = 2
CARD_EVERY_SECONDS = 3
CARD_AFTER_SECONDS = (3, 15, 60)

__all__ = [
    "CARD", "COPY", "MANY", "AlreadyConfirmed", "Audience", "Count", "Failure", "Kind", "NobodyThere", "NotAddressed",
    "Notice", "NoticeClosed", "NudgeTooSoon", "Progress", "address", "audience_of", "author_name", "card_key",
    "card_message", "confirm", "count", "draft", "drop", "nudge", "own_draft", "progress", "send", "still_waits",
]  # fmt: skip


class Kind(StrEnum):
    """How an audience is described."""

    EVERYBODY = "everybody"
    DISTRICT = "district"
    TOWN_CLASS = "town_class"
    ROLE = "role"
    TEAM = "team"


@dataclass(frozen=True)
class Audience:
    """Whom a notice is for: a kind and, for all but everybody, which."""

    kind: Kind
    which: str = ""


@dataclass(frozen=True)
class Count:
    """How many people an audience is, and the first of their names."""

    people: int
    first_names: tuple[str, ...]
    unreachable: int


@dataclass(frozen=True)
class Failure:
    """Somebody a notice could not reach, and why, in Telegram's words."""

    name: str
    town: str
    reason: str


@dataclass(frozen=True)
class Progress:
    """Where a notice stands now."""

    notice: Notice
    people: int
    delivered: int
    confirmed: int
    waiting: tuple[str, ...]
    failures: tuple[Failure, ...]


class NoticeClosed(WorkError):
    """The draft was sent or dropped already."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.id)
        self.notice = notice


class NobodyThere(WorkError):
    """The audience has no one in it."""


class AlreadyConfirmed(WorkError):
    """A second tap on 收到."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class NudgeTooSoon(WorkError):
    """Reminded less than two hours ago, or twice already; then it is time to phone."""

    def __init__(self, waiting: tuple[str, ...], again_at: datetime | None) -> None:
        super().__init__(again_at)
        self.waiting = waiting
        self.again_at = again_at


class NotAddressed(WorkError):
    """Only people a notice was sent to can confirm it."""


def draft(session: Session, speaker: Speaker, text: str, now: datetime) -> Notice:
    """The words are kept as a draft that nobody has received."""
    access.require(speaker, Action.SEND_NOTICE)
    notice = Notice(author_id=speaker.member_id, text=text, audience={}, drafted_at=now)
    session.add(notice)
    session.flush()
    return notice


def own_draft(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    """The speaker's own unsent notice; NoticeClosed when it is no draft any more."""
    access.require(speaker, Action.SEND_NOTICE)
    notice = _own(session, speaker, notice_id)
    if notice.sent_at or notice.dropped_at:
        raise NoticeClosed(notice)
    return notice


def address(session: Session, speaker: Speaker, notice_id: int, audience: Audience) -> tuple[Notice, Count]:
    """The draft is for these people; returns how many they are. Refuses an empty audience."""
    notice = own_draft(session, speaker, notice_id)
    notice.audience = {"kind": audience.kind, "which": audience.which}
    reached = count(session, speaker, audience)
    if not reached.people:
        raise NobodyThere
    return notice, reached


def count(session: Session, speaker: Speaker, audience: Audience) -> Count:
    """How many people within the speaker's own reach this audience is."""
    inside = _addressed(speaker, audience)
    total = session.scalar(select(func.count()).select_from(Member).where(*inside)) or 0
    silent = session.scalar(select(func.count()).select_from(Member).where(*inside, Member.telegram_id.is_(None)))
    names = session.scalars(select(Member.name).where(*inside).order_by(Member.id).limit(3)).all()
    return Count(total, tuple(names), silent or 0)


def send(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Progress:
    """Everybody of the audience is owed their copy, once, however often this is tapped.

    1. One statement decides who sends: of two taps the second finds the draft closed.
    2. Receipts and deliveries are planned set by set; no person is loaded.
    """
    notice = own_draft(session, speaker, notice_id)
    _close_draft(session, notice, now)
    audience = audience_of(notice)
    people = select(literal(notice.id), Member.id).where(*_addressed(speaker, audience))
    session.execute(insert(Receipt).from_select(["notice_id", "member_id"], people))
    _owe_copies(session, notice, now, "", Receipt.confirmed_at.is_(None))
    for seconds in CARD_AFTER_SECONDS:
        _owe_card(session, notice, now + timedelta(seconds=seconds))
    return progress(session, speaker, notice_id)


def drop(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """The draft is withdrawn unsent."""
    notice = own_draft(session, speaker, notice_id)
    notice.dropped_at = now
    return notice


def confirm(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Notice:
    """The person has taken note; the sender's count follows within seconds."""
    mine = and_(Receipt.notice_id == notice_id, Receipt.member_id == speaker.member_id)
    won = session.scalar(
        update(Receipt).where(mine, Receipt.confirmed_at.is_(None)).values(confirmed_at=now).returning(Receipt.id)
    )
    if won is None:
        confirmed_at = session.scalar(select(Receipt.confirmed_at).where(mine))
        if confirmed_at is None:
            raise NotAddressed
        raise AlreadyConfirmed(confirmed_at)
    notice = session.get_one(Notice, notice_id)
    _owe_card(session, notice, now + timedelta(seconds=CARD_EVERY_SECONDS))
    return notice


def nudge(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> int:
    """Those who have not confirmed are owed the notice again; returns how many. At most twice, two hours apart."""
    state = progress(session, speaker, notice_id)
    notice = state.notice
    again_at = (notice.nudged_at or notice.sent_at or now) + NUDGE_GAP
    if notice.nudges >= MOST_NUDGES:
        raise NudgeTooSoon(state.waiting, None)
    if now < again_at:
        raise NudgeTooSoon(state.waiting, again_at)
    notice.nudges += 1
    notice.nudged_at = now
    _owe_copies(session, notice, now, f":nudge{notice.nudges}", Receipt.confirmed_at.is_(None))
    return len(state.waiting)


def progress(session: Session, speaker: Speaker, notice_id: int) -> Progress:
    """Who got it, who confirmed, who could not be reached; for its author alone."""
    notice = _own(session, speaker, notice_id)
    rows = session.execute(
        select(Member.name, Receipt.confirmed_at, Delivery.fate, Delivery.reason, Team.town, Member.telegram_id)
        .join(Receipt, Receipt.member_id == Member.id)
        .outerjoin(Team, Team.id == Member.team_id)
        .outerjoin(Delivery, Delivery.key == _copy_key(notice_id, Receipt.member_id))
        .where(Receipt.notice_id == notice_id)
        .order_by(Receipt.id)
    ).all()
    failures = tuple(
        Failure(row.name, row.town or "", row.reason or ("" if row.telegram_id else "not joined"))
        for row in rows
        if row.fate in (Fate.REFUSED, Fate.PARKED) or row.telegram_id is None
    )
    return Progress(
        notice,
        people=len(rows),
        delivered=sum(row.fate == Fate.SENT for row in rows),
        confirmed=sum(row.confirmed_at is not None for row in rows),
        waiting=tuple(row.name for row in rows if row.confirmed_at is None and row.telegram_id is not None),
        failures=failures,
    )


def still_waits(session: Session, member_id: int | None, notice_id: int) -> Notice | None:
    """The notice, unless this person has confirmed it since it was owed to them."""
    return session.scalar(
        select(Notice)
        .join(Receipt, Receipt.notice_id == Notice.id)
        .where(Notice.id == notice_id, Receipt.member_id == member_id, Receipt.confirmed_at.is_(None))
    )


def card_message(session: Session, notice_id: int) -> int | None:
    """The number of the sender's card in their chat, once it is sent."""
    return session.scalar(select(Delivery.message_id).where(Delivery.key == card_key(notice_id)))


def card_key(notice_id: int) -> str:
    """The delivery that is the sender's card."""
    return f"notice:{notice_id}:card"


def audience_of(notice: Notice) -> Audience:
    """Whom the notice is for."""
    return Audience(Kind(str(notice.audience["kind"])), str(notice.audience["which"]))


def author_name(session: Session, notice: Notice) -> str:
    """The publisher, always shown (D12)."""
    return session.scalars(select(Member.name).where(Member.id == notice.author_id)).one()


def _own(session: Session, speaker: Speaker, notice_id: int) -> Notice:
    notice = session.get(Notice, notice_id)
    if notice is None or notice.author_id != speaker.member_id:
        raise access.NotAllowed(Action.SEND_NOTICE, None)
    return notice


def _close_draft(session: Session, notice: Notice, now: datetime) -> None:
    won = session.scalar(
        update(Notice).where(Notice.id == notice.id, Notice.sent_at.is_(None)).values(sent_at=now).returning(Notice.id)
    )
    if won is None:
        raise NoticeClosed(notice)
    session.refresh(notice)


def _addressed(speaker: Speaker, audience: Audience) -> Sequence[ColumnElement[bool]]:
    """Members with a post now, of this audience, within what the sender's own post covers, the sender aside."""
    held = select(Post.member_id).where(Post.until.is_(None))
    inside: list[ColumnElement[bool]] = [Member.left_at.is_(None), Member.id.in_(held), Member.id != speaker.member_id]
    inside.append(_described(audience, held))
    reach = access.reach(speaker, Action.SEND_NOTICE)
    if not reach.city:
        teams = select(Team.id).where(or_(Team.district.in_(reach.districts), Team.town.in_(reach.towns)))
        inside.append(Member.team_id.in_(teams))
    return inside


def _described(audience: Audience, held: Select[int]) -> ColumnElement[bool]:
    if audience.kind is Kind.ROLE:
        return Member.id.in_(held.where(Post.role == Role(audience.which)))
    columns = {Kind.DISTRICT: Team.district, Kind.TOWN_CLASS: Team.town_class, Kind.TEAM: Team.town}
    if audience.kind in columns:
        return Member.team_id.in_(select(Team.id).where(columns[audience.kind] == audience.which))
    return Member.id.in_(held.where(Post.scope.in_(tuple(Scope))))


def _owe_copies(session: Session, notice: Notice, now: datetime, suffix: str, which: ColumnElement[bool]) -> None:
    people = (
        select(
            _copy_key(notice.id, Receipt.member_id, suffix),
            literal(COPY),
            literal(str(notice.id)),
            Member.telegram_id,
            literal(int(Urgency.BULK)),
            literal("sendMessage"),
            literal(now, type_=Delivery.due_at.type),
        )
        .join(Member, Member.id == Receipt.member_id)
        .where(Receipt.notice_id == notice.id, which, Member.telegram_id.is_not(None))
    )
    deliveries.owe_all(session, people)


def _copy_key(
    notice_id: int, member_id: ColumnElement[int] | InstrumentedAttribute[int], suffix: str = ""
) -> ColumnElement[str]:
    return literal(f"notice:{notice_id}:") + cast(member_id, Text) + literal(suffix)


def _owe_card(session: Session, notice: Notice, due_at: datetime) -> None:
    """The sender's count is edited once in three seconds at most: the moment's third of a second is the key."""
    chat = session.scalar(select(Member.telegram_id).where(Member.id == notice.author_id))
    moment = int(due_at.timestamp()) // CARD_EVERY_SECONDS
    if chat is not None:
        one = Owed(
            f"{card_key(notice.id)}:{moment}", chat, "editMessageText", None, CARD, str(notice.id), Urgency.PERSONAL
        )
        deliveries.owe(session, [one], due_at)
