"""Whatever is sent, Telegram answers: with a result or with a refusal, never with a crash."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.methods import METHODS
from tests.emulator.server.conftest import opened
from tests.emulator.server.town import LIN, TEAM, WANG, Town

NAMES = (
    "chat_id from_chat_id message_id message_ids text caption parse_mode entities caption_entities reply_markup "
    "reply_parameters message_thread_id media photo document voice latitude longitude action reaction name icon_color "
    "user_id file_id callback_query_id inline_query_id results commands scope language_code menu_button url "
    "secret_token allowed_updates link_preview_options max_connections show_alert"
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from([LIN, TEAM, 1, "HTML"]),
)
keys = st.sampled_from(
    [
        "type",
        "text",
        "message_id",
        "inline_keyboard",
        "keyboard",
        "callback_data",
        "url",
        "offset",
        "length",
        "id",
        "emoji",
    ]
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=6,
)
params = st.dictionaries(st.sampled_from(NAMES.split()), values, max_size=5)


async def _answered(method: str, given_params: dict[str, object], chat: int) -> tuple[int, bool]:
    async with opened() as town:
        await town.bot.send_message(chat, "在")
        answer = await town.call(method, **{"chat_id": chat, "message_id": 1} | given_params)
        await town.bot.delete_webhook()
        return answer.status_code, answer.json()["ok"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(METHODS)), params, st.sampled_from([LIN, TEAM]))
def test_any_call_is_answered(method: str, given_params: dict[str, object], chat: int) -> None:
    status, ok = asyncio.run(_answered(method, given_params, chat))
    assert (status == 200) == ok
    assert status in {200, 400, 403, 409, 429}


async def _spoken(body: dict[str, object]) -> int:
    async with opened() as town:
        return (await town.phones.post(f"/sim/chats/{LIN}/messages", json=body)).status_code


bodies = st.dictionaries(
    st.sampled_from(["from", "text", "location", "sticker", "inline", "reply_to", "topic", "forward_from"]),
    values,
    max_size=4,
)


@settings(max_examples=200, deadline=None)
@given(bodies)
def test_anything_a_phone_sends_is_answered(body: dict[str, object]) -> None:
    assert asyncio.run(_spoken({"from": LIN, "text": "字"} | body)) in {200, 400, 403, 404}


async def test_a_strange_update_does_not_stop_the_next(town: Town) -> None:
    for update in ({"update_id": "x"}, {"update_id": None}, {"message": 7}, {}):
        assert (await town.phones.post("/sim/updates", json=update)).status_code == 200
    await town.says(WANG, "还在")
    result = (await town.call("getUpdates")).json()["result"]
    assert [type(update["update_id"]) for update in result] == [int] * 5
    assert result[-1]["message"]["text"] == "还在"
