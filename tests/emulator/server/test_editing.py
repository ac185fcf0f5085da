"""Edits in place and deletions."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest

from tests.emulator.server.town import LIN, TEAM, WANG, Town

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("撤销", callback_data="undo")]])


async def test_an_edit_is_shown_in_place(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "旧", reply_markup=KEYS)
    edited = await sent.edit_text("<b>新</b>", parse_mode=ParseMode.HTML)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup, edited.edit_date is not None) == ("新", None, True)
    [shown] = await town.shown(LIN)
    assert (shown["text"], shown["html"], shown["edited"], shown["buttons"]) == ("新", "<b>新</b>", True, [])


async def test_an_edit_to_the_same_is_refused(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "一样", reply_markup=KEYS)
    with pytest.raises(BadRequest, match="specified new message content and reply markup are exactly the same"):
        await sent.edit_text("一样", reply_markup=KEYS)
    await sent.edit_text("一样")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(None)


async def test_other_formatting_is_another_text(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "字")
    assert isinstance(await sent.edit_text("<b>字</b>", parse_mode=ParseMode.HTML), Message)


async def test_buttons_can_change_alone(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "字")
    await sent.edit_reply_markup(KEYS)
    [shown] = await town.shown(LIN)
    assert (shown["text"], shown["buttons"]) == ("字", [["撤销"]])


async def test_what_is_not_there_cannot_be_edited(town: Town) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await town.bot.edit_message_text("新", LIN, 99)


async def test_what_a_person_said_cannot_be_edited(town: Town) -> None:
    theirs = await town.says(LIN, "我说的")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await town.bot.edit_message_text("改口", LIN, theirs)


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "请选", reply_markup=ReplyKeyboardMarkup([["记走访"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await sent.edit_text("新")


async def test_a_caption_is_edited_as_a_caption(town: Town) -> None:
    sent = await town.bot.send_document(LIN, b"text", filename="a.txt", caption="旧")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("新")
    edited = await sent.edit_caption("新")
    assert isinstance(edited, Message)
    assert (edited.caption, edited.document and edited.document.file_name) == ("新", "a.txt")
    words = await town.bot.send_message(LIN, "字")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await words.edit_caption("新")


async def test_a_deleted_message_keeps_its_place_and_nothing_else(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "秘密", reply_markup=KEYS)
    assert await sent.delete()
    [shown] = await town.shown(LIN)
    assert (shown["deleted"], shown["text"], shown["buttons"]) == (True, "", [])
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("新")


async def test_after_two_days_nothing_is_deleted(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "旧")
    town.clock.step(48 * 3600 - 1)
    theirs = await town.says(LIN, "新")
    assert await town.bot.delete_message(LIN, theirs)
    town.clock.step(1)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await sent.delete()


async def test_in_a_group_only_an_administrator_deletes_what_others_said(town: Town) -> None:
    theirs = await town.says(WANG, "群里", chat=TEAM)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await town.bot.delete_message(TEAM, theirs)


async def test_several_are_deleted_at_once_and_missing_ones_passed_over(town: Town) -> None:
    sent = [(await town.bot.send_message(LIN, text)).message_id for text in "甲乙丙"]
    assert await town.bot.delete_messages(LIN, [*sent[:2], 99])
    assert [one["text"] for one in await town.shown(LIN) if not one["deleted"]] == ["丙"]


async def test_a_person_edits_an_own_message_and_the_bot_hears_of_it(town: Town) -> None:
    said = await town.says(LIN, "走访3户")
    await town.phones.patch(f"/sim/chats/{LIN}/messages/{said}", json={"text": "走访5户"})
    heard = (await town.updates())[-1]
    assert heard.edited_message is not None
    assert (heard.edited_message.text, heard.edited_message.message_id) == ("走访5户", said)
    assert (await town.shown(LIN))[0]["edited"]


async def test_a_person_does_not_edit_what_the_bot_said(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "我说的")
    answer = await town.phones.patch(f"/sim/chats/{LIN}/messages/{sent.message_id}", json={"text": "改口"})
    assert answer.status_code == 403


async def test_each_change_moves_a_message_to_the_end(town: Town) -> None:
    first = await town.bot.send_message(LIN, "甲")
    await town.bot.send_message(LIN, "乙")
    last = (await town.shown(LIN))[-1]["seq"]
    assert isinstance(last, int)
    await first.edit_text("丙")
    assert [one["text"] for one in await town.shown(LIN, after=last)] == ["丙"]
    assert [one["text"] for one in await town.shown(LIN)] == ["乙", "丙"]
