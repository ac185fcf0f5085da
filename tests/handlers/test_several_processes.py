"""Two assistants on one PostgreSQL: each person's updates are handled in their order, by one process at a time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker
from telegram.ext import filters

from db.engine import open_engine, sessions
from handlers.answers import Reply
from handlers.heard import Heard
from handlers.inbox import Inbox
from handlers.masking import Raw
from handlers.routes import Routes
from handlers.wire import Wire
from services.knowing import Shelf
from tests.databases import PostgresServer
from tests.office import MORNING, knowledge

LIN, WANG = 1001, 1002


class Nobody(Wire):
    """A bot that has a name and never calls Telegram."""

    @property
    def id(self) -> int:
        return 1

    @property
    def username(self) -> str:
        return "office_bot"


class Process:
    """One assistant's inbox on connections of its own; `meanwhile` runs while an update is in its hands."""

    def __init__(self, store: sessionmaker[Session]) -> None:
        self.handled: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None
        routes = Routes()
        routes.messages(filters.TEXT, self._hear)
        self._inbox = Inbox(store, routes, Shelf(knowledge()), Nobody("1:test"), lambda: MORNING)

    def keeps(self, number: int, person: int, text: str) -> None:
        self._inbox.keep([said(number, person, text)])

    def takes(self, *updates: Raw) -> int:
        """What came is stored and, as far as may be, handled at once."""
        return self._inbox.take(updates).updates

    def works(self) -> int:
        return self._inbox.handle().updates

    def _hear(self, heard: Heard) -> Reply:
        self.handled.append(heard.words)
        self.meanwhile()
        return Reply("好")


def said(number: int, person: int, text: str) -> Raw:
    who: Raw = {"id": person, "is_bot": False, "first_name": "某人"}
    chat: Raw = {"id": person, "type": "private"}
    message: Raw = {"message_id": number, "date": 1795400000, "from": who, "chat": chat, "text": text}
    return {"update_id": number, "message": message}


@pytest.fixture
def processes(postgres_server: PostgresServer, tmp_path: Path) -> Iterator[tuple[Process, Process]]:
    with postgres_server.fresh(tmp_path) as url:
        engines = open_engine(url), open_engine(url)
        yield Process(sessions(engines[0])), Process(sessions(engines[1]))
        for engine in engines:
            engine.dispose()


def test_what_one_process_has_in_hand_and_what_follows_it_is_passed_over_by_the_other(
    processes: tuple[Process, Process],
) -> None:
    first, second = processes
    first.keeps(1, LIN, "小林一")
    first.keeps(2, LIN, "小林二")

    def meanwhile() -> None:
        first.keeps(3, WANG, "王队一")
        assert second.works() == 1
        assert second.works() == 0

    first.meanwhile = meanwhile
    assert first.works() == 1
    assert (first.handled, second.handled) == (["小林一"], ["王队一"])
    assert second.works() == 1
    assert second.handled == ["王队一", "小林二"]


def test_an_earlier_update_that_comes_late_waits_for_the_one_in_hand(processes: tuple[Process, Process]) -> None:
    first, second = processes
    first.keeps(7, LIN, "后说的")

    def meanwhile() -> None:
        second.keeps(6, LIN, "先说的")
        assert second.works() == 0

    first.meanwhile = meanwhile
    assert first.works() == 1
    assert second.works() == 1
    assert (first.handled, second.handled) == (["后说的"], ["先说的"])


def test_what_a_failing_process_had_in_hand_is_handled_by_the_other_in_its_order(
    processes: tuple[Process, Process],
) -> None:
    first, second = processes
    first.keeps(1, LIN, "小林一")
    first.keeps(2, LIN, "小林二")

    def dies() -> None:
        raise KeyboardInterrupt

    first.meanwhile = dies
    with pytest.raises(KeyboardInterrupt):
        first.works()
    assert [second.works(), second.works(), second.works()] == [1, 1, 0]
    assert second.handled == ["小林一", "小林二"]


def test_what_comes_in_is_handled_at_once_but_each_person_in_order(processes: tuple[Process, Process]) -> None:
    first, _ = processes
    first.keeps(1, LIN, "小林一")
    came = [said(2, LIN, "小林二"), said(3, WANG, "王队一"), said(4, WANG, "王队二")]
    assert first.takes(*came) == 1
    assert first.handled == ["王队一"]
    assert until_done(first) == 3
    assert [words for words in first.handled if "小林" in words] == ["小林一", "小林二"]
    assert [words for words in first.handled if "王队" in words] == ["王队一", "王队二"]


def test_what_comes_in_twice_is_handled_once(processes: tuple[Process, Process]) -> None:
    first, _ = processes
    assert first.takes(said(1, LIN, "小林一")) == 1
    assert first.takes(said(1, LIN, "小林一"), said(2, WANG, "王队一")) == 1
    assert until_done(first) == 0
    assert first.handled == ["小林一", "王队一"]


def test_what_comes_in_for_somebody_whom_the_other_process_hears_waits(processes: tuple[Process, Process]) -> None:
    first, second = processes
    first.keeps(1, LIN, "小林一")
    first.meanwhile = lambda: untouched(second)
    assert first.works() == 1
    assert second.works() == 1
    assert (first.handled, second.handled) == (["小林一"], ["小林二"])


def untouched(process: Process) -> None:
    assert process.takes(said(2, LIN, "小林二")) == 0


def test_two_processes_take_every_update_once(processes: tuple[Process, Process]) -> None:
    first, second = processes
    for number in range(1, 41):
        first.keeps(number, 1000 + number % 7, f"第{number}句")
    with ThreadPoolExecutor(2) as both:
        assert sum(both.map(until_done, processes)) == 40
    assert sorted(first.handled + second.handled) == sorted(f"第{number}句" for number in range(1, 41))


def until_done(process: Process) -> int:
    handled = 0
    while batch := process.works():
        handled += batch
    return handled
