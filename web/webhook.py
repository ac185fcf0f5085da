"""Where Telegram posts updates: answered 200 only once they are kept."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 the name of a header


def webhook(path: str, secret: str, take: Callable[[dict[str, object]], Awaitable[None]]) -> Route:
    """POST `path` keeps the update. 403 without the secret, 400 for what is no update, 500 where it cannot be kept."""

    async def post(request: Request) -> Response:
        # Compared in constant time, so that the secret cannot be guessed letter by letter.
        said = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(said.encode(), secret.encode()):
            return PlainTextResponse("forbidden", 403)
        update = _update(await request.body())
        if update is None:
            return PlainTextResponse("no update", 400)
        try:
            await take(update)
        except Exception:
            log.warning("update %s was not kept; Telegram will post it again", update["update_id"])
            return PlainTextResponse("try again", 500)
        return PlainTextResponse("ok")

    return Route(path, post, methods=["POST"])


def _update(body: bytes) -> dict[str, object] | None:
    try:
        said = json.loads(body)
    except ValueError:
        return None
    return said if isinstance(said, dict) and isinstance(said.get("update_id"), int) else None
