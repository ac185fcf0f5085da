"""Inline mode: a few words after the assistant's name, in any chat, offer cards of public entries."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.library import library
from tests.office import Office, Person


@pytest.fixture
async def office(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    async with library(database_url, tmp_path, monkeypatch) as office:
        yield office


async def types(person: Person, query: str) -> list[dict[str, str]]:
    """The cards the person is shown under what they typed."""
    typing = asyncio.create_task(person.office.post("/sim/inline", {"from": person.id, "query": query}))
    while not typing.done():
        await person.office.work()
        await asyncio.sleep(0.001)
    answer = await typing
    assert answer["answered"]
    results = answer["results"]
    assert isinstance(results, list)
    return results


async def test_a_card_says_the_whole_answer_with_its_basis(lin: Person) -> None:
    cards = await types(lin, "钱怎么花")
    assert cards[0]["title"] == "帮扶资金能用在哪里？"
    assert cards[0]["description"] == "用于产业、基础设施和公共服务。"
    assert "依据：《示例办法》" in cards[0]["html"]
    assert "以主管部门解释为准" in cards[0]["html"]


async def test_what_is_inside_is_never_offered_not_even_to_members(lin: Person, stranger: Person) -> None:
    for person in (lin, stranger):
        cards = await types(person, "内部结余怎么处理")
        assert "fund-inside" not in {card["id"] for card in cards}


async def test_nothing_typed_offers_nothing_and_typing_is_no_question(lin: Person, stranger: Person) -> None:
    assert await types(lin, "") == []
    for _ in range(7):
        await types(stranger, "钱怎么花")
    [answer] = await stranger.says("钱怎么花")
    assert "用于产业" in answer.text


async def test_an_answer_in_a_topic_of_a_group_stays_there_and_the_mention_is_no_part_of_the_question(
    office: Office, lin: Person
) -> None:
    group = {"id": -100500, "title": "帮扶群", "members": [1001], "topics": True, "admin": True}
    await office.post("/sim/groups", group)
    opened = await office.post("/bot1:test/createForumTopic", {"chat_id": -100500, "name": "资金"})
    topic = opened["result"]
    assert isinstance(topic, dict)
    words = f"@{office.assistant.username} 钱怎么花"
    *_, card = await lin.says(words, chat=-100500, topic=topic["message_thread_id"])
    assert card.text.startswith("帮扶资金能用在哪里？\n用于产业")
    said = (await office.client.get("/sim/chats/-100500/messages")).json()["messages"]
    assert [one["topic"] for one in said if one["from"] == "bot" and "用于产业" in one["text"]] == [
        topic["message_thread_id"]
    ]
