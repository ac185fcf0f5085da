"""Every rung is owed exactly once, to the right person, never before its window, in quiet hours, after done or beyond
the budget: whatever the duty, the days off, the leave, the outages and the jumps of the clock."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from db.models import Absence, CalendarDay, Member, Occurrence, Rung, State, Team
from knowledge.duties import Duty, DutyBook
from knowledge.places import shipped as shipped_places
from services import attention, deliveries, duties, people
from services.access import Role, Scope
from services.clock import TEAM_ZONE
from services.deliveries import Fate, Rate, Settlement
from services.hours import Hours
from services.people import CITY_NAME, PostPlan
from tests.databases import Databases
from tests.services.duties.oracle import DAY, Leave, Memory, Rule, Told, World

TOWN = "上饶镇"
HOURS = Hours()
CAPTAIN, MEMBERS, OFFICE = 1002, (1001, 1002, 1004), 1005
WALL = 1_800_000_000.0

rules = st.builds(
    Rule,
    id=st.sampled_from(["duty", "other"]),
    weekday=st.one_of(st.none(), st.integers(0, 6)),
    month_day=st.sampled_from([0, 1, 5, 20, 25, 28]),
    months=st.sampled_from([tuple(range(1, 13)), (10, 11, 12, 1, 2), (2, 12)]),
    window=st.integers(0, 40),
    moves=st.sampled_from(["顺延", "提前", "不动"]),
    leads=st.lists(st.sampled_from([0, 1, 3, 7, 14]), unique=True, max_size=4).map(tuple),
    each=st.booleans(),
)
odd_days = st.dictionaries(st.dates(date(2026, 9, 20), date(2027, 3, 10)), st.booleans(), min_size=2, max_size=25)
starts = st.builds(
    lambda day, minutes: datetime.combine(day, time(), TEAM_ZONE) + timedelta(minutes=minutes),
    st.dates(date(2026, 9, 25), date(2027, 1, 15)), st.integers(0, 24 * 60 - 1),
)  # fmt: skip
leaves = st.lists(
    st.builds(
        lambda member, deputy, first, days: Leave(member, deputy, first, first + days * DAY),
        st.sampled_from(range(3)), st.sampled_from(range(3)),
        st.dates(date(2026, 9, 25), date(2027, 2, 20)), st.integers(0, 12),
    ).filter(lambda leave: leave.member != leave.deputy),
    max_size=3,
)  # fmt: skip
# Alive for days; down for minutes; the clock jumps back by minutes; somebody finishes the so-manieth open one.
steps = st.lists(
    st.one_of(
        st.tuples(st.just("alive"), st.integers(1, 12)),
        st.tuples(st.just("down"), st.integers(0, 40 * 24 * 60)),
        st.tuples(st.just("back"), st.integers(1, 3 * 24 * 60)),
        st.tuples(st.just("finish"), st.integers(0, 5)),
    ),
    min_size=1,
    max_size=7,
)


class Run:
    """The real planner and door beside the oracle, on one clock."""

    def __init__(
        self,
        store: sessionmaker[Session],
        found: Sequence[Rule],
        start: datetime,
        table: dict[date, bool],
        away: Sequence[Leave],
    ) -> None:
        self.store = store
        self.now = start
        self.book = DutyBook({rule.id: _duty(rule) for rule in found})
        self.ids = self._people(start)
        stationed = [self.ids[number] for number in MEMBERS]
        named = [Leave(stationed[one.member], stationed[one.deputy], one.first, one.last) for one in away]
        self.world = World(table, found, self.ids[CAPTAIN], stationed, [self.ids[OFFICE]], named)
        self.memory = Memory(self.world, start.replace(tzinfo=None))
        self.heard: list[tuple[datetime, int]] = []
        self._write(table, named)

    def _people(self, start: datetime) -> dict[int, int]:
        with self.store.begin() as session:
            people.found_teams(session, shipped_places())
            for number in (*MEMBERS, OFFICE):
                role = Role.OFFICE if number == OFFICE else Role.CAPTAIN if number == CAPTAIN else Role.MEMBER
                scope = (Scope.CITY, CITY_NAME) if number == OFFICE else (Scope.TEAM, TOWN)
                people.enlist(session, number, str(number), [PostPlan(role, *scope)], start)
            for team in session.scalars(select(Team).where(Team.town == TOWN)):
                team.stationed_on = date(2024, 7, 1)
            return {one.telegram_id: one.id for one in session.scalars(select(Member)) if one.telegram_id}

    def _write(self, table: dict[date, bool], away: Sequence[Leave]) -> None:
        """Both years are entered whole, so that the table of the test is the only truth."""
        admin = self.ids[OFFICE]
        days = {date(2026, 12, 31): True, date(2027, 12, 31): True, **table}
        with self.store.begin() as session:
            session.add_all(
                CalendarDay(day=day, year=day.year, working=working, entered_by=admin, entered_at=self.now)
                for day, working in days.items()
            )
            session.add_all(
                Absence(member_id=one.member, deputy_id=one.deputy, first_on=one.first, last_on=one.last,
                        asked_at=self.now, accepted_at=self.now)
                for one in away
            )  # fmt: skip

    def plan(self) -> None:
        """The planner's minute, then the door's."""
        with self.store.begin() as session:
            duties.plan(session, self.book, HOURS, self.now)
        self.memory.plans(self.now.replace(tzinfo=None))
        self.deliver()

    def deliver(self) -> None:
        """What leaves the door is what a person hears."""
        with self.store.begin() as session:
            claimed = deliveries.claim(session, self.now, WALL, 50, Rate(0))
            held = attention.hold_unasked(session, claimed, self.now, HOURS)
            speakers = people.speakers(session, [(one.chat_id, "") for one in claimed])
            for one in (one for one in claimed if one.id not in held):
                day = date.fromisoformat(one.subject or "")
                due = duties.is_still_due(session, speakers[one.chat_id], day, self.now.date())
                deliveries.settle(session, [Settlement(one.id, Fate.SENT if due else Fate.SKIPPED)], self.now)
                if due:
                    self.heard.append((self.now, one.chat_id))

    def live(self, days: int) -> None:
        """Awake each hour and at half past eight of so many days."""
        end = self.now + days * DAY
        while self.now < end:
            half_past = self.now.replace(hour=8, minute=30)
            ahead = [one for one in (half_past, half_past + DAY, self.now + timedelta(hours=8)) if one > self.now]
            self.now = min(*ahead, end)
            self.plan()

    def finish(self, number: int) -> None:
        """One of the open ones is done."""
        with self.store.begin() as session:
            query = select(Occurrence).where(Occurrence.state == State.OPEN, Occurrence.opens_on <= self.now.date())
            rows = session.scalars(query.order_by(Occurrence.id)).all()
            if number < len(rows):
                rows[number].state = State.DONE
                self.memory.done.add((rows[number].duty_id, rows[number].member_id, rows[number].nominal_on))

    def told(self) -> dict[Told, date]:
        """What the database says was told."""
        with self.store.begin() as session:
            rows = session.execute(select(Occurrence, Rung).join(Rung, Rung.occurrence_id == Occurrence.id)).all()
            return {(o.duty_id, o.member_id, o.nominal_on, r.rung, r.member_id): r.told_on for o, r in rows}


def _duty(rule: Rule) -> Duty:
    return Duty.model_validate({
        "id": rule.id, "role": "联络员", "name": rule.id, "short": rule.id, "cadence": rule.cadence,
        "window": rule.window, "due_rule": rule.moves, "holder": "每人" if rule.each else "队长",
        "leads": list(rule.leads), "done_when": "办了",
    })  # fmt: skip


@contextmanager
def fresh(databases: Databases) -> Iterator[sessionmaker[Session]]:
    """A database for one example."""
    with tempfile.TemporaryDirectory() as folder, databases.fresh(Path(folder)) as url:
        engine = open_engine(url)
        yield sessions(engine)
        engine.dispose()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    found=st.lists(rules, min_size=1, max_size=2, unique_by=lambda rule: rule.id),
    start=starts,
    table=odd_days,
    away=leaves,
    story=steps,
)
def test_every_rung_is_owed_exactly_once_as_the_oracle_says(
    databases: Databases, found: list[Rule], start: datetime, table: dict[date, bool], away: list[Leave],
    story: list[tuple[str, int]],
) -> None:  # fmt: skip
    with fresh(databases) as store:
        run = Run(store, found, start, table, away)
        run.plan()
        for kind, amount in story:
            if kind == "alive":
                run.live(amount)
            elif kind == "finish":
                run.finish(amount)
            else:
                run.now += timedelta(minutes=amount if kind == "down" else -amount)
                run.plan()
        assert run.told() == run.memory.told
        assert all(run.world.is_open(moment.replace(tzinfo=None)) for moment, _ in run.heard)
        a_day = Counter((moment.date(), chat) for moment, chat in run.heard)
        assert all(count <= 1 for count in a_day.values())
