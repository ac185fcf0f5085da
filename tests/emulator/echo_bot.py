"""A tiny bot over the real Bot API: polls, echoes what it hears, answers presses; enough to see a page come alive."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import httpx

Json: TypeAlias = dict[str, object]


class EchoBot:
    """Says back what it hears. `answers` are the Bot API's own answers to what it said, the newest last."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.answers: list[Json] = []
        self._news = asyncio.Event()

    async def call(self, method: str, **parameters: object) -> Json:
        """Telegram's whole answer, refusals too."""
        answer: Json = (await self._client.post(method, json=parameters)).json()
        return answer

    async def say(self, chat: int, text: str, **more: object) -> int:
        """Sends a message; gives its number, 0 where Telegram refused."""
        answer = await self.call("sendMessage", chat_id=chat, text=text, **more)
        self.answers.append(answer)
        self._news.set()
        result = answer.get("result")
        return int(result["message_id"]) if isinstance(result, dict) else 0

    async def until_said(self, text: str) -> None:
        """Waits until the bot has said these words (ten seconds at most)."""
        async with asyncio.timeout(10):
            while text not in map(_text, self.answers):
                self._news.clear()
                await self._news.wait()

    async def listen(self) -> None:
        """Polls for ever."""
        offset = 0
        while True:
            answer = await self.call("getUpdates", timeout=20, offset=offset)
            updates = answer["result"]
            assert isinstance(updates, list)
            for update in updates:
                offset = update["update_id"] + 1
                await self._hear(update)

    async def _hear(self, update: Json) -> None:
        message, query = update.get("message"), update.get("callback_query")
        if isinstance(message, dict):
            await self.say(message["chat"]["id"], f"听到：{_kind(message)}")
        if isinstance(query, dict):
            await self._answer(query)
        if isinstance(inline := update.get("inline_query"), dict):
            await self._offer(inline)

    async def _answer(self, query: Json) -> None:
        message = query["message"]
        assert isinstance(message, dict)
        data = str(query["data"])
        await self.call(
            "answerCallbackQuery", callback_query_id=query["id"], text=f"已按：{data}", show_alert=data == "大声"
        )
        await self.call(
            "editMessageText", chat_id=message["chat"]["id"], message_id=message["message_id"], text=f"按过了：{data}"
        )

    async def _offer(self, inline: Json) -> None:
        card = {"message_text": f"{inline['query']}：进驻后40天内"}
        result = {"type": "article", "id": "1", "title": f"关于{inline['query']}", "input_message_content": card}
        await self.call("answerInlineQuery", inline_query_id=inline["id"], results=[result])


def _text(answer: Json) -> object:
    result = answer.get("result")
    return result.get("text") if isinstance(result, dict) else None


def _kind(message: Json) -> str:
    for name, said in (
        ("photo", "照片"),
        ("document", "文件"),
        ("voice", "语音"),
        ("location", "位置"),
        ("sticker", "贴纸"),
    ):
        if name in message:
            return f"{said} {message.get('caption', '')}".strip()
    return str(message.get("text"))


@asynccontextmanager
async def echoing(origin: str) -> AsyncIterator[EchoBot]:
    """The bot at work as long as the block lasts."""
    async with httpx.AsyncClient(base_url=f"{origin}/bot1:echo/", timeout=40) as client:
        bot = EchoBot(client)
        listening = asyncio.create_task(bot.listen())
        yield bot
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
