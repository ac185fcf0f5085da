"""Finishing a duty: in time by one tap, late with the real day and a reason (C8), step by step (C13), and undoing."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Occurrence, State, StepTick, Turn
from knowledge.duties import DutyBook
from services import access
from services.access import Action, Speaker
from services.clock import day_of
from services.duties.items import Item, find
from services.duties.owners import owners
from services.duties.refusals import AlreadyDone, ImpossibleDay, IsLate, NeedsLateReason, NotYetOpen, TooLateToUndo
from services.people import team_view

UNDO_WITHIN = timedelta(minutes=10)
DONE, LATE, UNDONE, TICKED, UNTICKED = "done", "late", "undone", "ticked", "unticked"


def finish(session: Session, speaker: Speaker, occurrence_id: int, shipped: DutyBook, now: datetime) -> Item:
    """Done, today. Refuses what is done (AlreadyDone), late (IsLate) or not open yet."""
    item = open_item(session, speaker, occurrence_id, shipped, now)
    if day_of(now) > item.occurrence.due_on:
        raise IsLate(item.occurrence)
    _close(session, speaker, item.occurrence, State.DONE, day_of(now), None, now)
    return item


def finish_late(
    session: Session,
    speaker: Speaker,
    occurrence_id: int,
    done_on: date,
    reason: str | None,
    shipped: DutyBook,
    now: datetime,
) -> Item:
    """Done on that day, said afterwards (C8); done within the window it was in time, only told of late."""
    item = open_item(session, speaker, occurrence_id, shipped, now)
    one = item.occurrence
    if done_on > day_of(now) or done_on < one.opens_on:
        raise ImpossibleDay(done_on, one.opens_on)
    if done_on > one.due_on and not reason:
        raise NeedsLateReason(one, done_on)
    _close(session, speaker, one, State.LATE if done_on > one.due_on else State.DONE, done_on, reason, now)
    return find(session, speaker, occurrence_id, shipped, now)


def undo(session: Session, speaker: Speaker, occurrence_id: int, shipped: DutyBook, now: datetime) -> Item:
    """Whoever finished it takes it back within ten minutes; taken back twice it stays open."""
    item = find(session, speaker, occurrence_id, shipped, now, Action.FINISH_DUTY)
    one = item.occurrence
    if one.done_at is None:
        return item
    if one.done_by != speaker.member_id or now - one.done_at > UNDO_WITHIN:
        raise TooLateToUndo
    one.state, one.done_by, one.done_on, one.done_at, one.reason = State.OPEN, None, None, None, None
    _turn(session, speaker, one, UNDONE, None, now)
    return item


def tick(session: Session, speaker: Speaker, occurrence_id: int, step: int, shipped: DutyBook, now: datetime) -> Item:
    """The step changes between ☐ and ☑; the last ☑ finishes an occurrence that is not late."""
    item = open_item(session, speaker, occurrence_id, shipped, now)
    one = item.occurrence
    ticked = next((tick for tick in one.steps if tick.step == step), None)
    if ticked is None:
        session.add(StepTick(occurrence_id=one.id, step=step, member_id=speaker.member_id, ticked_at=now))
    else:
        session.delete(ticked)
    _turn(session, speaker, one, UNTICKED if ticked else TICKED, item.duty.steps[step].name, now)
    item = find(session, speaker, occurrence_id, shipped, now)
    if len(one.steps) == len(item.duty.steps) and day_of(now) <= one.due_on:
        _close(session, speaker, one, State.DONE, day_of(now), None, now)
    return item


def may_finish(speaker: Speaker, item: Item) -> bool:
    """Whether this person is of the team whose duty it is; offices and town halls only look."""
    return access.allows(speaker, Action.FINISH_DUTY, team_view(item.occurrence.team))


def open_item(session: Session, speaker: Speaker, occurrence_id: int, shipped: DutyBook, now: datetime) -> Item:
    """Open, within its window, and the speaker's to finish: the owner's, the deputy's or the captain's."""
    item = find(session, speaker, occurrence_id, shipped, now, Action.FINISH_DUTY)
    one = item.occurrence
    if one.state != State.OPEN:
        raise AlreadyDone(one)
    if one.opens_on > day_of(now):
        raise NotYetOpen(one)
    if one.member_id not in (None, speaker.member_id):
        _require_stand_in(session, speaker, one, now)
    return item


def _require_stand_in(session: Session, speaker: Speaker, occurrence: Occurrence, now: datetime) -> None:
    whose = owners(day_of(now))
    hearer = session.scalar(select(whose.hearer).select_from(whose.source).where(Occurrence.id == occurrence.id))
    if hearer != speaker.member_id:
        access.require(speaker, Action.ARRANGE_DUTIES, team_view(occurrence.team))


def _close(
    session: Session,
    speaker: Speaker,
    occurrence: Occurrence,
    state: State,
    done_on: date,
    reason: str | None,
    now: datetime,
) -> None:
    occurrence.state, occurrence.done_on, occurrence.done_at = state, done_on, now
    occurrence.done_by, occurrence.reason = speaker.member_id, reason
    _turn(session, speaker, occurrence, LATE if state is State.LATE else DONE, reason, now)


def _turn(
    session: Session, speaker: Speaker, occurrence: Occurrence, act: str, note: str | None, now: datetime
) -> None:
    session.add(Turn(occurrence_id=occurrence.id, member_id=speaker.member_id, at=now, act=act, note=note))
    session.flush()
