"""How a team arranges its duties: hands one to a member, leaves one out, adds its own; all of it in the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Arrangement, AuditLine, Member, Occurrence, OwnDuty, Post, State, Team
from knowledge.duties import Duty, DutyBook
from services import access, workdays
from services.access import Action, Role, Speaker, TeamView
from services.duties import dates
from services.duties.book import book, own_id
from services.duties.cadence_words import CadenceSaid
from services.duties.dates import Falling
from services.duties.items import Item, find
from services.duties.refusals import DutyGone
from services.duties.templates import EVERYWHERE
from services.people import Colleague, team_view

_STATIONED = (Role.MEMBER, Role.FIRST_SECRETARY, Role.CAPTAIN)
_SHORT = 8
# So far ahead a yearly duty has fallen due six times.
_AHEAD = timedelta(days=7 * 366)


@dataclass(frozen=True)
class NewDuty:
    """A duty as it was asked for in the chat."""

    role: str
    name: str
    said: CadenceSaid
    due_rule: str

    def body(self) -> dict[str, object]:
        """What duties.yaml would say of it."""
        return {
            "role": self.role,
            "name": self.name,
            "short": self.name[:_SHORT],
            "cadence": self.said.cadence,
            "after_stationing": self.said.after_stationing,
            "at": self.said.at.isoformat("minutes"),
            "window": self.said.window,
            "due_rule": self.due_rule,
            "holder": "队长",
            "done_when": "办完点〔完成〕",
        }


def require_adding(speaker: Speaker) -> None:
    """Returns for a captain, and for an office that reaches the whole city."""
    if speaker.team is None and not access.reach(speaker, Action.ARRANGE_DUTIES).city:
        raise access.NotAllowed(Action.ARRANGE_DUTIES, None)
    access.require(speaker, Action.ARRANGE_DUTIES, speaker.team)


@dataclass(frozen=True)
class Preview:
    """The next times a duty would fall due; `estimated` are the years among them whose days off are not known yet."""

    times: Sequence[Falling]
    estimated: Sequence[int]


def preview(session: Session, speaker: Speaker, new: NewDuty, today: date, count: int = 6) -> Preview:
    """The next times it would fall due, holidays minded; none where it counts from a 进驻日 nobody said."""
    duty, calendar = _duty(new.body()), workdays.calendar(session)
    if duty.cadence is not None:
        times = list(islice(dates.between(duty, today, today + _AHEAD, calendar), count))
    else:
        team = session.get(Team, speaker.team.id) if speaker.team else None
        stationed = team.stationed_on if team else None
        times = [dates.after_stationing(duty, stationed, calendar)] if stationed else []
    years = sorted({day.year for one in times for day in (one.nominal_on, one.due_on)})
    return Preview(times, [year for year in years if not calendar.is_known(year)])


def add(session: Session, speaker: Speaker, new: NewDuty, now: datetime) -> Duty:
    """A captain's is for the own team, the city office's for all teams; planned within a minute."""
    require_adding(speaker)
    team_id = speaker.team.id if speaker.team else None
    row = OwnDuty(team_id=team_id, body=new.body(), made_by=speaker.member_id, made_at=now)
    session.add(row)
    session.flush()
    where = speaker.team.town if speaker.team else EVERYWHERE
    note(session, speaker, "duties.add", f"{where} {own_id(row)}", None, new.name, now)
    return _duty(new.body() | {"id": own_id(row), "team_id": team_id})


def may_arrange(speaker: Speaker, item: Item) -> bool:
    """Whether this person says who does it."""
    return access.allows(speaker, Action.ARRANGE_DUTIES, team_view(item.occurrence.team))


def arrangeable(session: Session, speaker: Speaker, occurrence_id: int, shipped: DutyBook, now: datetime) -> Item:
    """The occurrence whose duty is to be arranged, done or open; refuses whoever may not say who does it."""
    return find(session, speaker, occurrence_id, shipped, now, Action.ARRANGE_DUTIES)


def colleagues(session: Session, speaker: Speaker, item: Item) -> list[Colleague]:
    """Who could be given this duty: the stationed people of its team."""
    access.require(speaker, Action.ARRANGE_DUTIES, team_view(item.occurrence.team))
    stationed = select(Post.member_id).where(Post.role.in_(_STATIONED), Post.until.is_(None))
    query = select(Member).where(
        Member.team_id == item.occurrence.team_id, Member.id.in_(stationed), Member.left_at.is_(None)
    )
    return [Colleague(one.id, one.name, one.telegram_id) for one in session.scalars(query.order_by(Member.id))]


def hand_over(session: Session, speaker: Speaker, item: Item, member_id: int, now: datetime) -> Member:
    """From now on this member does the duty for the team; the captain may take it back by naming themselves."""
    row = _arrangement(session, speaker, item, now)
    member = session.get(Member, member_id)
    if member is None or member.team_id != item.occurrence.team_id:
        raise DutyGone
    before, row.member_id = row.member_id, member.id
    note(session, speaker, "duties.hand_over", _subject(item), str(before or ""), member.name, now)
    return member


def leave_out(session: Session, speaker: Speaker, item: Item, now: datetime) -> None:
    """The team does not do this duty any more; what is open of it is dropped."""
    _arrangement(session, speaker, item, now).off = True
    _set_state(session, item.occurrence.team_id, item.duty.id, State.OPEN, State.SKIPPED, date.min)
    note(session, speaker, "duties.leave_out", _subject(item), None, None, now)


def take_up(session: Session, speaker: Speaker, team: TeamView, duty_id: str, now: datetime) -> None:
    """The team does it again, from what is still to come on."""
    access.require(speaker, Action.ARRANGE_DUTIES, team)
    row = session.get(Arrangement, (team.id, duty_id))
    if row is None:
        raise DutyGone
    row.off, row.made_by, row.made_at = False, speaker.member_id or 0, now
    _set_state(session, team.id, duty_id, State.SKIPPED, State.OPEN, now.date())
    note(session, speaker, "duties.take_up", f"{team.town} {duty_id}", None, None, now)


def left_out(session: Session, team: TeamView, shipped: DutyBook) -> list[Duty]:
    """What this team does not do."""
    rows = session.scalars(select(Arrangement.duty_id).where(Arrangement.team_id == team.id, Arrangement.off)).all()
    known = book(session, shipped)
    return [duty for duty in known if duty.id in rows]


def _arrangement(session: Session, speaker: Speaker, item: Item, now: datetime) -> Arrangement:
    team = item.occurrence.team
    access.require(speaker, Action.ARRANGE_DUTIES, team_view(team))
    row = session.get(Arrangement, (team.id, item.duty.id))
    if row is None:
        row = Arrangement(team_id=team.id, duty_id=item.duty.id, off=False)
        session.add(row)
    row.made_by, row.made_at = speaker.member_id or 0, now
    return row


def _set_state(session: Session, team_id: int, duty_id: str, before: State, after: State, since: date) -> None:
    session.execute(
        update(Occurrence)
        .where(
            Occurrence.team_id == team_id, Occurrence.duty_id == duty_id, Occurrence.state == before,
            Occurrence.due_on >= since,
        )
        .values(state=after)
        .execution_options(synchronize_session=False)
    )  # fmt: skip


def _subject(item: Item) -> str:
    return f"{item.occurrence.team.town} {item.duty.id}"


def note(
    session: Session, speaker: Speaker, act: str, subject: str, before: str | None, after: str | None, now: datetime
) -> None:
    """The act is kept for ever, and shown by 改动记录."""
    session.add(AuditLine(at=now, actor=speaker.name, act=act, subject=subject, before=before, after=after))
    session.flush()


def _duty(body: dict[str, object]) -> Duty:
    return Duty.model_validate({"id": "new", **body})
