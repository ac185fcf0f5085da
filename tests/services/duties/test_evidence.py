"""Duties that count themselves up: by what kind of work, of whom, and on which day of the teams' zone."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from db.models import Issue, Member, Notice, Occurrence, Receipt, State, Visit
from knowledge.duties import Duty, DutyBook, Proof
from knowledge.places import shipped as shipped_places
from services import demonstration, duties, people
from services.clock import TEAM_ZONE
from services.duties.traces import TRACES
from services.hours import Hours
from texts import duties as texts

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE)
LIN, WANG = 1001, 1002


def book(holder: str, count: int = 2, of: str = "notices") -> DutyBook:
    """So many within the week, which ends on Friday."""
    duty = Duty.model_validate(
        {
            "id": "confirm", "role": "联络员", "name": "确认上级通知", "short": "确认通知", "done_when": "都确认了",
            "cadence": "FREQ=WEEKLY;BYDAY=FR", "window": 4, "due_rule": "提前", "holder": holder, "leads": (0,),
            "evidence": {"of": of, "count": count},
        }
    )  # fmt: skip
    return DutyBook({duty.id: duty})


@pytest.fixture
def store(database_url: str) -> Iterator[sessionmaker[Session]]:
    engine = open_engine(database_url)
    store = sessions(engine)
    with store.begin() as session:
        people.found_teams(session, shipped_places())
        demonstration.cast(session, MONDAY)
    yield store
    engine.dispose()


def confirmed(store: sessionmaker[Session], number: int, *moments: datetime) -> None:
    """This person has confirmed a notice at each of these moments."""
    with store.begin() as session:
        person = session.scalars(select(Member).where(Member.telegram_id == number)).one()
        for moment in moments:
            notice = Notice(author_id=person.id, text="开会", audience={}, drafted_at=MONDAY)
            session.add(notice)
            session.flush()
            session.add(Receipt(notice_id=notice.id, member_id=person.id, confirmed_at=moment))


def this_week(store: sessionmaker[Session], known: DutyBook, now: datetime) -> dict[int | None, str]:
    """How this week's stands with each holder, after the digest of that day."""
    with store.begin() as session:
        duties.plan(session, known, Hours(), MONDAY)
        duties.plan(session, known, Hours(), now)
        rows = session.execute(
            select(Member.telegram_id, Occurrence.state)
            .select_from(Occurrence)
            .outerjoin(Member, Member.id == Occurrence.member_id)
            .where(Occurrence.nominal_on == datetime(2026, 11, 27, tzinfo=TEAM_ZONE).date())
        )
        return {row.telegram_id: row.state for row in rows}


FRIDAY = datetime(2026, 11, 27, 8, 30, tzinfo=TEAM_ZONE)


def test_enough_confirmed_notices_finish_the_persons_own_and_nobody_elses(store: sessionmaker[Session]) -> None:
    confirmed(store, LIN, MONDAY, MONDAY.replace(day=25))
    confirmed(store, WANG, MONDAY)
    stands = this_week(store, book("每人"), FRIDAY)
    assert (stands[LIN], stands[WANG]) == (State.DONE, State.OPEN)


def test_a_teams_duty_counts_what_any_of_its_people_did(store: sessionmaker[Session]) -> None:
    confirmed(store, LIN, MONDAY)
    confirmed(store, WANG, MONDAY)
    assert this_week(store, book("队长"), FRIDAY) == {None: State.DONE}


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=TEAM_ZONE), State.OPEN),
        (datetime(2026, 11, 23, 0, 1, tzinfo=TEAM_ZONE), State.DONE),
    ],
)
def test_the_day_is_the_teams_not_greenwichs(store: sessionmaker[Session], moment: datetime, state: State) -> None:
    confirmed(store, LIN, moment)
    assert this_week(store, book("每人", 1), FRIDAY)[LIN] == state


def test_whatever_counts_has_its_trace_and_its_word() -> None:
    assert set(TRACES) == set(Proof) == set(texts.TRACES)


@pytest.mark.parametrize(("of", "closed_at", "undone_at", "state"), [
    ("issues", None, None, State.DONE),
    ("issues", None, MONDAY, State.OPEN),
    ("settled_issues", None, None, State.OPEN),
    ("settled_issues", MONDAY, None, State.DONE),
])  # fmt: skip
def test_problems_count_once_put_or_once_settled_and_not_when_taken_back(
    store: sessionmaker[Session], of: str, closed_at: datetime | None, undone_at: datetime | None, state: State
) -> None:
    with store.begin() as session:
        lin = session.scalars(select(Member).where(Member.telegram_id == LIN)).one()
        session.add(
            Issue(
                words="路灯坏了", state="unclaimed", team_id=lin.team_id, source="direct", raised_by=lin.id,
                raised_at=MONDAY, heard_at=MONDAY, due_at=MONDAY, suggested=[], closed_at=closed_at,
                undone_at=undone_at,
            )
        )  # fmt: skip
    assert this_week(store, book("队长", 1, of), FRIDAY) == {None: state}


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ([(3, None), (None, "陈伯")], State.OPEN),
        ([(3, None), (None, "陈伯"), (1, "陈姨")], State.DONE),
        ([(None, None)] * 6, State.OPEN),
        ([(5, "陈伯")], State.DONE),
    ],
)
def test_visits_count_in_households(
    store: sessionmaker[Session], records: list[tuple[int | None, str | None]], state: State
) -> None:
    with store.begin() as session:
        lin = session.scalars(select(Member).where(Member.telegram_id == LIN)).one()
        session.add_all(
            Visit(
                team_id=lin.team_id, author_id=lin.id, source=f"1001:{number}", said="走访", visited_on=MONDAY.date(),
                recorded_at=MONDAY, told_at=MONDAY, needs=[], actions=[], companions=[], count=count, home=home,
                household=home,
            )
            for number, (count, home) in enumerate(records)
        )  # fmt: skip
    assert this_week(store, book("每人", 5, "visits"), FRIDAY)[LIN] == state
