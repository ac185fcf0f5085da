"""A session in a group: a topic of its own, questions heard there, and a word where the assistant lacks a right."""

import pytest

from tests.handlers.test_talks import announced, begun
from tests.office import Office, Person, Shown

GROUP = -1000


async def group(office: Office, min_: Person, *, topics: bool, admin: bool) -> None:
    members = [1002, 1005, 1006]
    body = {"id": GROUP, "title": "帮扶工作群", "members": members, "topics": topics, "admin": admin}
    await office.post("/sim/groups", body)
    await min_.says("/group 潮州市", chat=GROUP)


async def shown_in_group(office: Office) -> list[Shown]:
    return await office.person(1002).news(GROUP)


@pytest.mark.parametrize(
    ("topics", "admin", "told"),
    [
        (True, True, "本期也在群“帮扶工作群”里进行（单独开了话题）：群里发“问：……”也会收到"),
        (False, True, "本期也在群“帮扶工作群”里进行（不另开话题）：群里发“问：……”也会收到"),
        (True, False, "助手不是群管理员，听不到群里的“问：……”，也不能开话题"),
    ],
)
async def test_the_moderator_hears_where_it_is_followed_and_what_is_lacking(
    office: Office, min_: Person, topics: bool, admin: bool, told: str
) -> None:
    await group(office, min_, topics=topics, admin=admin)
    await min_.says("/talk_new")
    for words in ("青梅产业", "11月24日下午3点", "线上", "各队报名", "跳过"):
        *_, asked = await min_.says(words)
    await min_.presses(asked, "发布")
    assert any(told in one.text for one in await min_.news())
    assert any("【队长有话说 第1期】" in one.text for one in await shown_in_group(office))


async def test_what_is_asked_in_the_group_is_on_the_agenda_and_the_card_there_follows(
    office: Office, min_: Person, wang: Person
) -> None:
    await group(office, min_, topics=True, admin=True)
    await announced(min_)
    [made] = await office.calls("createForumTopic")
    assert made["status"] == 200
    await begun(min_)
    live = (await shown_in_group(office))[-1]
    assert "第1期 · 进行中" in live.text
    assert live.buttons == []
    asker = Person(office, wang.id, wang.name)
    await asker.says("问：加工厂的污水怎么处理", chat=GROUP)
    office.clock.step(seconds=5)
    await office.work()
    *_, problem = news = await shown_in_group(office)
    assert "问题1件" in next(one.text for one in news if one.message_id == live.message_id)
    assert "加工厂的污水怎么处理" in problem.text
    assert problem.buttons == ["我单位认领", "不属我单位"]
