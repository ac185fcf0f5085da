"""The door at work on a wire that takes its time: every fate is kept, and what cannot be tried is given back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import open_engine, sessions
from db.models import Delivery
from handlers import delivery
from handlers.delivery import Door, Pacing
from handlers.due import Due
from handlers.wire import Wire
from services import deliveries
from services.deliveries import Fate, Owed, Rate, Urgency
from services.knowing import Shelf
from tests.office import knowledge

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class SlowWire(Wire):
    """A Telegram that answers each chat when it is told to."""

    def __init__(self) -> None:
        super().__init__("1:slow")
        with self._unfrozen():
            self.asked: list[int] = []
            self.answers: dict[int, asyncio.Future[object]] = {}

    async def call(self, _method: str, content: dict[str, object]) -> object:
        chat = int(str(content["chat_id"]))
        self.asked.append(chat)
        return await self.answers.setdefault(chat, asyncio.get_running_loop().create_future())

    def answer(self, chat: int) -> None:
        self.answers[chat].set_result({"message_id": chat})


class Shop:
    """A door, its wire and its database."""

    def __init__(self, engine: Engine, rate: Rate) -> None:
        self.wire = SlowWire()
        self._sessions = sessions(engine)
        shelf = Shelf(knowledge())
        self.door = Door(self.wire, self._sessions, _silent, lambda: NOW, Pacing(rate, 2), _at_once, shelf)

    def owe(self, *chats: int, urgency: Urgency = Urgency.BULK) -> None:
        owed = [
            Owed(f"k{chat}", chat, "sendMessage", {"chat_id": chat, "text": "好"}, urgency=urgency) for chat in chats
        ]
        with self._sessions.begin() as session:
            deliveries.owe(session, owed, NOW)
        self.door.stir()

    def fates(self) -> list[str]:
        with Session(self._sessions.kw["bind"]) as session:
            return list(session.scalars(select(Delivery.fate).order_by(Delivery.id)))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Lets the door work until this holds."""
        async with asyncio.timeout(30):
            while not holds():  # noqa: ASYNC110 the door has no event for a test to wait on
                await asyncio.sleep(0)


def _silent(_due: Due) -> None:
    return None


async def _at_once(work: Callable[..., object], *facts: object) -> object:
    return work(*facts)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


async def test_a_fate_is_kept_though_turns_take_place_between_call_and_answer(engine: Engine) -> None:
    shop = Shop(engine, Rate(0))
    shop.owe(1, 2)
    working = asyncio.create_task(shop.door.forever())
    await shop.until(lambda: shop.wire.asked == [1, 2])
    shop.wire.answer(1)
    await shop.until(lambda: shop.fates() == [Fate.SENT, Fate.LEASED])
    shop.owe(3)
    await shop.until(lambda: shop.wire.asked == [1, 2, 3])
    shop.wire.answer(2)
    shop.wire.answer(3)
    await shop.until(lambda: shop.fates() == [Fate.SENT] * 3)
    shop.door.close()
    await working


async def test_a_closed_door_finishes_what_is_on_its_way_and_gives_back_what_waits_for_its_slot(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a loaded machine the first slot may be missed, and the next is five seconds away.
    monkeypatch.setattr(delivery, "MOST_LATE_SECONDS", 60.0)
    shop = Shop(engine, Rate(0.2, 1))
    shop.owe(1, 2, urgency=Urgency.REPLY)
    working = asyncio.create_task(shop.door.forever())
    await shop.until(lambda: shop.wire.asked == [1])
    assert shop.fates() == [Fate.LEASED, Fate.LEASED]
    shop.door.close()
    shop.wire.answer(1)
    await working
    assert shop.fates() == [Fate.SENT, Fate.WAITING]
