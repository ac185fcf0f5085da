"""Group chats: whose a group is, said in it; nothing goes where the assistant was taken out."""

import pytest
from sqlalchemy.orm import Session

from services import groups
from services.access import Scope
from tests.office import Office, Person

GROUP = -1001


async def taken_in(office: Office, *, topics: bool = False) -> None:
    """The assistant is in a group with 阿敏 and 小林."""
    body = {"id": GROUP, "title": "农业农村局工作群", "members": [1005, 1001], "topics": topics, "admin": True}
    await office.post("/sim/groups", body)
    await office.work()


def places(office: Office, name: str) -> list[tuple[int, int]]:
    """Where cards of this department go."""
    with Session(office.engine) as session:
        return [(one.chat_id, one.topic) for one in groups.of(session, Scope.DEPARTMENT, name)]


async def test_the_office_says_in_the_group_whose_it_is(office: Office, min_: Person) -> None:
    await taken_in(office)
    assert places(office, "农业农村局") == []
    [said] = await min_.says("/group 农业农村局", chat=GROUP)
    assert "用于“农业农村局”" in said.text
    assert places(office, "农业农村局") == [(GROUP, 0)]
    [again] = await min_.says("/group 水利局", chat=GROUP)
    assert "水利局" in again.text
    assert places(office, "农业农村局") == []


async def test_a_member_cannot_and_is_told_who_can(office: Office, lin: Person) -> None:
    await taken_in(office)
    [refused] = await lin.says("/group 农业农村局", chat=GROUP)
    assert "指挥部" in refused.text
    assert places(office, "农业农村局") == []


async def test_in_private_it_says_how(min_: Person) -> None:
    [said] = await min_.says("/group 农业农村局")
    assert "拉进群" in said.text


async def test_a_group_that_became_a_supergroup_is_followed(office: Office, min_: Person) -> None:
    await taken_in(office)
    await min_.says("/group 农业农村局", chat=GROUP)
    moved = await office.post(f"/sim/groups/{GROUP}/migrate", {})
    await office.work()
    assert places(office, "农业农村局") == [(int(str(moved["id"])), 0)]


async def test_what_people_say_among_themselves_is_masked_without_a_word(office: Office, lin: Person) -> None:
    await taken_in(office)
    assert await lin.says("老陈的电话13800138000", chat=GROUP) == []
    said = await lin.says("老陈的电话13800138000")
    assert "已遮盖" in said[-1].text


@pytest.mark.parametrize(
    ("words", "meant"),
    [("火星", "请写部门、县区或镇的全名"), ("上绕镇", "上饶镇"), ("饶平", "饶平县"), ("农业农村厅", "农业农村局")],
)
async def test_a_name_that_is_nobodys_changes_nothing_and_names_the_nearest(
    office: Office, min_: Person, words: str, meant: str
) -> None:
    await taken_in(office)
    await min_.says("/group 上饶镇", chat=GROUP)
    [refused] = await min_.says(f"/group {words}", chat=GROUP)
    assert refused.text.startswith(f"没有叫“{words}”的部门、县区或工作队，没有改动")
    assert meant in refused.text
    with Session(office.engine) as session:
        assert [one.chat_id for one in groups.of(session, Scope.TEAM, "上饶镇")] == [GROUP]


async def test_another_purpose_says_the_one_before(office: Office, min_: Person) -> None:
    await taken_in(office)
    await min_.says("/group 上饶镇", chat=GROUP)
    [said] = await min_.says("/group 水利", chat=GROUP)
    assert "用于“水利局”，原来用于“上饶镇”" in said.text
