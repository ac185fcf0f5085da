"""A picture as an answer: shown in the chat with its words and buttons, and gone with a reason where its file is."""

from collections.abc import AsyncIterator

import pytest

from handlers.answers import Answers, Picture
from handlers.heard import Heard
from handlers.routes import Routes
from services import outbox
from tests.office import Office, Person, opened
from tests.pictures import picture
from texts.buttons import Button


def _show(heard: Heard) -> Answers:
    return Picture(heard.fact, "11月22日<草图>", ((Button("取消", "cancel"),),))


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    routes = Routes()
    routes.command("show", _show)
    async with opened(database_url, routes=routes) as office:
        yield office


async def test_a_picture_comes_with_its_words_and_buttons(office: Office, lin: Person) -> None:
    path = outbox.put(picture(), ".jpg", office.folder)
    [shown] = await lin.says(f"/show {path}")
    assert shown.photo is not None
    assert (shown.text, shown.buttons) == ("11月22日<草图>", ["取消"])
    assert (await office.client.get(shown.photo)).headers["content-type"] == "image/jpeg"


async def test_a_picture_whose_file_is_gone_holds_up_nothing_that_follows(office: Office, lin: Person) -> None:
    assert await lin.says("/show outbox/nowhere.jpg") == []
    path = outbox.put(picture(), ".jpg", office.folder)
    [shown] = await lin.says(f"/show {path}")
    assert shown.photo is not None
