"""Stands where a proxy stands: takes what Telegram posts, and brings it to the processes in a way a test chooses."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.processes.running import PATIENCE

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Letter:
    """One update as it was posted."""

    body: bytes
    secret: str


@dataclass
class PostOffice:
    """`address` is the PUBLIC_URL. Without `processes` letters are kept; else brought to them in turn."""

    address: str = ""
    letters: list[Letter] = field(default_factory=list)
    processes: list[str] = field(default_factory=list)
    _turn: int = 0

    def await_letters(self, count: int) -> list[Letter]:
        """The letters, once there are so many."""
        ends = time.monotonic() + PATIENCE
        while len(self.letters) < count:
            assert time.monotonic() < ends, f"{len(self.letters)} of {count} were posted"
            time.sleep(0.02)
        return self.letters

    def receives(self, letter: Letter) -> int:
        """Takes a letter from Telegram; the answer is that of the process it was brought to."""
        if not self.processes:
            self.letters.append(letter)
            return 200
        self._turn += 1
        first = self._turn % len(self.processes)
        return self._first_answer(letter, self.processes[first:] + self.processes[:first])

    def _first_answer(self, letter: Letter, processes: Sequence[str]) -> int:
        """As nginx does it: where nobody listens, the next is asked."""
        for one in processes:
            try:
                return bring(letter, one)
            except httpx.TransportError:
                continue
        return 502


def bring(letter: Letter, process: str) -> int:
    """Posts the letter to this process; its status."""
    headers = {HEADER: letter.secret, "Content-Type": "application/json"}
    return httpx.post(f"{process}/telegram", content=letter.body, headers=headers, timeout=PATIENCE).status_code


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A post office on a free port."""
    office = PostOffice()

    class Counter(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(office.receives(Letter(body, self.headers.get(HEADER, ""))))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the library's name
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    office.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
