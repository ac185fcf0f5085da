"""The whole assistant and a Telegram in one process: real library, real database, no sockets, a stepped clock."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from sqlalchemy import Engine
from telegram.request import HTTPXRequest

import handlers
from db.engine import open_engine, sessions
from emulator import app as emulator_app
from emulator.store import Store
from handlers.assistant import Assistant
from handlers.delivery import Pacing
from handlers.routes import Routes
from handlers.wire import Wire
from knowledge.duties import DutyBook
from knowledge.duties import shipped as shipped_duties
from services import demonstration, departments, knowing, people
from services.clock import TEAM_ZONE
from services.deliveries import Rate
from services.hours import Hours
from services.knowing import Knowledge, Shelf
from services.watching import Watch
from tests.typography import slips

ADDRESS = "https://help.example"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE)


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge, loaded once for all tests, without duties: nobody else expects their digests."""
    return replace(knowing.load(), duties=DutyBook({}))


def with_duties() -> Knowledge:
    """The shipped knowledge with the shipped duties."""
    return replace(knowledge(), duties=shipped_duties())


class StillClock:
    """A clock that moves when it is told to."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def step(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass(frozen=True)
class Shown:
    """A message of the assistant as it stands in somebody's chat."""

    message_id: int
    text: str
    buttons: list[str]
    keyboard: list[str]
    edited: bool
    document: str | None = None
    photo: str | None = None


@dataclass
class Person:
    """One person with a phone; every call runs the whole road and gives back what the person sees."""

    office: "Office"
    id: int
    name: str
    seen: int = 0

    async def says(self, text: str, chat: int | None = None, **more: object) -> list[Shown]:
        """Sends words and returns the assistant's new or edited messages."""
        await self.office.post(f"/sim/chats/{chat or self.id}/messages", {"from": self.id, "text": text, **more})
        await self.office.work()
        return await self.news(chat)

    async def sends(self, chat: int | None = None, **content: object) -> list[Shown]:
        """Sends what is not words: a location, a sticker."""
        await self.office.post(f"/sim/chats/{chat or self.id}/messages", {"from": self.id, **content})
        await self.office.work()
        return await self.news(chat)

    async def sends_files(self, *files: tuple[str, str, bytes], caption: str = "", **more: str) -> list[Shown]:
        """Sends files, each as (kind, name, content); several are an album."""
        body = {"from": str(self.id), "caption": caption, **more}
        parts = [(kind, (name, content, "application/octet-stream")) for kind, name, content in files]
        answer = await self.office.client.post(f"/sim/chats/{self.id}/messages", data=body, files=parts)
        assert answer.status_code < 300, answer.text
        await self.office.work()
        return await self.news()

    async def edits(self, message_id: int, text: str) -> list[Shown]:
        """Changes an own message."""
        await self.office.client.patch(f"/sim/chats/{self.id}/messages/{message_id}", json={"text": text})
        await self.office.work()
        return await self.news()

    async def presses(self, message: Shown, label: str, chat: int | None = None) -> str | None:
        """Presses a button; returns the toast."""
        [toast] = await self.taps(message, label, 1, chat)
        return toast

    async def taps(self, message: Shown, label: str, times: int, chat: int | None = None) -> list[str | None]:
        """Presses a button several times at once, as an impatient thumb or two phones do; returns the toasts."""
        body = {"from": self.id, "message_id": message.message_id, "label": label}
        where = f"/sim/chats/{chat or self.id}/presses"
        presses = [asyncio.create_task(self.office.post(where, body)) for _ in range(times)]
        while not all(press.done() for press in presses):
            await self.office.work()
            await asyncio.sleep(0.001)
        toasts = [(await press)["toast"] for press in presses]
        return [toast if isinstance(toast, str) else None for toast in toasts]

    async def news(self, chat: int | None = None) -> list[Shown]:
        """What the assistant said or changed since the last look."""
        answer = await self.office.client.get(f"/sim/chats/{chat or self.id}/messages", params={"after": self.seen})
        said = answer.json()
        self.seen = said["seq"]
        shown = [_shown(one) for one in said["messages"] if one["from"] == "bot" and not one["deleted"]]
        for one in shown:
            assert not slips(one.text), f"half-width marks between Chinese characters: {slips(one.text)}"
        return shown

    async def last_own(self) -> int:
        """The number of the person's last message."""
        said = (await self.office.client.get(f"/sim/chats/{self.id}/messages")).json()
        return max(int(one["message_id"]) for one in said["messages"] if one["from"] == self.id)


