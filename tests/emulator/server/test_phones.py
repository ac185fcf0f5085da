"""The person's side: who is there, what a phone shows, how somebody speaks."""

import asyncio

import pytest

from tests.emulator.server.town import LIN, STRANGER, TEAM, WANG, Town


async def test_everybody_is_told_with_their_note(town: Town) -> None:
    told = (await town.phones.get("/sim/people")).json()
    assert [(one["id"], one["name"], one["note"]) for one in told] == [
        (LIN, "小林", "队员"),
        (WANG, "王队", "队长"),
        (STRANGER, "路人", ""),
    ]


async def test_a_known_person_gets_a_new_note_and_keeps_the_rest(town: Town) -> None:
    await town.phones.post("/sim/people", json={"id": LIN, "name": "小林", "note": "副队长"})
    told = (await town.phones.get("/sim/people")).json()[0]
    assert (told["note"], told["started"]) == ("副队长", True)


@pytest.mark.parametrize(
    "body", [{"name": "无号"}, {"id": 7}, {"id": -7, "name": "负号"}, {"id": "x", "name": "字"}, []]
)
async def test_a_person_who_cannot_be_is_refused(town: Town, body: object) -> None:
    assert (await town.phones.post("/sim/people", json=body)).status_code == 400


async def test_a_payload_comes_with_start(town: Town) -> None:
    await town.says(STRANGER, "/start inv_x")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.text == "/start inv_x"
    assert update.message.entities[0].type == "bot_command"


async def test_a_reply_a_place_a_sticker_and_a_forward_arrive_as_such(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "哪里？")
    place = {"from": LIN, "location": {"latitude": 23.66, "longitude": 116.62}, "reply_to": sent.message_id}
    for body in (
        place,
        {"from": LIN, "sticker": True},
        {"from": LIN, "text": "转给您", "forward_from": WANG},
        {"from": LIN, "text": "也转", "forward_from": "某村民"},
    ):
        assert (await town.phones.post(f"/sim/chats/{LIN}/messages", json=body)).status_code == 200
    located, sticker, known, unknown = [update.message for update in await town.updates()]
    assert located is not None
    assert located.location is not None
    assert located.reply_to_message is not None
    assert (located.location.latitude, located.reply_to_message.text) == (23.66, "哪里？")
    assert sticker is not None
    assert sticker.sticker is not None
    assert known is not None
    assert known.forward_origin is not None
    assert known.forward_origin.to_dict()["sender_user"]["id"] == WANG
    assert unknown is not None
    assert unknown.forward_origin is not None
    assert unknown.forward_origin.to_dict()["sender_user_name"] == "某村民"
    assert [one["forwarded_from"] for one in await town.shown(LIN)][-2:] == ["王队", "某村民"]


async def test_a_very_long_text_is_cut_up_by_the_phone(town: Town) -> None:
    words = "字" * 4096 + "😀" * 2048 + "尾"
    answer = await town.phones.post(f"/sim/chats/{LIN}/messages", json={"from": LIN, "text": words})
    heard = [update.message for update in await town.updates()]
    assert [len(one.text or "") for one in heard if one] == [4096, 2048, 1]
    assert "".join(one.text or "" for one in heard if one) == words
    assert answer.json()["message_ids"] == [one.message_id for one in heard if one]


@pytest.mark.parametrize(
    "body",
    [
        {"from": LIN},
        {"from": LIN, "text": "   "},
        {"text": "谁说的"},
        {"from": LIN, "location": {"latitude": 99, "longitude": 0}},
        {"from": LIN, "location": {"latitude": "北"}},
    ],
)
async def test_a_message_of_nothing_cannot_be_sent(town: Town, body: dict[str, object]) -> None:
    assert (await town.phones.post(f"/sim/chats/{LIN}/messages", json=body)).status_code == 400


