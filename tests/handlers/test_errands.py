"""Files that are fetched and documents that are made, outside the transaction that asked for them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram.ext import filters

import handlers
from handlers.answers import Answers, File, Reply
from handlers.errands import Task, fetching, making
from handlers.heard import Heard
from handlers.routes import Routes
from services import errands
from services.errands import Unusable
from tests.office import Office, Person, opened


def hear_document(heard: Heard) -> Answers:
    """Asks for the bytes, as an upload does."""
    document = heard.message.document if heard.message else None
    assert document is not None
    facts = {"file_id": document.file_id, "name": document.file_name}
    errands.owe(heard.session, f"upload:{heard.source}", "test.upload", heard.speaker.telegram_id, heard.now, facts)
    return Reply("收到，正在读取")


def read(content: bytes, _folder: Path) -> str:
    """Refuses what is no text."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Unusable("not text") from error


def take(task: Task, text: str) -> Answers:
    return Reply(f"{task.words('name')}有{len(text)}个字")


def miss(task: Task, reason: str) -> Answers:
    return Reply(f"{task.words('name')}读不了：{reason}")


def hear_order(heard: Heard) -> Answers:
    """Orders a document."""
    errands.owe(heard.session, f"order:{heard.source}", "test.document", heard.speaker.telegram_id, heard.now, {})
    return Reply("正在生成")


def gather(task: Task) -> str:
    return f"{task.speaker.name}的日记"


def build(text: str, folder: Path) -> str:
    (folder / "diary.txt").write_text(text, encoding="utf-8")
    return "diary.txt"


def deliver(_task: Task, path: str) -> Answers:
    return File(path, "日记.txt", "好了")


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Office]:
    routes = Routes()
    routes.messages(filters.Document.ALL, hear_document)
    routes.errand("test.upload", fetching(read, take, miss))
    routes.command("order", hear_order)
    routes.errand("test.document", making(gather, build, deliver, miss))
    for feature in handlers.FEATURES:
        feature.register(routes)
    async with opened(database_url, routes=routes) as office:
        yield office


@pytest.fixture
async def lin(desk: Office) -> Person:
    return desk.person(1001)


async def test_a_file_is_fetched_after_the_reply_and_its_feature_speaks(lin: Person) -> None:
    at_once, later = await lin.sends_files(("document", "a.yaml", "名称".encode()))
    assert at_once.text == "收到，正在读取"
    assert later.text == "a.yaml有2个字"


async def test_a_file_its_feature_cannot_use_is_refused_once(lin: Person) -> None:
    _, later = await lin.sends_files(("document", "a.yaml", b"\xff\xfe\xff"))
    assert later.text == "a.yaml读不了：not text"
    await lin.office.work()
    assert await lin.news() == []


async def test_a_file_over_twenty_megabytes_is_given_up_at_once(lin: Person) -> None:
    _, later = await lin.sends_files(("document", "a.yaml", bytes(20 * 1024 * 1024 + 1)))
    assert later.text == "a.yaml读不了：too big"


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": "before"}, {"drop": "after"}])
async def test_a_download_that_fails_for_ten_minutes_succeeds_afterwards(
    desk: Office, lin: Person, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object]
) -> None:
    wall = [1_000.0]
    monkeypatch.setattr("time.time", lambda: wall[0])
    await desk.post("/sim/faults", {"method": "getFile", **fault})
    [at_once] = await lin.sends_files(("document", "a.yaml", b"abc"))
    assert at_once.text == "收到，正在读取"
    for _ in range(10):
        wall[0] += 60
        await desk.work()
    assert await lin.news() == []
    await desk.client.delete("/sim/faults")
    wall[0] += 700
    await desk.work()
    [later] = await lin.news()
    assert later.text == "a.yaml有3个字"


async def test_a_document_is_made_in_a_thread_and_comes_as_a_file(lin: Person) -> None:
    at_once, document = await lin.says("/order")
    assert at_once.text == "正在生成"
    assert document.document == "日记.txt"
    assert document.text == "好了"
