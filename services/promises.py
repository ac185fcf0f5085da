"""What was promised to villagers (B16): made by a visit, recited before the next, closed only once the person knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from db.models import Member, Promise, Team, Visit
from services import access, deliveries, workdays
from services.access import Action, Speaker
from services.clock import day_of
from services.deliveries import Owed, Urgency
from services.hours import Hours
from services.households import home_of
from services.morning import has_digest
from services.people import team_view
from services.understanding import Promise as Said
from services.understanding.people import households
from services.understanding.plain import plain
from services.work import WorkError

__all__ = [
    "DUE", "UNDO_WITHIN", "Match", "Promise", "PromiseClosed", "drop", "due_by", "find", "horizon", "make",
    "meant", "of_visit", "plan", "set_day", "still_open", "tell", "untell",
]  # fmt: skip

DUE = "promises.due"
UNDO_WITHIN = timedelta(minutes=10)
_ALIKE = 0.34
"""So large a part of a promise's pairs of characters must stand in the words that say it was kept."""
_KEPT_LOOKED_AT = 30


class PromiseClosed(WorkError):
    """It was told at `told_at`, or fell away with its visit (None)."""

    def __init__(self, told_at: datetime | None) -> None:
        super().__init__(told_at)
        self.told_at = told_at


@dataclass(frozen=True)
class Match:
    """Which open promises some words may mean, the likeliest first; `sure` where it can only be the first."""

    promises: Sequence[Promise]
    sure: bool


def make(visit: Visit, said: Sequence[Said], now: datetime) -> None:
    """The visit makes exactly these promises: those it no longer makes fall away, unless they were kept."""
    made = {promise.what: promise for promise in visit.promises}
    wanted = {promise.what: promise.by for promise in said}
    for what, promise in made.items():
        if what not in wanted and promise.told_at is None:
            promise.dropped_at = now
    for what, due_on in wanted.items():
        promise = made.get(what) or _new(visit, what)
        promise.due_on, promise.dropped_at = due_on, None
        promise.village, promise.household, promise.home = visit.village, visit.household, visit.home


def drop(visit: Visit, now: datetime) -> None:
    """The visit was undone: what it promised and nobody has kept falls away."""
    make(visit, (), now)


def of_visit(session: Session, visit_id: int) -> Sequence[Promise]:
    """Every promise the visit made, those that fell away too."""
    return session.scalars(select(Promise).where(Promise.visit_id == visit_id).order_by(Promise.id)).all()


def still_open(
    session: Session, speaker: Speaker, home: str | None = None, villages: Sequence[str] = ()
) -> Sequence[Promise]:
    """The team's open promises, or those to one household; the nearest first, those without a day last.

    Where `villages` are given, those made in another are left out; one whose village nobody said may still fit.
    """
    access.require(speaker, Action.LIST_VISITS, speaker.team)
    if speaker.team is None:
        return ()
    to_home = [] if home is None else [Promise.home == home]
    return _open(session, speaker.team.id, *to_home, *_made_in(villages))


def find(session: Session, speaker: Speaker, promise_id: int) -> Promise:
    """The promise, for somebody of its team; PromiseClosed where it is kept or fell away."""
    promise = session.scalar(select(Promise).where(Promise.id == promise_id).options(joinedload(Promise.member)))
    if promise is None:
        raise PromiseClosed(None)
    access.require(speaker, Action.CORRECT_VISIT, team_view(session.get_one(Team, promise.team_id)))
    if promise.told_at is not None or promise.dropped_at is not None:
        raise PromiseClosed(promise.told_at)
    return promise


def set_day(session: Session, speaker: Speaker, promise_id: int, due_on: date) -> Promise:
    """The day by which it was promised is known."""
    promise = find(session, speaker, promise_id)
    promise.due_on = due_on
    return promise


def tell(session: Session, speaker: Speaker, promise_id: int, now: datetime, told_on: date | None = None) -> Promise:
    """已告知本人: the promise is kept and the person knows; nothing else closes one."""
    promise = find(session, speaker, promise_id)
    promise.told_at, promise.told_by, promise.told_on = now, speaker.member_id, told_on or day_of(now)
    return promise


def untell(session: Session, speaker: Speaker, promise_id: int, now: datetime) -> Promise:
    """Taken back within ten minutes by whoever said so."""
    promise = session.get(Promise, promise_id)
    if promise is None or promise.told_at is None or promise.told_by != speaker.member_id:
        raise PromiseClosed(promise.told_at if promise else None)
    if now - promise.told_at > UNDO_WITHIN:
        raise PromiseClosed(promise.told_at)
    promise.told_at, promise.told_by, promise.told_on = None, None, None
    return promise


