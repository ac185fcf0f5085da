"""What Telegram remembers across a restart, and across a kill."""

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from emulator.app import build
from emulator.store import Store
from tests.emulator.server.town import LIN, TEAM, TOKEN, WANG, Clock, Town, bot_of, phones_of

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("收到", callback_data="ack")]])


async def test_a_restart_changes_nothing(tmp_path: Path) -> None:
    before = await _a_day(tmp_path / "telegram.db")
    store = Store(tmp_path / "telegram.db")
    app = build(store, token=TOKEN, now=Clock())
    async with phones_of(app) as phones, bot_of(app) as bot:
        town = Town(phones, bot, Clock())
        assert [await town.shown(LIN), await town.shown(TEAM), await _people(town)] == before
        heard = await town.updates()
        assert [update.message.text for update in heard if update.message] == ["没来得及处理"]
        shown = (await town.shown(LIN))[1]
        assert isinstance(shown["document"], dict)
        assert (await phones.get(shown["document"]["url"])).content == b"bytes"
        assert (await phones.get("/sim/commands", params={"person": LIN})).json()[0]["command"] == "help"
        said = await town.says(LIN, "接着说")
        assert said > 3
        assert (await town.updates())[0].update_id > heard[0].update_id
    store.close()


async def _a_day(path: Path) -> list[object]:
    """People, a group, messages, an edit, a deletion, a file, commands; one update fetched, one not."""
    store = Store(path)
    store.add_person(LIN, "小林", "队员").started = True
    store.add_person(WANG, "王队")
    app = build(store, token=TOKEN, now=Clock())
    async with phones_of(app) as phones, bot_of(app) as bot:
        town = Town(phones, bot, Clock())
        await phones.post("/sim/groups", json={"id": TEAM, "title": "工作队", "members": [LIN, WANG]})
        await town.says(LIN, "处理过了")
        await town.updates()
        await town.updates()
        await town.bot.send_document(LIN, b"bytes", filename="a.txt", caption="附件", reply_markup=KEYS)
        sent = await town.bot.send_message(TEAM, "会删")
        await sent.delete()
        await town.bot.set_my_commands([("help", "帮助")])
        await town.says(LIN, "没来得及处理")
        remembered = [await town.shown(LIN), await town.shown(TEAM), await _people(town)]
    store.close()
    return remembered


async def _people(town: Town) -> object:
    return (await town.phones.get("/sim/people")).json()


async def test_people_and_groups_that_are_made_again_keep_what_was_said() -> None:
    store = Store()
    store.add_person(LIN, "小林")
    store.add_group(TEAM, "工作队", [LIN])
    app = build(store, token=TOKEN, now=Clock())
    async with phones_of(app) as phones, bot_of(app) as bot:
        town = Town(phones, bot, Clock())
        first = await town.says(LIN, "/start", chat=TEAM)
        store.add_group(TEAM, "新名字", [LIN])
        store.add_person(LIN, "小林", "队员")
        assert await town.says(LIN, "接着说", chat=TEAM) == first + 1
        assert [one["text"] for one in await town.shown(TEAM)] == ["/start", "接着说"]


SERVER = """
import sys, uvicorn
from pathlib import Path
from emulator.app import build
from emulator.store import Store
uvicorn.run(build(Store(Path(sys.argv[1]))), port=int(sys.argv[2]), log_level="error")
"""


async def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    path, port = tmp_path / "telegram.db", _free_port()
    address = f"http://127.0.0.1:{port}"
    server = await asyncio.create_subprocess_exec(sys.executable, "-c", SERVER, str(path), str(port))
    async with httpx.AsyncClient(base_url=address) as client:
        await _up(client)
        await client.post("/sim/people", json={"id": LIN, "name": "小林"})
        await client.post(f"/sim/chats/{LIN}/messages", json={"from": LIN, "text": "/start"})
        answers = [client.post("/bot1:x/sendMessage", json={"chat_id": LIN, "text": f"{n}"}) for n in range(50)]
        sent = [answer.json()["result"]["text"] for answer in await asyncio.gather(*answers)]
    os.kill(server.pid, signal.SIGKILL)
    await server.wait()
    store = Store(path)
    assert sorted(one.text for one in store.histories[LIN].changed_after(0)) == sorted(["/start", *sent])
    assert len(store.updates) == 1
    store.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _up(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await client.get("/sim/people")
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                return


async def test_a_fresh_telegram_does_not_repeat_the_update_ids_of_a_former_one() -> None:
    first = Store()
    first.counters.update -= 60
    assert first.updates.add({}) < Store().updates.add({})


async def test_what_could_not_be_written_is_written_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "telegram.db"
    store = Store(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        store.add_person(LIN, "小林")
        await asyncio.sleep(0)
        assert "records wait to be written" in caplog.text
        other.execute("ROLLBACK")
    store.add_person(WANG, "王队")
    store.close()
    again = Store(path)
    assert set(again.people) == {LIN, WANG}
    again.close()
