"""A page for the proxy in front: it says that this process is there."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def _answer(_request: Request) -> Response:
    """What the process cannot do at the moment is told by /status in the chat."""
    return PlainTextResponse("ok")


ROUTE = Route("/health", _answer)
