"""One call, however it comes, and what Telegram says to calls it does not know."""

import pytest

from tests.emulator.server.town import LIN, TOKEN, Town


async def test_parameters_come_as_query_form_json_or_multipart(town: Town) -> None:
    address, words = f"/bot{TOKEN}/sendMessage", {"chat_id": str(LIN), "text": "同一句 & 话"}
    answers = [
        await town.phones.get(address, params=words),
        await town.phones.post(address, data=words),
        await town.phones.post(address, json={"chat_id": LIN, "text": "同一句 & 话"}),
        await town.phones.post(address, files={name: (None, value) for name, value in words.items()}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["同一句 & 话"] * 4


async def test_method_names_have_no_case(town: Town) -> None:
    assert (await town.phones.post(f"/bot{TOKEN}/GETME")).json()["ok"]


async def test_an_unknown_method_is_not_found(town: Town) -> None:
    answer = await town.call("sendTelepathy")
    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": "字"}, "chat_id is empty"),
        ({"chat_id": LIN}, "message text is empty"),
        ({"chat_id": "@somewhere", "text": "字"}, "chat not found"),
        ({"chat_id": LIN, "text": "字", "parse_mode": "RTF"}, "unsupported parse_mode"),
        ({"chat_id": LIN, "text": "字", "entities": "["}, "can't parse message entities JSON object"),
        ({"chat_id": LIN, "text": "字", "message_thread_id": 7}, "message thread not found"),
    ],
)
async def test_a_call_that_lacks_something_is_told_what(town: Town, params: dict[str, object], complaint: str) -> None:
    answer = await town.call("sendMessage", **params)
    assert answer.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {complaint}"}


async def test_a_body_that_is_not_json_is_refused(town: Town) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await town.phones.post(f"/bot{TOKEN}/sendMessage", content=b"{", headers=headers)
    assert answer.json()["description"] == "Bad Request: can't parse JSON object"


async def test_half_an_emoji_does_not_break_anything(town: Town) -> None:
    headers = {"Content-Type": "application/json"}
    body = f'{{"chat_id": {LIN}, "text": "半个\\ud83d"}}'
    answer = await town.phones.post(f"/bot{TOKEN}/sendMessage", content=body, headers=headers)
    assert answer.json()["result"]["text"] == "半个?"


async def test_every_call_is_counted_with_its_outcome(town: Town) -> None:
    await town.call("sendMessage", chat_id=LIN, text="第一句")
    await town.call("sendMessage", chat_id=4242, text="第二句")
    await town.call("sendTelepathy")
    log = (await town.phones.get("/sim/calls", params={"after": 1})).json()
    assert log["seq"] == 4
    told = [(call["method"], call["chat_id"], call["status"], call["outcome"]) for call in log["calls"]]
    assert told == [
        ("sendMessage", LIN, 200, "ok"),
        ("sendMessage", 4242, 400, "Bad Request: chat not found"),
        ("sendTelepathy", None, 404, "Not Found"),
    ]
    assert (log["calls"][0]["text"], log["calls"][0]["message_id"]) == ("第一句", 1)
    assert log["calls"][0]["at"] == town.clock.at


async def test_the_chat_page_is_at_the_root_and_nothing_beside_it_is_given_out(town: Town) -> None:
    page = await town.phones.get("/")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
    assert page.headers["content-type"].startswith("text/html")
    assert (await town.phones.get("/page/sim.js")).status_code == 200
    assert (await town.phones.get("/page/%2e%2e/app.py")).status_code == 404
