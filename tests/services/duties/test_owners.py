"""Whose a duty is: asked anew each time, so that people may come, go and change posts on any day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from db.models import Absence, Member, Occurrence, Post, Rung, Team
from knowledge.duties import shipped
from knowledge.places import shipped as shipped_places
from services import demonstration, duties, people
from services.access import NotAllowed, Role, Scope, Speaker
from services.clock import TEAM_ZONE
from services.duties.refusals import NotYetOpen
from services.hours import Hours
from services.people import PostPlan

EVE = datetime(2026, 11, 26, 18, 0, tzinfo=TEAM_ZONE)
DIGEST = datetime(2026, 11, 27, 8, 30, tzinfo=TEAM_ZONE)
LIN, WANG, ZHOU = 1001, 1002, 1004


@pytest.fixture
def store(database_url: str) -> Iterator[sessionmaker[Session]]:
    """The cast, the evening before a Friday with weekly duties."""
    engine = open_engine(database_url)
    store = sessions(engine)
    with store.begin() as session:
        people.found_teams(session, shipped_places())
        demonstration.cast(session, EVE)
    plan(store, EVE)
    yield store
    engine.dispose()


def plan(store: sessionmaker[Session], now: datetime) -> None:
    with store.begin() as session:
        duties.plan(session, shipped(), Hours(), now)


def speaker(session: Session, number: int) -> Speaker:
    [found] = people.speakers(session, [(number, "")]).values()
    return found


def told(store: sessionmaker[Session], duty_id: str) -> set[int | None]:
    """Whom the digest of Friday told of this duty."""
    with store.begin() as session:
        return set(
            session.scalars(
                select(Member.telegram_id)
                .join(Rung, Rung.member_id == Member.id)
                .join(Occurrence, Occurrence.id == Rung.occurrence_id)
                .where(Occurrence.duty_id == duty_id, Rung.told_on == DIGEST.date())
            )
        )


def own_visiting(session: Session, number: int) -> int:
    """This Friday's visiting of one person."""
    occurrence = session.scalar(
        select(Occurrence.id)
        .join(Member, Member.id == Occurrence.member_id)
        .where(
            Occurrence.duty_id == "service-weekly-visits", Member.telegram_id == number,
            Occurrence.due_on == DIGEST.date(),
        )
    )  # fmt: skip
    assert occurrence is not None
    return occurrence


