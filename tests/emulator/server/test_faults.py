"""Failures on purpose, and Telegram's own pace."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from emulator.app import build
from emulator.store import Store
from tests.emulator.server.serving import served
from tests.emulator.server.town import LIN, TEAM, WANG, Town


async def fault(town: Town, **rule: object) -> None:
    answer = await town.phones.post("/sim/faults", json=rule)
    assert answer.status_code == 200, answer.text


async def texts(town: Town, chat: int = LIN) -> list[object]:
    return [one["text"] for one in await town.shown(chat)]


async def test_429_says_how_long_to_wait(town: Town) -> None:
    await fault(town, method="sendMessage", status=429, retry_after=7, times=1)
    with pytest.raises(RetryAfter) as refused:
        await town.bot.send_message(LIN, "字")
    assert refused.value.retry_after == timedelta(seconds=7)
    assert (await town.bot.send_message(LIN, "字")).text == "字"


@pytest.mark.parametrize(
    ("status", "error"), [(400, BadRequest), (403, Forbidden), (500, NetworkError), (502, NetworkError)]
)
async def test_a_status_is_answered_without_carrying_out(town: Town, status: int, error: type[Exception]) -> None:
    await fault(town, method="*", status=status)
    with pytest.raises(error):
        await town.bot.send_message(LIN, "字")
    await town.phones.delete("/sim/faults")
    assert await texts(town) == []


async def test_a_fault_is_about_its_method_and_chat_only(town: Town) -> None:
    await fault(town, method="sendMessage", chat=WANG, status=500)
    sent = await town.bot.send_message(LIN, "甲")
    await sent.edit_text("乙")
    with pytest.raises(NetworkError):
        await town.bot.send_message(WANG, "丙")


async def test_a_connection_lost_before_leaves_nothing_one_lost_after_leaves_the_message(town: Town) -> None:
    await fault(town, method="sendMessage", drop="before", times=1)
    with pytest.raises(NetworkError):
        await town.bot.send_message(LIN, "没到")
    assert await texts(town) == []
    await fault(town, method="sendMessage", drop="after", times=1)
    with pytest.raises(NetworkError):
        await town.bot.send_message(LIN, "到了")
    assert await texts(town) == ["到了"]
    outcomes = [call["outcome"] for call in (await town.phones.get("/sim/calls")).json()["calls"]]
    assert outcomes[-2:] == ["dropped_before", "dropped_after"]


async def test_a_share_of_the_calls_fails(town: Town) -> None:
    await fault(town, method="sendChatAction", status=500, share=0.5)
    statuses = [(await town.call("sendChatAction", chat_id=LIN, action="typing")).status_code for _ in range(200)]
    assert 40 < statuses.count(500) < 160
    [rule] = (await town.phones.get("/sim/faults")).json()
    assert rule["hits"] == statuses.count(500)


@pytest.mark.parametrize("rule", [{"drop": "sometimes"}, {"retryafter": 3}, {"delay": "long"}])
async def test_a_rule_that_makes_no_sense_is_refused(town: Town, rule: dict[str, object]) -> None:
    assert (await town.phones.post("/sim/faults", json=rule)).status_code == 400


@pytest.mark.parametrize(("drop", "said"), [("before", []), ("after", ["字"])])
async def test_on_a_socket_the_connection_is_really_cut(drop: str, said: list[str]) -> None:
    store = Store()
    store.add_person(LIN, "小林").started = True
    async with served(build(store)) as address, httpx.AsyncClient(base_url=address) as client:
        await client.post("/sim/faults", json={"method": "sendMessage", "drop": drop, "times": 1})
        with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
            await client.post("/bot1:x/sendMessage", json={"chat_id": LIN, "text": "字"})
        messages = (await client.get(f"/sim/chats/{LIN}/messages")).json()["messages"]
    assert [one["text"] for one in messages] == said


async def test_without_limits_nothing_is_too_fast(town: Town) -> None:
    await asyncio.gather(*(town.bot.send_message(LIN, f"{n}") for n in range(40)))
    assert len(await texts(town)) == 40


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(strict_town: Town) -> None:
    for number in range(5):
        await strict_town.bot.send_message(LIN, f"{number}")
    with pytest.raises(RetryAfter):
        await strict_town.bot.send_message(LIN, "太快")
    strict_town.clock.step(1)
    await strict_town.bot.send_message(LIN, "可以")
    with pytest.raises(RetryAfter):
        await strict_town.bot.send_message(LIN, "又太快")


async def test_a_group_takes_twenty_a_minute(strict_town: Town) -> None:
    for number in range(20):
        await strict_town.bot.send_message(TEAM, f"{number}")
    with pytest.raises(RetryAfter) as refused:
        await strict_town.bot.send_message(TEAM, "太多")
    assert refused.value.retry_after == timedelta(seconds=3)


async def test_all_chats_together_take_thirty_a_second(strict_town: Town) -> None:
    people = range(5000, 5040)
    for person in people:
        await strict_town.phones.post("/sim/people", json={"id": person, "name": "某人"})
        await strict_town.says(person, "/start")
    answers = [await strict_town.call("sendMessage", chat_id=person, text="通知") for person in people]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429] * 10
    strict_town.clock.step(1)
    assert (await strict_town.call("sendMessage", chat_id=5039, text="通知")).status_code == 200


async def test_the_pace_can_be_switched_while_running(strict_town: Town) -> None:
    await strict_town.phones.post("/sim/limits", json={"on": False})
    for number in range(10):
        await strict_town.bot.send_message(LIN, f"{number}")
    assert (await strict_town.phones.get("/sim/limits")).json() == {"on": False}