class Office:
    """The cast, the clock, the database and the assistant."""

    def __init__(self, client: httpx.AsyncClient, assistant: Assistant, engine: Engine, folder: Path) -> None:
        self.client = client
        self.assistant = assistant
        self.engine = engine
        self.folder = folder
        self.clock = StillClock()

    async def work(self) -> None:
        """Fetches, handles and sends until nothing is left."""
        await self.assistant.catch_up()

    async def post(self, path: str, body: dict[str, object]) -> dict[str, object]:
        """The person's side of Telegram; fails when it refuses."""
        answer = await self.client.post(path, json=body, timeout=30)
        assert answer.status_code < 300, answer.text
        content = answer.json()
        assert isinstance(content, dict)
        return content

    async def calls(self, method: str) -> list[dict[str, object]]:
        """Every Bot API call of this method so far."""
        said = (await self.client.get("/sim/calls")).json()
        return [one for one in said["calls"] if one["method"] == method]

    def person(self, number: int) -> Person:
        """Somebody of the cast."""
        names = {one.telegram_id: one.name for one in demonstration.CAST}
        return Person(self, number, names.get(number, "路人"))


@asynccontextmanager
async def opened(
    url: str,
    clock: StillClock | None = None,
    known: Knowledge | None = None,
    routes: Routes | None = None,
    phones: Store | None = None,
    overlay: Path | None = None,
) -> AsyncIterator[Office]:
    """An office over this database, its cast at their posts; `phones` are those of an office opened before.

    `overlay` is where the editors' changes of the knowledge lie, and are taken up from.
    """
    engine = open_engine(url)
    store = sessions(engine)
    clock = clock or StillClock()
    with store.begin() as session:
        people.found_teams(session, knowledge().places)
        departments.found(session, departments.shipped(), sample=True)
        demonstration.cast(session, clock.now())
    phones = phones or Store()
    for one in demonstration.CAST:
        phones.add_person(one.telegram_id, one.name, one.note).started = one.post is not None
    application = emulator_app.build(phones, now=lambda: clock.now().timestamp())
    transport = httpx.ASGITransport(app=application)
    requests = [HTTPXRequest(httpx_kwargs={"transport": transport}) for _ in range(2)]
    async with httpx.AsyncClient(transport=transport, base_url="http://telegram") as client, AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        wire = Wire("1:test", "http://telegram/bot", requests[0], requests[1], folder)
        await stack.enter_async_context(wire)
        heard_by = routes or handlers.register()
        shelf, watch = Shelf(known or knowledge()), Watch(overlay, Hours()) if overlay else None
        assistant = Assistant(wire, store, heard_by, shelf, clock.now, Pacing(Rate(0)), watch, ADDRESS)
        office = Office(client, assistant, engine, folder)
        office.clock = clock
        yield office
        assistant.close()
    engine.dispose()


def _shown(one: dict[str, object]) -> Shown:
    document, photo = one.get("document"), one.get("photo")
    return Shown(
        message_id=int(str(one["message_id"])),
        text=str(one["text"] or ""),
        buttons=_labels(one["buttons"]),
        keyboard=_labels(one["keyboard"]),
        edited=bool(one["edited"]),
        document=str(document["name"]) if isinstance(document, dict) else None,
        photo=str(photo) if photo else None,
    )


def _labels(rows: object) -> list[str]:
    return [str(label) for row in rows for label in row] if isinstance(rows, Sequence) else []
