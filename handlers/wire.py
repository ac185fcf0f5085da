"""The network side: one way to call Telegram, over aiohttp in production, and the loop that asks it for updates."""

import asyncio
import logging
import os
import random
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import aiohttp
from telegram import Bot, InputFile
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from handlers.masking import Raw

log = logging.getLogger(__name__)

# Without it the library warns at every RetryAfter that a number will become a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "1")

POLL_SECONDS = 30
FILE_SECONDS = 60
_FILES = ("document", "photo")
HEARD_KINDS = (
    "message", "edited_message", "callback_query", "inline_query", "my_chat_member",
)  # fmt: skip


class Wire(Bot):
    """A Bot whose calls may be finished mappings, as the deliveries keep them.

    `folder` is where the files lie that such a call names by their path; what people sent is fetched beside `base_url`.
    """

    def __init__(
        self,
        token: str,
        base_url: str = "https://api.telegram.org/bot",
        request: BaseRequest | None = None,
        get_updates_request: BaseRequest | None = None,
        folder: Path = Path("data"),
    ) -> None:
        files = f"{base_url.removesuffix('/bot')}/file/bot"
        super().__init__(token, base_url, files, request=request, get_updates_request=get_updates_request)
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where files are kept."""
        return self._folder

    async def call(self, method: str, content: dict[str, object]) -> object:
        """Telegram's answer to this call, unparsed. Raises TelegramError as every Bot method does."""
        kind = next((kind for kind in _FILES if isinstance(content.get(kind), dict)), None)
        if kind is None:
            return await self._post(method, dict(content))
        packed = await asyncio.to_thread(self._packed, content, kind)
        return await self._post(method, packed, read_timeout=FILE_SECONDS)

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file somebody sent. BadRequest: there is none, or it is over 20 MB (Telegram's limit)."""
        file = await self.get_file(file_id)
        try:
            return bytes(await file.download_as_bytearray(read_timeout=FILE_SECONDS))
        except InvalidToken as error:
            # The library takes any 404 for a wrong token; here it is a link that has run out.
            raise NetworkError(f"the file's address is gone: {error}") from error

    async def updates(self, offset: int, seconds: int) -> list[Raw]:
        """Waits up to so many seconds for updates from `offset` on; asking for an offset confirms all before it."""
        wanted = {"offset": offset, "timeout": seconds, "allowed_updates": list(HEARD_KINDS)}
        return list(await self._post("getUpdates", wanted, read_timeout=seconds + 10))

    def _packed(self, content: dict[str, object], kind: str) -> dict[str, object]:
        """The call with its file's bytes in place of the path."""
        file = content[kind]
        if not isinstance(file, dict):
            return dict(content)
        body = (self.folder / str(file["path"])).read_bytes()
        return content | {kind: InputFile(body, filename=str(file["name"]))}


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's wire over aiohttp: three times the messages a second of its httpx class on one core."""

    def __init__(self, connections: int = 64, proxy: str | None = None, read_timeout: float = 15.0) -> None:
        self._connections = connections
        self._proxy = proxy
        self._read_timeout = read_timeout
        self._client: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless the call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Opens the pool of connections."""
        if self._client is None:
            self._client = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=self._connections))

    async def shutdown(self) -> None:
        """Closes the pool."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One exchange; a connection that never stood is a NetworkError, an answer that never came a TimedOut."""
        if self._client is None:
            raise RuntimeError("the request class is not initialized")
        total = read_timeout if isinstance(read_timeout, int | float) else self._read_timeout
        timeout = aiohttp.ClientTimeout(sock_connect=10, sock_read=total)
        try:
            async with self._client.request(
                method, url, data=_body(request_data), proxy=self._proxy, timeout=timeout
            ) as answer:
                return answer.status, await answer.read()
        except aiohttp.ClientConnectorError as error:
            raise NotSent(f"no connection: {error}") from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error


class NotSent(NetworkError):
    """The connection never stood: Telegram cannot have seen the call."""


def _body(request_data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


class Poller:
    """Asks Telegram for updates: first stores them, then confirms, and never ends silently."""

    def __init__(
        self,
        wire: Wire,
        keep: Callable[[Sequence[Raw]], Awaitable[None]],
        storage_away: Callable[[Sequence[Raw]], Awaitable[None]],
    ) -> None:
        self._wire = wire
        self._keep = keep
        self._storage_away = storage_away
        self._offset = 0
        self._may_be_posted = True

    async def once(self, seconds: int) -> int:
        """Fetches one batch, stores it, and only then moves the offset that confirms it; returns its size."""
        updates = await self._wire.updates(self._offset, seconds)
        if not updates:
            return 0
        try:
            await self._keep(updates)
        except Exception:
            await self._storage_away(updates)
            raise
        self._offset = max(int(str(update["update_id"])) for update in updates) + 1
        return len(updates)

    async def forever(self) -> None:
        """Polls until cancelled; what goes wrong is said, waited for with jitter, and tried again."""
        patience = Patience()
        while True:
            try:
                await self._end_webhook()
                await self.once(POLL_SECONDS)
                patience.reset()
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except Conflict:
                log.error("另一个程序正在用同一个 BOT_TOKEN 收取消息；请停掉其中一个")
                await patience.wait()
            except TelegramError as error:
                log.warning("Telegram 暂时连不上：%s", error)
                await patience.wait()
            except Exception:
                log.exception("收到的消息暂时存不下，稍后重试")
                await patience.wait()

    async def _end_webhook(self) -> None:
        """Telegram answers no question for updates while it posts them, as an earlier start may have asked it to."""
        if self._may_be_posted:
            await self._wire.delete_webhook()
            self._may_be_posted = False


class Patience:
    """Waits longer after each failure in a row, with jitter, at most half a minute."""

    def __init__(self, first: float = 0.5, most: float = 30.0) -> None:
        self._first = first
        self._most = most
        self._next = first

    def reset(self) -> None:
        """It works again."""
        self._next = self._first

    async def wait(self) -> None:
        """One pause."""
        await asyncio.sleep(self._next * random.uniform(0.5, 1.5))  # noqa: S311 jitter, no secret
        self._next = min(self._most, self._next * 2)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram told everybody to hold (a timedelta under PTB_TIMEDELTA, else a number)."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()
