"""getUpdates: order, confirmation, waiting, conflict."""

import asyncio

import httpx
import pytest
from telegram import Update
from telegram.error import Conflict, InvalidToken

from emulator.app import build
from emulator.store import Store
from tests.emulator.server.serving import served
from tests.emulator.server.town import LIN, TEAM, WANG, Town


async def test_updates_stay_until_they_are_confirmed(town: Town) -> None:
    for words in ("甲", "乙", "丙"):
        await town.says(LIN, words)
    heard = await town.bot.get_updates()
    assert [update.message.text for update in heard if update.message] == ["甲", "乙", "丙"]
    assert await town.bot.get_updates() == heard
    assert list(await town.bot.get_updates(offset=heard[1].update_id)) == list(heard[1:])
    assert await town.bot.get_updates(offset=heard[-1].update_id + 1) == ()


async def test_a_limit_takes_the_oldest(town: Town) -> None:
    for number in range(5):
        await town.says(LIN, f"第{number}句")
    assert [update.message.text for update in await town.bot.get_updates(limit=2) if update.message] == [
        "第0句",
        "第1句",
    ]


async def test_a_negative_offset_keeps_only_the_newest(town: Town) -> None:
    for words in ("甲", "乙", "丙"):
        await town.says(LIN, words)
    assert [update.message.text for update in await town.bot.get_updates(offset=-1) if update.message] == ["丙"]
    assert len(await town.bot.get_updates()) == 1


async def test_a_waiting_poll_wakes_when_somebody_speaks(town: Town) -> None:
    waiting = asyncio.create_task(town.bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await town.says(LIN, "醒醒")
    async with asyncio.timeout(5):
        [update] = await waiting
    assert update.message is not None
    assert update.message.text == "醒醒"


async def test_a_poll_without_news_comes_back_empty(town: Town) -> None:
    assert await town.bot.get_updates(timeout=1) == ()


async def test_a_second_poller_ends_the_first(town: Town) -> None:
    first = asyncio.create_task(town.bot.get_updates(timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(town.call("getUpdates", timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await town.says(LIN, "在")
    assert [update["message"]["text"] for update in (await second).json()["result"]] == ["在"]


async def test_kinds_nobody_asked_for_are_not_kept(town: Town) -> None:
    await town.bot.get_updates(allowed_updates=[Update.EDITED_MESSAGE])
    said = await town.says(LIN, "旧")
    await town.phones.patch(f"/sim/chats/{LIN}/messages/{said}", json={"text": "新"})
    [update] = await town.bot.get_updates()
    assert update.edited_message is not None
    await town.bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    await town.says(LIN, "又听见了")
    assert len(await town.bot.get_updates()) == 1


async def test_a_raw_update_reaches_the_bot_as_it_is(town: Town) -> None:
    update_id = (await town.phones.post("/sim/updates", json={"poll": {"strange": True}})).json()["update_id"]
    own = (await town.phones.post("/sim/updates", json={"update_id": update_id + 7})).json()["update_id"]
    assert own == update_id + 7
    result = (await town.call("getUpdates")).json()["result"]
    assert result == [{"update_id": update_id, "poll": {"strange": True}}, {"update_id": own}]
    await town.says(LIN, "下一条")
    assert [update["update_id"] for update in (await town.call("getUpdates")).json()["result"]][-1] == own + 1


async def test_an_injected_older_update_comes_first(town: Town) -> None:
    await town.says(LIN, "新")
    await town.phones.post("/sim/updates", json={"update_id": 5})
    assert (await town.call("getUpdates")).json()["result"][0] == {"update_id": 5}


async def test_a_wrong_token_lets_nobody_in(town: Town) -> None:
    answer = await town.phones.get("/bot2:wrong/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")
    await town.phones.post("/sim/faults", json={"method": "getMe", "status": 401})
    with pytest.raises(InvalidToken):
        await town.bot.get_me()


async def test_the_bot_hears_each_person_in_the_order_of_speaking(town: Town) -> None:
    await asyncio.gather(*(town.says(person, f"{number}") for number in range(5) for person in (LIN, WANG)))
    heard = [update.message for update in await town.updates()]
    for person in (LIN, WANG):
        assert [one.text for one in heard if one and one.chat.id == person] == ["0", "1", "2", "3", "4"]
    assert TEAM not in {one.chat.id for one in heard if one}


async def test_a_poller_who_goes_away_loses_nothing() -> None:
    store = Store()
    store.add_person(LIN, "小林")
    async with served(build(store)) as address, httpx.AsyncClient(base_url=address) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.get("/bot1:x/getUpdates", params={"timeout": 50}, timeout=0.2)
        await client.post(f"/sim/chats/{LIN}/messages", json={"from": LIN, "text": "还在吗"})
        [update] = (await client.get("/bot1:x/getUpdates", params={"timeout": 5})).json()["result"]
        assert update["message"]["text"] == "还在吗"