def meant(session: Session, speaker: Speaker, words: str, villages: Sequence[str] = ()) -> Match:
    """Which open promises these words say were kept: of the household they name, else by the words in common.

    `villages` are those the words name: one name in two villages is two households. Where they mean none that is
    open but one that was kept lately, PromiseClosed says when.
    """
    open_ones = still_open(session, speaker, villages=villages)
    text = plain(words)
    homes = {home_of(span.of(text)) for span in households(text)}
    of_home = [one for one in open_ones if _is_to(one, homes, text)]
    ranked = sorted(of_home or open_ones, key=lambda one: -_likeness(one.what, text))
    alike = [one for one in ranked if _likeness(one.what, text) >= _ALIKE]
    if len(alike) == 1:
        return Match(alike, sure=True)
    candidates = alike or of_home
    if not candidates and (kept := _kept(session, speaker, homes, text, villages)) is not None:
        raise PromiseClosed(kept.told_at)
    return Match(candidates or open_ones, sure=len(candidates) == 1 and bool(of_home))


def due_by(session: Session, member_id: int, last: date) -> Sequence[Promise]:
    """The person's open promises that are due up to this day."""
    return session.scalars(
        select(Promise)
        .where(Promise.member_id == member_id, Promise.due_on <= last, *_UNDONE)
        .options(joinedload(Promise.member))
        .order_by(Promise.due_on, Promise.id)
    ).all()


def horizon(session: Session, today: date) -> date:
    """The last day before the next working day: on Friday the weekend is spoken of."""
    return workdays.calendar(session).next_working(today + timedelta(days=1)) - timedelta(days=1)


def plan(session: Session, hours: Hours, now: datetime) -> None:
    """On the morning of a working day whoever has a promise due by the next one is told, once a day for all.

    Whoever has a digest that day finds them there (C18).
    """
    today = day_of(now)
    if now < hours.digest_moment(today) or not workdays.calendar(session).is_working(today):
        return
    last = horizon(session, today)
    chats = session.scalars(
        select(Member.telegram_id)
        .join(Promise, Promise.member_id == Member.id)
        .where(Promise.due_on.between(today, last), *_UNDONE, ~has_digest(today, Member.telegram_id))
        .where(Member.telegram_id.is_not(None), Member.left_at.is_(None), Member.blocked_at.is_(None))
        .distinct()
    )
    owed = [
        Owed(f"{DUE}:{chat}:{today}", chat, "sendMessage", None, DUE, today.isoformat(), Urgency.DIGEST)
        for chat in chats
        if chat is not None
    ]
    deliveries.owe(session, owed, now)


_UNDONE = (Promise.told_at.is_(None), Promise.dropped_at.is_(None))


def _made_in(villages: Sequence[str]) -> list[ColumnElement[bool]]:
    return [or_(Promise.village.in_(villages), Promise.village.is_(None))] if villages else []


def _open(session: Session, team_id: int, *which: ColumnElement[bool]) -> Sequence[Promise]:
    return session.scalars(
        select(Promise)
        .where(Promise.team_id == team_id, *_UNDONE, *which)
        .options(joinedload(Promise.member))
        .order_by(Promise.due_on.is_(None), Promise.due_on, Promise.id)
    ).all()


def _kept(
    session: Session, speaker: Speaker, homes: set[str | None], text: str, villages: Sequence[str]
) -> Promise | None:
    """Of the promises kept last the latest that these words may mean: to a household they name, or alike."""
    if speaker.team is None:
        return None
    kept = session.scalars(
        select(Promise)
        .where(Promise.team_id == speaker.team.id, Promise.told_at.is_not(None), Promise.dropped_at.is_(None))
        .where(*_made_in(villages))
        .order_by(Promise.told_at.desc())
        .limit(_KEPT_LOOKED_AT)
    )
    return next((one for one in kept if _is_meant(one, homes, text)), None)


def _is_meant(promise: Promise, homes: set[str | None], text: str) -> bool:
    return _is_to(promise, homes, text) or _likeness(promise.what, text) >= _ALIKE


def _is_to(promise: Promise, homes: set[str | None], text: str) -> bool:
    return bool(promise.home) and (promise.home in homes or plain(promise.home or "") in text)


def _new(visit: Visit, what: str) -> Promise:
    promise = Promise(team_id=visit.team_id, member_id=visit.author_id, what=what, made_on=visit.visited_on)
    visit.promises.append(promise)
    return promise


def _likeness(what: str, text: str) -> float:
    """The part of the promise's character pairs that stand in the text."""
    said = plain(what)
    pairs = {said[i : i + 2] for i in range(len(said) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
