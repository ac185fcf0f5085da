"""Audiences as sets: however they are combined, each person of them is owed one copy and nobody else any."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import open_engine, sessions
from db.models import Delivery, Member, Receipt
from knowledge import places
from services import notices, people
from services.access import PostView, Role, Scope, Speaker
from services.clock import TEAM_ZONE
from services.notices import Audience
from services.people import CITY_NAME, PostPlan

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE)
TOWNS = {"上饶镇": "饶平县", "新圩镇": "饶平县", "凤凰镇": "潮安区", "铁铺镇": "湘桥区"}
ROLES = (Role.CAPTAIN, Role.MEMBER, Role.FIRST_SECRETARY)


@pytest.fixture
def office(database_url: str) -> Iterator[Session]:
    """Twelve people in four towns, one of whom has not joined; the sender is somebody else."""
    engine = open_engine(database_url)
    with sessions(engine)() as session:
        people.found_teams(session, places.shipped())
        people.enlist(session, 1, "阿敏", [PostPlan(Role.OFFICE, Scope.CITY, CITY_NAME)], NOW)
        number = 100
        for town in TOWNS:
            for role in ROLES:
                number += 1
                phone = None if number == 105 else number
                people.enlist(session, phone, f"{town}{role}", [PostPlan(role, Scope.TEAM, town)], NOW)
        yield session
        session.rollback()
    engine.dispose()


def speaker(session: Session) -> Speaker:
    """The city's office."""
    number = session.scalar(select(Member.id).where(Member.telegram_id == 1))
    return Speaker(1, "阿敏", number, posts=(PostView(Role.OFFICE, Scope.CITY, CITY_NAME),))


def expected(districts: set[str], towns: set[str], roles: set[Role]) -> set[str]:
    """The names by the rule: districts or towns, narrowed by roles; nothing named is everybody."""
    placed = {town for town, district in TOWNS.items() if district in districts or town in towns}
    where = placed if districts or towns else set(TOWNS)
    return {f"{town}{role}" for town in where for role in (roles or set(ROLES))}


def test_every_combination_owes_each_of_its_people_one_copy(office: Session) -> None:
    names = dict(office.execute(select(Member.id, Member.name).where(Member.telegram_id.is_distinct_from(1))).all())
    by_name = {name: number for number, name in names.items()}

    @settings(max_examples=40, deadline=None)
    @given(
        some.sets(some.sampled_from(sorted(set(TOWNS.values())))),
        some.sets(some.sampled_from(sorted(TOWNS))),
        some.sets(some.sampled_from(ROLES)),
        some.sets(some.sampled_from(sorted(by_name)), max_size=3),
    )
    def holds(districts: set[str], towns: set[str], roles: set[Role], listed: set[str]) -> None:
        narrows = bool(districts or towns or roles)
        wanted = (expected(districts, towns, roles) if narrows or not listed else set()) | listed
        audience = Audience(
            tuple(districts), (), tuple(towns), tuple(roles), people=tuple(by_name[name] for name in listed)
        )
        with office.begin_nested() as trial:
            notice = notices.draft(office, speaker(office), "请确认", NOW)
            _, count = notices.address(office, speaker(office), notice.id, audience, NOW)
            notices.send(office, speaker(office), notice.id, NOW)
            receipts = office.scalars(select(Receipt.member_id).where(Receipt.notice_id == notice.id)).all()
            copies = office.scalars(select(Delivery.chat_id).where(Delivery.occasion == notices.COPY)).all()
            trial.rollback()
        assert sorted(names[one] for one in receipts) == sorted(wanted)
        assert count.people == len(wanted)
        assert len(copies) == len(set(copies)) == len(wanted - {names[by_name["新圩镇member"]]})

    holds()


def test_sent_again_by_two_hands_at_once_it_is_closed_for_the_second(office: Session) -> None:
    notice = notices.draft(office, speaker(office), "请确认", NOW)
    notices.address(office, speaker(office), notice.id, Audience(), NOW)
    notices.send(office, speaker(office), notice.id, NOW)
    with pytest.raises(notices.NoticeClosed):
        notices.send(office, speaker(office), notice.id, NOW)
    copies = office.scalars(select(Delivery.key).where(Delivery.occasion == notices.COPY)).all()
    assert len(copies) == 11


def test_an_audience_is_the_same_after_being_written_down() -> None:
    audience = Audience(("饶平县",), ("重点帮扶镇",), ("上饶镇",), ("captain",), ("own-1",), 7, (3, 4), (5,))
    assert Audience.described(audience.facts()) == audience
    assert Audience.described({}) == Audience()
