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
    listener = _listening(host, port)
    server = _Server(uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=3))
    serve = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not serve.done():  # noqa: ASYNC110 uvicorn gives no event to wait for
            await asyncio.sleep(0.01)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serve


def _listening(host: str, port: int) -> socket.socket:
    """A socket that says it is TCP: asyncio turns Nagle's delay off only then, which costs 40 ms an answer else."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortTaken(port) from error
    return listener