def test_a_captain_changed_on_the_due_day_leaves_the_duty_to_the_new_one(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        old = session.scalars(select(Post).where(Post.role == Role.CAPTAIN)).one()
        old.until = DIGEST - timedelta(minutes=30)
        people.enlist(session, ZHOU, "小周", [PostPlan(Role.CAPTAIN, Scope.TEAM, demonstration.TOWN)], DIGEST)
    plan(store, DIGEST)
    assert told(store, "liaison-weekly-issues") == {ZHOU}


def test_a_team_without_a_captain_is_told_nothing_and_nothing_breaks(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        session.scalars(select(Post).where(Post.role == Role.CAPTAIN)).one().until = EVE
    plan(store, DIGEST)
    assert told(store, "liaison-weekly-issues") == set()
    assert LIN in told(store, "service-weekly-visits")


def test_who_left_or_blocked_the_assistant_is_told_nothing(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        for number, field in ((LIN, "left_at"), (ZHOU, "blocked_at")):
            member = session.scalars(select(Member).where(Member.telegram_id == number)).one()
            setattr(member, field, EVE)
    plan(store, DIGEST)
    assert told(store, "service-weekly-visits") == {WANG}


def test_a_member_cannot_finish_another_members_duty_but_the_captain_can(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        with pytest.raises(NotAllowed):
            duties.finish(session, speaker(session, ZHOU), own_visiting(session, LIN), shipped(), DIGEST)
        assert duties.finish(session, speaker(session, WANG), own_visiting(session, LIN), shipped(), DIGEST).is_done


def test_what_has_not_opened_cannot_be_finished(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        later = session.scalars(select(Occurrence.id).where(Occurrence.opens_on > EVE.date())).first()
        assert later is not None
        with pytest.raises(NotYetOpen):
            duties.finish(session, speaker(session, WANG), later, shipped(), EVE)


def test_who_joins_later_has_their_own_duties_from_then_on(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        people.enlist(session, 2001, "小陈", [PostPlan(Role.MEMBER, Scope.TEAM, demonstration.TOWN)], EVE)
    plan(store, EVE + timedelta(minutes=1))
    plan(store, DIGEST)
    assert 2001 in told(store, "service-weekly-visits")


def test_planning_again_and_again_writes_nothing_more(store: sessionmaker[Session]) -> None:
    plan(store, DIGEST)
    with store.begin() as session:
        before = (len(session.scalars(select(Occurrence.id)).all()), len(session.scalars(select(Rung.rung)).all()))
    for minutes in (1, 2, 60, -30, 600):
        plan(store, DIGEST + timedelta(minutes=minutes))
    with store.begin() as session:
        after = (len(session.scalars(select(Occurrence.id)).all()), len(session.scalars(select(Rung.rung)).all()))
    assert after == before


def heard_of(store: sessionmaker[Session], rung: str) -> set[int | None]:
    """Who was told this rung of any duty."""
    with store.begin() as session:
        return set(
            session.scalars(select(Member.telegram_id).join(Rung, Rung.member_id == Member.id).where(Rung.rung == rung))
        )


def test_after_a_team_moved_to_another_district_the_new_districts_office_hears_and_the_old_ones_does_not(
    store: sessionmaker[Session],
) -> None:
    with store.begin() as session:
        for number, district in ((2101, "饶平县"), (2102, "潮安区")):
            people.enlist(session, number, "县办", [PostPlan(Role.OFFICE, Scope.DISTRICT, district)], EVE)
        team = session.scalars(select(Team).where(Team.town == demonstration.TOWN)).one()
        assert team.district == "饶平县"
    plan(store, DIGEST)
    with store.begin() as session:
        session.scalars(select(Team).where(Team.town == demonstration.TOWN)).one().district = "潮安区"
    for days in (3, 4, 5):
        plan(store, DIGEST + timedelta(days=days))
    assert {2102, 1005} <= heard_of(store, "T+3")
    assert 2101 not in heard_of(store, "T+3")


def test_a_rung_told_to_one_office_is_not_told_again_to_that_of_the_next_district(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        for number, district in ((2101, "饶平县"), (2102, "潮安区")):
            people.enlist(session, number, "县办", [PostPlan(Role.OFFICE, Scope.DISTRICT, district)], EVE)
    for days in (0, 3, 4, 5):
        plan(store, DIGEST + timedelta(days=days))
    assert 2101 in heard_of(store, "T+3")
    with store.begin() as session:
        before = set(session.scalars(select(Rung.occurrence_id).where(Rung.rung == "T+3")))
        session.scalars(select(Team).where(Team.town == demonstration.TOWN)).one().district = "潮安区"
    plan(store, DIGEST + timedelta(days=6))
    with store.begin() as session:
        again = session.scalars(
            select(Rung.occurrence_id)
            .join(Member, Member.id == Rung.member_id)
            .where(Rung.rung == "T+3", Member.telegram_id == 2102)
        )
        assert before.isdisjoint(again)


def test_a_captain_away_on_the_day_after_the_due_day_is_stood_in_for(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        ids = {one.telegram_id: one.id for one in session.scalars(select(Member))}
        session.add(
            Absence(member_id=ids[WANG], deputy_id=ids[ZHOU], first_on=date(2026, 11, 30), last_on=date(2026, 11, 30),
                    asked_at=EVE, accepted_at=EVE)
        )  # fmt: skip
    plan(store, DIGEST)
    plan(store, DIGEST + timedelta(days=3))
    assert heard_of(store, "T+1") == {ZHOU}
