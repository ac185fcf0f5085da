"""Webhook mode: pending updates are posted to the bot, those of one chat in order, of different chats side by side."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession, ClientTimeout

from emulator import jsontext
from emulator.bells import Bells
from emulator.jsontext import Json, as_integer, as_object
from emulator.store import Store

PATIENCE = ClientTimeout(total=60)
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
"""Seconds between attempts at one update, doubling."""
SEEN_AT_ONCE = 1000
"""How far into a backlog the courier looks for chats that are not being served."""
DELIVERED = "delivered"


@dataclass(slots=True)
class Courier:
    """Works while something waits and a webhook is set; at rest it is nothing but these fields."""

    store: Store
    bells: Bells
    now: Callable[[], float]
    _task: asyncio.Task[None] | None = None
    _served: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    def wake(self) -> None:
        """Starts delivering unless that is under way, or there is nothing to deliver, or nowhere to."""
        if not self.store.subscription.url or not len(self.store.updates):
            return
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._deliver())

    async def rest(self) -> None:
        """Stops delivering; what was on the way is delivered again later."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _deliver(self) -> None:
        url = self.store.subscription.url
        async with ClientSession(timeout=PATIENCE) as session:
            try:
                while len(self.store.updates) and self.store.subscription.url == url:
                    self._send_out(session)
                    await self.bells.wait(DELIVERED, LONGEST_PAUSE)
            finally:
                await self._call_back()

    def _send_out(self, session: ClientSession) -> None:
        """Posts the oldest update of every chat that is not being served, as far as connections allow."""
        for update in self.store.updates.first(SEEN_AT_ONCE):
            if len(self._served) >= self.store.subscription.max_connections:
                return
            chat = chat_of(update)
            if chat not in self._served:
                self._served[chat] = asyncio.get_running_loop().create_task(self._hand_over(session, chat, update))

    async def _call_back(self) -> None:
        tasks = list(self._served.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._served.clear()

    async def _hand_over(self, session: ClientSession, chat: int, update: Json) -> None:
        pause = FIRST_PAUSE
        try:
            while (trouble := await self._post(session, update)) is not None:
                self._remember(trouble)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            self.store.updates.forget(as_integer(update["update_id"]) or 0)
        finally:
            self._served.pop(chat, None)
            self.bells.ring(DELIVERED)

    async def _post(self, session: ClientSession, update: Json) -> str | None:
        """None when the bot has taken the update, else Telegram's word for what went wrong."""
        subscription = self.store.subscription
        headers = {"Content-Type": "application/json"}
        if subscription.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = subscription.secret_token
        try:
            async with session.post(subscription.url, data=jsontext.dump(update), headers=headers) as answer:
                ok = 200 <= answer.status < 300
                return None if ok else f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except ClientError:
            return "Connection refused"

    def _remember(self, trouble: str) -> None:
        subscription = self.store.subscription
        subscription.last_error_date, subscription.last_error_message = int(self.now()), trouble
        self.store.save_subscription(subscription)


def chat_of(update: Json) -> int:
    """The chat, else the person, whose updates stay in order."""
    for kind, body in update.items():
        if kind == "update_id":
            continue
        happened = as_object(body)
        within = as_object(happened.get("message")) or happened
        chat = as_integer(as_object(within.get("chat")).get("id"))
        return chat or as_integer(as_object(happened.get("from")).get("id")) or 0
    return 0
