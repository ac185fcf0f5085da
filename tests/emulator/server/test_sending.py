"""What the bot says, where it may speak, and how Telegram refuses it."""

import pytest
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from tests.emulator.server.town import LIN, STRANGER, Town


def buttons(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


async def test_a_message_is_shown_with_its_buttons(town: Town) -> None:
    keys = buttons(
        [InlineKeyboardButton("撤销", callback_data="undo"), InlineKeyboardButton("原文", url="https://x.cn")]
    )
    sent = await town.bot.send_message(LIN, "已保存", reply_markup=keys)
    assert sent.reply_markup == keys
    [shown] = await town.shown(LIN)
    assert (shown["from"], shown["text"], shown["buttons"]) == ("bot", "已保存", [["撤销", "原文"]])
    assert shown["links"] == [[None, "https://x.cn"]]


async def test_a_reply_keyboard_is_shown_and_taken_away(town: Town) -> None:
    keys = ReplyKeyboardMarkup([[KeyboardButton("记走访"), "我的任务"]], resize_keyboard=True)
    await town.bot.send_message(LIN, "请选", reply_markup=keys)
    await town.bot.send_message(LIN, "好", reply_markup=ReplyKeyboardRemove())
    first, second = await town.shown(LIN)
    assert (first["keyboard"], first["keyboard_removed"]) == ([["记走访", "我的任务"]], False)
    assert (second["keyboard"], second["keyboard_removed"]) == ([], True)


async def test_a_reply_names_what_it_answers(town: Town) -> None:
    asked = await town.says(LIN, "低保怎么办")
    sent = await town.bot.send_message(LIN, "这样办", reply_parameters=ReplyParameters(asked))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "低保怎么办"


async def test_a_reply_to_nothing_is_refused_unless_that_is_allowed(town: Town) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await town.bot.send_message(LIN, "答", reply_parameters=ReplyParameters(99))
    lenient = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await town.bot.send_message(LIN, "答", reply_parameters=lenient)).reply_to_message is None


async def test_an_unknown_chat_is_not_found(town: Town) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await town.bot.send_message(424242, "在吗")


async def test_a_stranger_cannot_be_spoken_to_first(town: Town) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await town.bot.send_message(STRANGER, "您好")
    await town.says(STRANGER, "/start")
    assert (await town.bot.send_message(STRANGER, "您好")).chat.id == STRANGER


async def test_a_person_who_blocks_the_bot_is_out_of_reach_and_the_bot_is_told(town: Town) -> None:
    await town.phones.post(f"/sim/chats/{LIN}/blocked", json={"blocked": True})
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await town.bot.send_message(LIN, "在吗")
    await town.phones.post(f"/sim/chats/{LIN}/blocked", json={"blocked": False})
    await town.bot.send_message(LIN, "回来了")
    changes = [update.my_chat_member for update in await town.updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


@pytest.mark.parametrize("data", ["", "x" * 65, "字" * 22])
async def test_callback_data_has_1_to_64_bytes(town: Town, data: str) -> None:
    markup = {"inline_keyboard": [[{"text": "按", "callback_data": data}]]}
    answer = await town.call("sendMessage", chat_id=LIN, text="字", reply_markup=markup)
    assert answer.status_code == 400
    described = {"": "Text buttons are unallowed in the inline keyboard"}.get(data, "BUTTON_DATA_INVALID")
    assert answer.json()["description"].endswith(described)


async def test_64_bytes_of_callback_data_pass(town: Town) -> None:
    keys = buttons([InlineKeyboardButton("按", callback_data="字" * 21 + "x")])
    assert (await town.bot.send_message(LIN, "字", reply_markup=keys)).reply_markup == keys


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, 'Can\'t find field "text"'),
        ({"inline_keyboard": [[{"text": "按", "url": "not a link"}]]}, "is invalid: Wrong HTTP URL"),
        ({"inline_keyboard": [[{"text": "按", "callback_data": "x"}]] * 101}, "reply markup is too long"),
        ({"keyboard": []}, "reply keyboard markup must be non-empty"),
    ],
)
async def test_a_keyboard_telegram_cannot_read_is_refused(town: Town, markup: object, complaint: str) -> None:
    answer = await town.call("sendMessage", chat_id=LIN, text="字", reply_markup=markup)
    assert answer.json()["description"].endswith(complaint)
    assert await town.shown(LIN) == []


async def test_a_protected_message_says_so(town: Town) -> None:
    assert (await town.bot.send_message(LIN, "内部", protect_content=True)).has_protected_content


async def test_a_forced_reply_is_taken(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "金额？", reply_markup=ForceReply())
    assert sent.reply_markup is None


async def test_a_place_is_sent_and_shown(town: Town) -> None:
    sent = await town.bot.send_location(LIN, latitude=23.67, longitude=116.64)
    assert sent.location is not None
    assert (sent.location.latitude, sent.location.longitude) == (23.67, 116.64)
    [shown] = await town.shown(LIN)
    assert shown["location"] == {"latitude": 23.67, "longitude": 116.64}


async def test_a_copy_has_the_same_words_and_no_origin(town: Town) -> None:
    original = await town.says(LIN, "请看 /help")
    copied = await town.bot.copy_message(LIN, LIN, original)
    shown = (await town.shown(LIN))[-1]
    assert (shown["message_id"], shown["text"], shown["from"]) == (copied.message_id, "请看 /help", "bot")
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await town.bot.copy_message(LIN, LIN, 99)


async def test_a_chat_action_is_checked(town: Town) -> None:
    assert await town.bot.send_chat_action(LIN, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await town.bot.send_chat_action(LIN, "dancing")
