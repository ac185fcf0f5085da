"""Commands by scope, the menu button, inline queries."""

import asyncio

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineQueryResultArticle,
    InputTextMessageContent,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest

from tests.emulator.server.town import LIN, TEAM, WANG, Town


async def menu(town: Town, person: int, chat: int | None = None) -> list[str]:
    answer = await town.phones.get("/sim/commands", params={"person": person, "chat": chat or person})
    return [command["command"] for command in answer.json()]


async def test_the_narrowest_scope_wins(town: Town) -> None:
    await town.bot.set_my_commands([("help", "帮助")])
    assert await menu(town, LIN) == await menu(town, LIN, TEAM) == ["help"]
    await town.bot.set_my_commands([("visit", "记走访")], scope=BotCommandScopeAllPrivateChats())
    await town.bot.set_my_commands([("report", "周报"), ("visit", "记走访")], scope=BotCommandScopeChat(WANG))
    await town.bot.set_my_commands([("today", "今天")], scope=BotCommandScopeAllGroupChats())
    assert await menu(town, LIN) == ["visit"]
    assert await menu(town, WANG) == ["report", "visit"]
    assert await menu(town, WANG, TEAM) == ["today"]
    await town.bot.delete_my_commands(scope=BotCommandScopeChat(WANG))
    assert await menu(town, WANG) == ["visit"]


async def test_chinese_commands_come_before_those_of_no_language(town: Town) -> None:
    await town.bot.set_my_commands([("help", "Help")])
    await town.bot.set_my_commands([("help", "帮助")], language_code="zh")
    assert (await town.phones.get("/sim/commands", params={"person": LIN})).json() == [
        {"command": "help", "description": "帮助"}
    ]
    assert await town.bot.get_my_commands() == (BotCommand("help", "Help"),)


@pytest.mark.parametrize("command", [("走访", "中文"), ("Visit", "大写"), ("a" * 33, "太长"), ("", "空")])
async def test_commands_telegram_does_not_take(town: Town, command: tuple[str, str]) -> None:
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await town.bot.set_my_commands([command])


async def test_commands_for_an_unknown_chat_are_refused(town: Town) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await town.bot.set_my_commands([("help", "帮助")], scope=BotCommandScopeChat(4242))


async def test_the_menu_button_is_kept_per_chat(town: Town) -> None:
    assert isinstance(await town.bot.get_chat_menu_button(LIN), MenuButtonCommands)
    assert await town.bot.set_chat_menu_button(LIN, MenuButtonCommands())
    assert await town.bot.set_chat_menu_button(LIN, MenuButtonDefault())
    answer = await town.call("setChatMenuButton", menu_button={"type": "dance"})
    assert answer.json()["description"] == "Bad Request: unsupported menu button type"


async def test_the_bot_tells_its_name(town: Town) -> None:
    told = (await town.phones.get("/sim/bot")).json()
    me = await town.bot.get_me()
    assert (told["id"], told["name"], told["username"]) == (me.id, me.first_name, me.username)


def article(number: str, words: str = "<b>一镇一策</b>") -> InlineQueryResultArticle:
    said = InputTextMessageContent(words, parse_mode="HTML")
    return InlineQueryResultArticle(number, "一镇一策", said, description="40天内")


async def typed(town: Town, words: str) -> tuple[str, asyncio.Task[dict[str, object]]]:
    async def ask() -> dict[str, object]:
        answer: dict[str, object] = (await town.phones.post("/sim/inline", json={"from": LIN, "query": words})).json()
        return answer

    asking = asyncio.create_task(ask())
    [update] = await town.updates(wait=5)
    assert update.inline_query is not None
    assert (update.inline_query.query, update.inline_query.from_user.id) == (words, LIN)
    return update.inline_query.id, asking


async def test_an_inline_query_is_answered_and_a_result_chosen(town: Town) -> None:
    number, asking = await typed(town, "一镇一策")
    assert await town.bot.answer_inline_query(number, [article("a1")])
    offered = await asking
    card = {"id": "a1", "title": "一镇一策", "description": "40天内", "html": "<b>一镇一策</b>"}
    assert (offered["answered"], offered["results"]) == (True, [card])
    chosen = {"from": LIN, "inline": {"query_id": offered["query_id"], "result_id": "a1"}}
    await town.phones.post(f"/sim/chats/{TEAM}/messages", json=chosen)
    [shown] = [one for one in await town.shown(TEAM) if one["text"]]
    assert (shown["html"], shown["from"]) == ("<b>一镇一策</b>", LIN)
    [heard] = await town.updates()
    assert heard.message is not None
    assert heard.message.via_bot == town.bot.bot


async def test_inline_results_telegram_does_not_take(town: Town) -> None:
    number, asking = await typed(town, "问")
    with pytest.raises(BadRequest, match="Result_id_duplicate"):
        await town.bot.answer_inline_query(number, [article("a"), article("a")])
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await town.bot.answer_inline_query(number, [article("a", "<b>没关")])
    with pytest.raises(BadRequest, match="Query is too old"):
        await town.bot.answer_inline_query("12345", [article("a")])
    await town.bot.answer_inline_query(number, [])
    assert (await asking)["results"] == []
