"""A real browser and a real socket for tests of pages; everything of one session shares one Chromium.

Tests that use it run on the session's event loop: `pytestmark = pytest.mark.asyncio(loop_scope="session")`.
"""

import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect
from starlette.types import ASGIApp

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 15_000
"""Milliseconds a busy machine may take for what happens at once on an idle one."""

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Screen:
    """What the page is looked at on."""

    name: str
    width: int
    height: int
    touch: bool = False


PHONE = Screen("phone", 390, 844, touch=True)
DESK = Screen("desk", 1280, 800)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, started once."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        await browser.close()


@pytest.fixture(params=[PHONE, DESK], ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest) -> Screen:
    """Each test that asks for it runs on a phone and on a desk."""
    found: Screen = request.param
    return found


@asynccontextmanager
async def window(browser: Browser, screen: Screen, origin: str) -> AsyncIterator[Page]:
    """A fresh page of that size; afterwards it must have asked nobody but `origin`, and no script may have failed."""
    context = await browser.new_context(
        viewport={"width": screen.width, "height": screen.height}, has_touch=screen.touch, is_mobile=screen.touch
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    asked, broken = _watched(context, page)
    yield page
    await context.close()
    assert [url for url in asked if not url.startswith((f"{origin}/", f"blob:{origin}/"))] == []
    assert broken == []


def _watched(context: BrowserContext, page: Page) -> tuple[list[str], list[str]]:
    asked: list[str] = []
    broken: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda trouble: broken.append(str(trouble)))
    page.on("console", lambda line: broken.append(line.text) if "Content Security Policy" in line.text else None)
    return asked, broken


@contextmanager
def served(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """The application under uvicorn on a free port (or on `port`), in a thread with a loop of its own."""
    # With the protocol left open asyncio would not set TCP_NODELAY, and each answer would wait 40 ms for an ACK.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
        listening.close()
