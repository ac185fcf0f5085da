"""Lengths, trimming, and what Telegram finds in plain words."""

import pytest
from telegram import MessageEntity
from telegram.constants import ParseMode
from telegram.error import BadRequest

from tests.emulator.server.town import LIN, Town


async def test_a_text_may_have_4096_characters_and_no_more(town: Town) -> None:
    assert len((await town.bot.send_message(LIN, "字" * 4096)).text or "") == 4096
    with pytest.raises(BadRequest, match="Message is too long"):
        await town.bot.send_message(LIN, "字" * 4097)


async def test_an_emoji_counts_twice(town: Town) -> None:
    await town.bot.send_message(LIN, "😀" * 2048)
    with pytest.raises(BadRequest, match="Message is too long"):
        await town.bot.send_message(LIN, "😀" * 2048 + "字")


async def test_tags_do_not_count(town: Town) -> None:
    sent = await town.bot.send_message(LIN, f"<b>{'字' * 4096}</b>", parse_mode=ParseMode.HTML)
    assert len(sent.text or "") == 4096


async def test_an_edit_beyond_the_limit_is_refused_in_other_words(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "短")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await sent.edit_text("字" * 4097)


@pytest.mark.parametrize("nothing", ["   \n ", "<b></b>", "<i> </i>"])
async def test_a_message_of_nothing_is_refused(town: Town, nothing: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await town.bot.send_message(LIN, nothing, parse_mode=ParseMode.HTML)


async def test_white_space_around_a_text_goes_and_entities_move_along(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "\n  前<b>粗 </b>  ", parse_mode=ParseMode.HTML)
    assert sent.text == "前粗"
    assert sent.parse_entities() == {MessageEntity("bold", 1, 1): "粗"}


async def test_commands_links_mentions_and_hashtags_are_found(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "见 /help 或 https://www.gd.gov.cn/a，问 @zhuzhen_bot #走访")
    assert [(kind.type, said) for kind, said in sent.parse_entities().items()] == [
        ("bot_command", "/help"),
        ("url", "https://www.gd.gov.cn/a"),
        ("mention", "@zhuzhen_bot"),
        ("hashtag", "#走访"),
    ]


async def test_nothing_is_found_within_code(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "<code>/help</code>", parse_mode=ParseMode.HTML)
    assert [kind.type for kind in sent.entities] == ["code"]


@pytest.mark.parametrize(
    "words", ["11/22/2026 完成1/3", "看/help", "/help吧", "问@zhuzhen_bot", "a@zhuzhen_bot", "#12"]
)
async def test_words_that_only_look_like_it_are_left_alone(town: Town, words: str) -> None:
    sent = await town.bot.send_message(LIN, words)
    assert sent.entities == ()


async def test_markdown_is_refused_rather_than_read_wrongly(town: Town) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await town.bot.send_message(LIN, "*粗*", parse_mode=ParseMode.MARKDOWN_V2)


async def test_entities_can_be_given_instead_of_markup(town: Town) -> None:
    sent = await town.bot.send_message(LIN, "粗体", entities=[MessageEntity("bold", 0, 1)])
    assert sent.entities == (MessageEntity("bold", 0, 1),)
    with pytest.raises(BadRequest, match="ends after the end of the text"):
        await town.bot.send_message(LIN, "粗体", entities=[MessageEntity("bold", 1, 5)])
