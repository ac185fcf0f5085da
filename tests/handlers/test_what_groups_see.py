"""What is the team's own stays out of groups: commands, buttons, keyboards, and what is inside the knowledge (K4)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import handlers
from tests.handlers.test_talks import announced, begun
from tests.library import library
from tests.office import Office, Person, Shown

GROUP = -1007
FOR_GROUPS = {"group", "policy", "talk"}
IN_PRIVATE = "这一项只在和助手的私聊里打开"


async def taken_in(office: Office, *, topics: bool = False) -> None:
    """A group of the team in which a stranger sits too."""
    members = [1001, 1002, 1004, 1005, 1006, 1010]
    await office.post(
        "/sim/groups", {"id": GROUP, "title": "上饶镇群", "members": members, "topics": topics, "admin": True}
    )
    await office.work()


async def in_group(person: Person, words: str, **more: object) -> list[Shown]:
    """What the group sees of the assistant after these words."""
    person = Person(person.office, person.id, person.name)
    await person.news(GROUP)
    return await person.says(words, chat=GROUP, **more)


async def presses_there(office: Office, person: Person, data: str) -> str:
    """The toast over a button that came to stand in the group, by whatever way."""
    keys = {"inline_keyboard": [[{"text": "打开", "callback_data": data}]]}
    body = {"chat_id": GROUP, "text": "卡片", "reply_markup": keys}
    sent = await office.post("/bot1:test/sendMessage", body)
    result = sent["result"]
    assert isinstance(result, dict)
    press = {"from": person.id, "message_id": result["message_id"], "label": "打开"}
    pressing = asyncio.create_task(office.post(f"/sim/chats/{GROUP}/presses", press))
    while not pressing.done():
        await office.work()
        await asyncio.sleep(0.001)
    return str((await pressing)["toast"])


async def test_every_command_but_those_for_groups_says_where_to_go(office: Office, wang: Person, min_: Person) -> None:
    await taken_in(office)
    for person in (wang, min_):
        for name in handlers.register().command_names:
            [said] = await in_group(person, f"/{name} 1")
            assert said.keyboard == []
            assert (f"“/{name}”请私聊发给我" in said.text) is (name not in FOR_GROUPS)


async def test_what_is_told_to_the_team_is_not_told_to_a_group(office: Office, lin: Person, wang: Person) -> None:
    await lin.says("今天去埔中村陈阿婆家，她家水管坏了")
    await taken_in(office)
    [said] = await in_group(wang, "/visits")
    assert "陈" not in said.text
    assert (said.buttons, said.keyboard) == ([], [])
    assert f"@{office.assistant.username}" in said.text


async def test_the_answer_to_a_command_stays_in_its_topic(office: Office, wang: Person) -> None:
    await taken_in(office, topics=True)
    opened = await office.post("/bot1:test/createForumTopic", {"chat_id": GROUP, "name": "水利"})
    topic = opened["result"]
    assert isinstance(topic, dict)
    [said] = await in_group(wang, "/today", topic=topic["message_thread_id"])
    everything = (await office.client.get(f"/sim/chats/{GROUP}/messages")).json()["messages"]
    assert [one["topic"] for one in everything if one["message_id"] == said.message_id] == [topic["message_thread_id"]]


async def test_a_form_does_not_begin_in_a_group(office: Office, lin: Person) -> None:
    await taken_in(office)
    await in_group(lin, "/visit")
    [said] = await lin.says("你好")
    assert "第1步" not in said.text


async def test_a_private_button_that_stands_in_a_group_opens_nothing(office: Office, lin: Person) -> None:
    await lin.says("今天去埔中村陈阿婆家，她家水管坏了")
    await taken_in(office)
    routes = handlers.register()
    for verb in sorted(set(routes.verbs) - set(routes.group_verbs)):
        toast = await presses_there(office, lin, f"{verb}:1")
        assert toast.startswith(IN_PRIVATE), verb
    seen = await Person(office, 1010, "路人").news(GROUP)
    assert {one.text for one in seen} == {"卡片"}


async def test_the_buttons_for_groups_are_those_of_policy_and_of_cards_posted_there() -> None:
    verbs = {verb for verb in handlers.register().group_verbs if not verb.startswith("policy.")}
    assert verbs == {"issues.claim", "issues.merge", "issues.refuse"}


async def test_policy_is_answered_in_a_group_with_its_buttons(office: Office, lin: Person) -> None:
    await taken_in(office)
    [card] = await in_group(lin, f"@{office.assistant.username} 每个镇每年有多少帮扶资金")
    assert "依据" in card.buttons
    watcher = Person(office, 1001, "小林")
    await watcher.news(GROUP)
    await watcher.presses(card, "依据", GROUP)
    [basis] = await watcher.news(GROUP)
    assert "依据" in basis.text
    assert await watcher.presses(card, "没答对", GROUP) == "谢谢，已记下"
    assert await watcher.news(GROUP) == []


async def test_policy_can_be_browsed_in_a_group_without_the_keyboard(office: Office, lin: Person) -> None:
    await taken_in(office)
    [said] = await in_group(lin, "/policy")
    assert said.keyboard == []
    assert said.buttons


async def test_a_question_handed_over_in_a_group_offers_nothing_private(office: Office, lin: Person) -> None:
    await taken_in(office)
    [card] = await in_group(lin, f"@{office.assistant.username} 村口的石狮子是哪一年立的？")
    watcher = Person(office, 1001, "小林")
    await watcher.news(GROUP)
    await watcher.presses(card, card.buttons[-1], GROUP)
    [handed] = await watcher.news(GROUP)
    assert "已登记 Q-0001" in handed.text
    assert handed.buttons == []


@pytest.mark.parametrize(
    "said",
    [
        "今天走访埔中村陈阿婆，她家缺水",
        "请农业农村局协调修复机耕路",
        "水井项目 支出 12.5万 11月20日 省级",
        "看看上个月的走访",
        "撤销刚才那条",
    ],
)
async def test_the_teams_own_matters_are_sent_to_the_private_chat(office: Office, lin: Person, said: str) -> None:
    await taken_in(office)
    [refused] = await in_group(lin, f"@{office.assistant.username} {said}")
    assert "请私聊发给我" in refused.text
    assert refused.buttons == []


async def test_the_name_may_be_written_in_either_case(office: Office, lin: Person) -> None:
    await taken_in(office)
    [answer] = await in_group(lin, f"@{office.assistant.username.upper()} 每个镇每年有多少帮扶资金")
    assert "2000万" in answer.text


async def test_a_greeting_is_returned_without_the_keyboard_and_remarks_are_left_alone(
    office: Office, lin: Person
) -> None:
    await taken_in(office)
    [card] = await in_group(lin, f"@{office.assistant.username} 你好")
    assert "群里我只答政策" in card.text
    assert card.keyboard == []
    assert await in_group(lin, "好的，收到", reply_to=card.message_id) == []


async def test_who_can_do_it_is_named_in_private_alone(office: Office, lin: Person) -> None:
    await taken_in(office)
    [there] = await in_group(lin, "/group 上饶镇")
    [here] = await lin.says("/notice 明天开会")
    assert "可以找" not in there.text
    assert "可以找：阿敏" in here.text


async def test_the_session_is_shown_in_a_group_without_anybodys_buttons(
    office: Office, min_: Person, wang: Person
) -> None:
    await announced(min_)
    await taken_in(office)
    [card] = await in_group(wang, "/talk")
    assert "第1期" in card.text
    assert (card.buttons, card.keyboard) == ([], [])


async def test_questions_of_a_session_are_not_caught_in_a_group_nobody_named(
    office: Office, min_: Person, wang: Person
) -> None:
    await announced(min_)
    await begun(min_)
    await taken_in(office)
    assert await in_group(wang, "问：今晚几点吃饭") == []
    await wang.news()
    [caught] = await wang.says("问：加工厂的污水怎么处理")
    assert "问1" in caught.text


@pytest.fixture
async def shelves(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """An office whose knowledge has an entry for members alone."""
    async with library(database_url, tmp_path, monkeypatch) as office:
        yield office


async def test_what_is_inside_is_told_to_members_in_private_alone(shelves: Office) -> None:
    lin = shelves.person(1001)
    await taken_in(shelves)
    here = (await lin.says("内部结余怎么处理"))[-1]
    there = (await in_group(lin, f"@{shelves.assistant.username} 内部结余怎么处理"))[-1]
    assert here.text.startswith("内部结余")
    assert not there.text.startswith("内部结余")
    assert await presses_there(shelves, lin, "policy.open:fund-inside") == "这条答案已更新或下架，请重新提问"
