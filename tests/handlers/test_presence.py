"""Who stopped the assistant hears nothing; who comes back is reached again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import sessions
from db.models import Member
from services import deliveries
from services.deliveries import Owed, Urgency
from tests.office import Office, Person


async def blocks(office: Office, person: Person, *, blocked: bool) -> None:
    await office.post(f"/sim/chats/{person.id}/blocked", {"blocked": blocked})
    await office.work()


def is_marked(office: Office, person: Person) -> bool:
    with Session(office.engine) as session:
        return session.scalars(select(Member.blocked_at).where(Member.telegram_id == person.id)).one() is not None


def owe_notice(office: Office, person: Person) -> None:
    """One copy of a notice to many."""
    owed = Owed("notice", person.id, "sendMessage", {"chat_id": person.id, "text": "开会"}, urgency=Urgency.BULK)
    with sessions(office.engine).begin() as session:
        deliveries.owe(session, [owed], office.clock.now())


async def test_who_stops_the_assistant_is_known_at_once(office: Office, lin: Person) -> None:
    await blocks(office, lin, blocked=True)
    assert is_marked(office, lin)
    await blocks(office, lin, blocked=False)
    assert not is_marked(office, lin)
    assert await lin.news() == []


async def test_start_alone_brings_a_person_back(office: Office, lin: Person) -> None:
    with Session(office.engine) as session:
        session.scalars(select(Member).where(Member.telegram_id == lin.id)).one().blocked_at = office.clock.now()
        session.commit()
    await lin.says("/start")
    assert not is_marked(office, lin)


async def test_a_notice_missed_while_away_comes_once_when_the_person_is_back(office: Office, lin: Person) -> None:
    await blocks(office, lin, blocked=True)
    owe_notice(office, lin)
    await office.work()
    assert await lin.news() == []
    for _ in range(2):
        await blocks(office, lin, blocked=False)
        await blocks(office, lin, blocked=True)
    assert [one.text for one in await lin.news()] == ["开会"]
