"""The real process killed between photo 3 and 4: every photo is kept once, and the visit stands."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx

from tests.pictures import picture
from tests.processes.running import Telegram, assistant_environment, started, telegram

LIN = 1001
COLOURS = ("red", "green", "blue", "teal", "olive", "navy")


def sends_photos(phones: Telegram, colours: tuple[str, ...], caption: str = "") -> None:
    files = [("photo", (f"{one}.jpg", picture(one), "image/jpeg")) for one in colours]
    where = f"{phones.address}/sim/chats/{LIN}/messages"
    httpx.post(where, data={"from": str(LIN), "caption": caption}, files=files).raise_for_status()


def kept(folder: Path) -> list[tuple[int, str]]:
    """Visit and content of every piece that was fetched."""
    try:
        with closing(sqlite3.connect(folder / "assistant.db")) as database:
            return list(database.execute("SELECT visit_id, hash FROM pieces WHERE hash IS NOT NULL"))
    except sqlite3.OperationalError:
        return []


def await_kept(folder: Path, count: int) -> list[tuple[int, str]]:
    ends = time.monotonic() + 60
    while len(kept(folder)) < count:
        assert time.monotonic() < ends, f"{len(kept(folder))} of {count} photos were kept"
        time.sleep(0.1)
    return kept(folder)


def test_killed_between_photo_three_and_four_every_photo_is_kept_once(tmp_path: Path) -> None:
    with telegram() as phones:
        environment = assistant_environment(phones, tmp_path)
        sends_photos(phones, COLOURS[:3], "今天走访埔中村，3户反映缺水")
        with started(["bot.py", "run"], environment) as process:
            await_kept(tmp_path, 1)
            sends_photos(phones, COLOURS[3:])
            process.kill()
            process.wait(timeout=60)
        with started(["bot.py", "run"], environment):
            pieces = await_kept(tmp_path, 6)
    assert {visit for visit, _ in pieces} == {1}
    assert len({content for _, content in pieces}) == 6
    files = [path for path in (tmp_path / "media").rglob("*.jpg") if "small" not in path.parts]
    assert sorted(path.stem for path in files) == sorted(content for _, content in pieces)