@pytest.mark.parametrize(
    ("chat", "body"),
    [
        (4242, {"from": LIN, "text": "字"}),
        (LIN, {"from": 4242, "text": "字"}),
        (LIN, {"from": LIN, "text": "字", "reply_to": 99}),
        (TEAM, {"from": LIN, "text": "字", "topic": 99}),
    ],
)
async def test_what_is_not_there_is_not_found(town: Town, chat: int, body: dict[str, object]) -> None:
    assert (await town.phones.post(f"/sim/chats/{chat}/messages", json=body)).status_code == 404


async def test_nobody_speaks_in_anothers_chat(town: Town) -> None:
    answer = await town.phones.post(f"/sim/chats/{LIN}/messages", json={"from": WANG, "text": "字"})
    assert answer.status_code == 403


async def test_who_blocked_the_bot_must_unblock_it_to_write(town: Town) -> None:
    await town.phones.post(f"/sim/chats/{LIN}/blocked", json={"blocked": True})
    answer = await town.phones.post(f"/sim/chats/{LIN}/messages", json={"from": LIN, "text": "字"})
    assert answer.status_code == 403
    assert (await town.phones.get("/sim/chats", params={"person": LIN})).json()[0]["blocked"]


async def test_a_phone_waits_for_what_is_said(town: Town) -> None:
    async def wait() -> dict[str, object]:
        answer = await town.phones.get(f"/sim/chats/{LIN}/messages", params={"after": 0, "wait": 30})
        shown: dict[str, object] = answer.json()
        return shown

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0.05)
    await town.bot.send_message(WANG, "不是给小林的")
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await town.bot.send_message(LIN, "给小林的")
    async with asyncio.timeout(5):
        shown = await waiting
    assert isinstance(shown["messages"], list)
    assert [(one["text"], one["seq"]) for one in shown["messages"]] == [("给小林的", shown["seq"])]


async def test_one_poll_tells_which_chats_changed(town: Town) -> None:
    await town.bot.send_message(LIN, "一")
    first = (await town.phones.get("/sim/changes")).json()
    assert first["chats"] == [LIN]
    await town.bot.send_message(WANG, "二")
    then = (await town.phones.get("/sim/changes", params={"after": first["seq"], "wait": 5})).json()
    assert then["chats"] == [WANG]


async def test_a_phone_knows_its_chats(town: Town) -> None:
    await town.bot.send_message(TEAM, "群里说")
    private, group = (await town.phones.get("/sim/chats", params={"person": WANG})).json()
    assert (private["id"], private["last"], private["started"]) == (WANG, None, True)
    assert (group["id"], group["title"], group["last"]["text"]) == (TEAM, "工作队", "群里说")
    assert len((await town.phones.get("/sim/chats", params={"person": STRANGER})).json()) == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<b>粗<i>斜</i></b>", "<b>粗<i>斜</i></b>"),
        ("<tg-spoiler>藏</tg-spoiler>", '<span class="tg-spoiler">藏</span>'),
        ("<blockquote expandable>长</blockquote>", "<blockquote expandable>长</blockquote>"),
        ("<pre><code class='language-py'>1 &lt; 2</code></pre>", '<pre data-language="py">1 &lt; 2</pre>'),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt;b&gt; <u>&amp;</u>", "&lt;b&gt; <u>&amp;</u>"),
        ("😀<code>x</code>", "😀<code>x</code>"),
        (
            '<a href="https://x.cn/?a=1&amp;b=&quot;2&quot;">链</a>',
            '<a href="https://x.cn/?a=1&amp;b=&quot;2&quot;" target="_blank" rel="noopener noreferrer">链</a>',
        ),
    ],
)
async def test_a_phone_shows_formatting_and_nothing_dangerous(town: Town, said: str, shown: str) -> None:
    await town.bot.send_message(LIN, said, parse_mode="HTML")
    assert (await town.shown(LIN))[0]["html"] == shown


async def test_what_a_person_types_is_never_markup(town: Town) -> None:
    await town.says(LIN, "<img src=x onerror=alert(1)> /help")
    html = (await town.shown(LIN))[0]["html"]
    assert html == '&lt;img src=x onerror=alert(1)&gt; <span class="command">/help</span>'
