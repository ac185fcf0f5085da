"""What a person has on today: own duties due soon or late, and what fell late below them (C5, C7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from db.models import Absence, DutyPlanning, Member, Occurrence, Rung, State
from knowledge.duties import DutyBook
from services import access, promises, workdays
from services.access import Action, Role, Speaker
from services.clock import TEAM_ZONE, day_of
from services.duties import evidence
from services.duties.book import book
from services.duties.items import SOON, Item, Urgent, item_of, loaded
from services.duties.on_the_way import Stop, stops
from services.duties.owners import owners
from services.duties.rungs import CAPTAIN_RUNG, OFFICE_RUNG
from services.promises import Promise
from services.workdays import Calendar

# What is late longer than this is no longer brought up; it can still be finished from /duties.
LISTED = timedelta(days=30)
_ORDER = (Urgent.TODAY, Urgent.SOON, Urgent.OVERDUE, Urgent.LATER)


@dataclass(frozen=True)
class Agenda:
    """`items` are the reader's own, the nearest first; `below` what is late with others and was told to the reader.

    What is due soon stands before what is late, and before all else what counts from 进驻日. `countdowns` are the
    reader's own that count from it and are not near yet; `on_the_way` what is open in which village. `while_away`
    counts what fell due while the assistant was down; `estimated` are years that a date depends on and whose days off
    are not known yet.
    """

    today: date
    items: Sequence[Item]
    below: Sequence[Item]
    countdowns: Sequence[Item] = ()
    of_one_team: bool = True
    on_the_way: Sequence[Stop] = ()
    while_away: int = 0
    estimated: Sequence[int] = ()
    promises: Sequence[Promise] = ()

    def count(self, urgent: Urgent) -> int:
        """How many open ones are this near."""
        return sum(not item.is_done and item.urgent(self.today) is urgent for item in self.items)


def of(session: Session, speaker: Speaker, shipped: DutyBook, now: datetime) -> Agenda:
    """The agenda of this moment; what was finished today stays in it, ticked."""
    access.require(speaker, Action.SEE_DUTIES, speaker.team)
    today, calendar, known = day_of(now), workdays.calendar(session), book(session, shipped)
    if speaker.team is not None:
        evidence.settle(session, known, now, speaker.team.id)
    counting = [duty.id for duty in known if duty.after_stationing is not None]
    own = _items(session.execute(_own(speaker, known, counting, now)).all(), known, calendar, today)
    own.sort(key=lambda item: _rank(item, item.duty.id in counting, today))
    below = _items(session.execute(_below(speaker, known, today)).all(), known, calendar, today)
    own_ids = {item.occurrence.id for item in own}
    far = [item for item in own if item.duty.id in counting and item.urgent(today) is Urgent.LATER and not item.is_done]
    return Agenda(
        today=today,
        items=[item for item in own if item not in far],
        below=[item for item in below if item.occurrence.id not in own_ids],
        countdowns=far,
        of_one_team=speaker.team is not None,
        on_the_way=stops(session, speaker),
        while_away=_while_away(session, own, today),
        promises=_promises(session, speaker, today),
        estimated=sorted({day.year for item in own for day in _days(item) if not calendar.is_known(day.year)}),
    )


def _rank(item: Item, once_only: bool, today: date) -> tuple[bool, int]:
    """Before all else what can be missed only once; what is late already waits behind what can still be in time."""
    urgent = item.urgent(today)
    return not (once_only and urgent in (Urgent.TODAY, Urgent.SOON)), _ORDER.index(urgent)


def _own(
    speaker: Speaker, known: DutyBook, counting: Sequence[str], now: datetime
) -> Select[Occurrence, int, str | None]:
    today = day_of(now)
    whose = owners(today)
    told = exists().where(
        Rung.occurrence_id == Occurrence.id, Rung.member_id == speaker.member_id, Rung.told_on == today
    )
    near = and_(
        Occurrence.state == State.OPEN,
        Occurrence.opens_on <= today,
        Occurrence.due_on >= today - LISTED,
        or_(Occurrence.due_on <= today + SOON, told, Occurrence.duty_id.in_(counting)),
    )
    midnight = datetime.combine(today, datetime.min.time(), TEAM_ZONE)
    just_done = and_(Occurrence.state != State.OPEN, Occurrence.done_at >= midnight)
    owner = select(Member.name).where(Member.id == whose.owner, Member.id != speaker.member_id).scalar_subquery()
    return (
        select(Occurrence, evidence.counted(known), owner)
        .options(*loaded())
        .select_from(whose.source)
        .where(whose.hearer == speaker.member_id, _teams(speaker, today))
        .where(or_(near, just_done))
        .order_by(Occurrence.due_at, Occurrence.duty_id, Occurrence.id)
    )


def _below(speaker: Speaker, known: DutyBook, today: date) -> Select[Occurrence, int, str | None]:
    """What is late with others, once its rung was told to the reader; what was told last comes first."""
    whose = owners(today)
    heard = (Rung.occurrence_id == Occurrence.id) & (Rung.member_id == speaker.member_id)
    own_team = Occurrence.team_id == (speaker.team.id if speaker.team else None)
    of_the_captain = (Rung.rung == CAPTAIN_RUNG) & own_team
    of_the_office = (Rung.rung == OFFICE_RUNG) & literal(Role.OFFICE in speaker.roles)
    told_on = select(func.max(Rung.told_on)).where(heard, or_(of_the_captain, of_the_office)).scalar_subquery()
    owner = select(Member.name).where(Member.id == whose.owner).scalar_subquery()
    return (
        select(Occurrence, evidence.counted(known), owner)
        .options(*loaded())
        .select_from(whose.source)
        .where(Occurrence.state == State.OPEN, Occurrence.due_on >= today - LISTED, told_on.is_not(None))
        .order_by(told_on.desc(), Occurrence.team_id, Occurrence.due_at, Occurrence.id)
    )


def _teams(speaker: Speaker, today: date) -> ColumnElement[bool]:
    """The reader's own team, and those of the people the reader stands in for: keeps the search to a few teams."""
    covered = (
        select(Member.team_id)
        .join(Absence, Absence.member_id == Member.id)
        .where(Absence.deputy_id == speaker.member_id, Absence.first_on <= today, Absence.last_on >= today)
    )
    own = speaker.team.id if speaker.team else None
    return or_(Occurrence.team_id == own, Occurrence.team_id.in_(covered))


def _items(
    rows: Sequence[Row[Occurrence, int, str | None]], known: DutyBook, calendar: Calendar, today: date
) -> list[Item]:
    return [
        item_of(occurrence, duty, counted, calendar, today, owner)
        for occurrence, counted, owner in rows
        if (duty := known.get(occurrence.duty_id)) is not None
    ]


def _while_away(session: Session, own: Sequence[Item], today: date) -> int:
    planning = session.get(DutyPlanning, 1)
    if planning is None or planning.away_from is None or planning.back_at is None or day_of(planning.back_at) != today:
        return 0
    away, back = planning.away_from, planning.back_at
    return sum(not item.is_done and away < item.occurrence.due_at <= back for item in own)


def _promises(session: Session, speaker: Speaker, today: date) -> Sequence[Promise]:
    if speaker.member_id is None:
        return ()
    return promises.due_by(session, speaker.member_id, promises.horizon(session, today))


def _days(item: Item) -> tuple[date, date]:
    return item.occurrence.nominal_on, item.occurrence.due_on
