"""Buttons, toasts, and queries that are too old."""

import asyncio

import pytest
from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from tests.emulator.server.town import LIN, TEAM, WANG, Town

KEYS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("收到", callback_data="ack:7")],
        [InlineKeyboardButton("原文", url="https://x.cn/a")],
    ]
)


async def pressed(
    town: Town, sent: Message, label: str = "收到", by: int = LIN
) -> tuple[CallbackQuery, asyncio.Task[object]]:
    """Somebody presses and waits; what the bot hears of it, and what the phone will see."""
    body = {"from": by, "message_id": sent.message_id, "label": label, "wait": 5}
    press = asyncio.create_task(_press(town, sent.chat.id, body))
    [update] = await town.updates(wait=5)
    assert update.callback_query is not None
    return update.callback_query, press


async def _press(town: Town, chat: int, body: dict[str, object]) -> object:
    return (await town.phones.post(f"/sim/chats/{chat}/presses", json=body)).json()


async def test_a_press_brings_the_message_and_the_data_and_takes_back_the_toast(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "通知", reply_markup=KEYS)
    query, press = await pressed(town, sent)
    assert (query.data, query.from_user.id) == ("ack:7", LIN)
    assert isinstance(query.message, Message)
    assert (query.message.text, query.message.reply_markup) == ("通知", KEYS)
    await query.answer("已确认", show_alert=True)
    assert await press == {"toast": "已确认", "alert": True, "url": None, "answered": True}


async def test_an_answer_without_words_shows_no_toast(town: Town) -> None:
    query, press = await pressed(town, await town.bot.send_message(LIN, "通知", reply_markup=KEYS))
    await query.answer()
    assert await press == {"toast": None, "alert": False, "url": None, "answered": True}


async def test_two_taps_are_two_queries(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "通知", reply_markup=KEYS)
    one, first = await pressed(town, sent)
    other, second = await pressed(town, sent)
    assert one.id != other.id
    await one.answer("一")
    await other.answer("二")
    assert [shown["toast"] for shown in (await first, await second) if isinstance(shown, dict)] == ["一", "二"]


async def test_a_query_is_answered_once(town: Town) -> None:
    query, press = await pressed(town, await town.bot.send_message(LIN, "通知", reply_markup=KEYS))
    await query.answer("一")
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer("二")
    await press


async def test_a_query_grows_too_old(town: Town) -> None:
    query, press = await pressed(town, await town.bot.send_message(LIN, "通知", reply_markup=KEYS))
    town.clock.step(31)
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer("晚了")
    press.cancel()


async def test_a_press_nobody_answers_ends_without_a_toast(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "通知", reply_markup=KEYS)
    body = {"from": LIN, "message_id": sent.message_id, "label": "收到", "wait": 0.05}
    assert await _press(town, LIN, body) == {"toast": None, "alert": False, "url": None, "answered": False}


@pytest.mark.parametrize(("label", "message"), [("不存在", 0), ("收到", 99)])
async def test_a_button_that_is_not_there_cannot_be_pressed(town: Town, label: str, message: int) -> None:
    sent = await town.bot.send_message(LIN, "通知", reply_markup=KEYS)
    body = {"from": LIN, "message_id": message or sent.message_id, "label": label}
    assert (await town.phones.post(f"/sim/chats/{LIN}/presses", json=body)).status_code == 404


async def test_a_link_opens_without_the_bot(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "通知", reply_markup=KEYS)
    shown = await _press(town, LIN, {"from": LIN, "message_id": sent.message_id, "label": "原文"})
    assert shown == {"toast": None, "alert": False, "url": "https://x.cn/a", "answered": False}
    assert await town.updates() == []


async def test_in_a_group_the_one_who_presses_is_named(town: Town) -> None:
    sent = await town.bot.send_message(TEAM, "谁去", reply_markup=KEYS)
    query, press = await pressed(town, sent, by=WANG)
    assert (query.from_user.id, query.message and query.message.chat.id) == (WANG, TEAM)
    await query.answer()
    await press


async def test_a_toast_has_at_most_200_characters(town: Town) -> None:
    query, press = await pressed(town, await town.bot.send_message(LIN, "通知", reply_markup=KEYS))
    with pytest.raises(BadRequest, match="Message_too_long"):
        await query.answer("字" * 201)
    await query.answer("字" * 200)
    await press
