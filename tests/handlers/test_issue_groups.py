"""Problems in the departments' group: a card each, in its own topic where that can be, edited as it moves."""

import pytest

from tests.handlers.test_issues import after
from tests.office import Office, Person, Shown

GROUP = -1000
DRY = "请农业农村局协调修复机耕路"


async def group(office: Office, min_: Person, *, topics: bool, admin: bool) -> None:
    body = {"id": GROUP, "title": "部门群", "members": [1005, 1006], "topics": topics, "admin": admin}
    await office.post("/sim/groups", body)
    await min_.says("/group 潮州市", chat=GROUP)
    await min_.news(GROUP)


async def posted(office: Office, lin: Person, xu: Person) -> Shown:
    """A new problem's card in the group."""
    await lin.says(DRY)
    await after(office, minutes=10)
    member = Person(office, xu.id, xu.name)
    return (await member.news(GROUP))[-1]


async def test_the_card_is_posted_in_a_topic_of_its_own_and_follows_the_claim(
    office: Office, lin: Person, xu: Person, min_: Person
) -> None:
    await group(office, min_, topics=True, admin=True)
    card = await posted(office, lin, xu)
    [made] = await office.calls("createForumTopic")
    assert made["status"] == 200
    assert card.text.startswith("问题 #001 待认领")
    assert "小林" not in card.text
    assert card.buttons == ["我单位认领", "不属我单位"]
    member = Person(office, xu.id, xu.name)
    await member.presses(card, "我单位认领", GROUP)
    await office.work()
    now = (await member.news(GROUP))[-1]
    assert (now.message_id, now.buttons) == (card.message_id, [])
    assert "办理中" in now.text
    assert "办理单位：农业农村局" in now.text


async def test_a_refusal_in_the_group_is_explained_in_private(
    office: Office, lin: Person, xu: Person, min_: Person
) -> None:
    await group(office, min_, topics=False, admin=True)
    card = await posted(office, lin, xu)
    await xu.news()
    member = Person(office, xu.id, xu.name)
    assert await member.presses(card, "不属我单位", GROUP) == "理由请在和助手的私聊里说，已发给您"
    assert "第1步/共2步" in (await xu.news())[-1].text


@pytest.mark.parametrize("admin", [True, False])
async def test_what_is_lacking_is_said_once_to_who_bound_the_group(
    office: Office, lin: Person, xu: Person, min_: Person, admin: bool
) -> None:
    await group(office, min_, topics=True, admin=admin)
    await posted(office, lin, xu)
    await lin.says("请农业农村局协调青梅烂果")
    await after(office, minutes=10)
    lacking = [one for one in await min_.news() if "不能管理话题" in one.text]
    assert len(lacking) == (0 if admin else 1)


async def test_taken_back_nothing_is_posted(office: Office, lin: Person, xu: Person, min_: Person) -> None:
    await group(office, min_, topics=False, admin=True)
    [card] = await lin.says(DRY)
    await lin.presses(card, "撤销")
    await after(office, minutes=20)
    said = await Person(office, xu.id, xu.name).news(GROUP)
    assert [one.text for one in said if "问题 #" in one.text] == []
