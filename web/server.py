"""One HTTP server in this process, on the loopback address unless told otherwise; signals stay with bot.py."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp


class PortTaken(Exception):
    """Somebody else listens on this port."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


class _Server(uvicorn.Server):
    """uvicorn would take SIGTERM for itself and stop before the assistant has finished what is in hand."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals alone."""
        yield


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, port: int, host: str = "127.0.0.1") -> AsyncIterator[int]:
    """Serves within the block and yields the port (useful with port 0). Refuses a taken port with PortTaken."""
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise PortTaken(port) from error
    server = _Server(uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=3))
    serve = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not serve.done():
            await asyncio.sleep(0.01)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serve
