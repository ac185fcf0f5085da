"""Composing notices in tests: the shortest way to a preview, and a second team to send to."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from services import people
from services.access import Role, Scope
from services.people import PostPlan
from tests.office import Office, Person, Shown

WORDS = "明天上午9点在镇政府开会，请准时参加"


async def preview(min_: Person, audience: str = "全体", words: str = WORDS) -> Shown:
    """阿敏 writes a notice, says whom it is for in words, and sees its preview."""
    await min_.says(f"/notice {words}")
    return (await min_.says(audience))[-1]


async def pressed(person: Person, message: Shown, label: str) -> Shown:
    """What stands in the chat after the press."""
    await person.presses(message, label)
    return (await person.news())[-1]


async def sent(office: Office, min_: Person, audience: str = "全体", words: str = WORDS) -> None:
    """The notice is out, and its card has counted."""
    await min_.presses(await preview(min_, audience, words), "立即发")
    office.clock.step(seconds=6)
    await office.work()


async def card(office: Office, min_: Person) -> Shown:
    """The sender's card as it stands a minute later."""
    office.clock.step(seconds=61)
    await office.work()
    return [one for one in await min_.news() if one.text.startswith("通知 N-")][-1]


async def team(office: Office, town: str, *members: tuple[int, str, Role]) -> list[Person]:
    """People of another town's team, with phones of their own."""
    for number, name, _ in members:
        await office.post("/sim/people", {"id": number, "name": name, "note": town})
    with Session(office.engine) as session, session.begin():
        for number, name, role in members:
            people.enlist(session, number, name, [PostPlan(role, Scope.TEAM, town)], office.clock.now())
    known = [Person(office, number, name) for number, name, _ in members]
    for person in known:
        await person.says("/start")
    return known


def texts(shown: Sequence[Shown]) -> list[str]:
    """The words alone."""
    return [one.text for one in shown]
