"""The real process while no file can grow: everybody is told once, and what was said is handled afterwards."""

import re
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.processes.hatching import hatched
from tests.processes.running import Telegram, assistant_environment, telegram

LIN, WANG = 1001, 1002
VISIT = "今天走访埔中村，{}户反映缺水，已联系水利所"
TRIES = 6
PATIENCE = 120.0


@contextmanager
def no_room(pid: int) -> Iterator[None]:
    """Within the block the process can write no byte into any file, as on a full disk."""
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def await_tries(phones: Telegram, count: int) -> None:
    """Waits until the assistant has come for the updates so many times more."""
    wanted, ends = _tries(phones) + count, time.monotonic() + PATIENCE
    while _tries(phones) < wanted:
        assert time.monotonic() < ends, "the assistant does not try any more"
        time.sleep(0.1)


def _tries(phones: Telegram) -> int:
    calls = httpx.get(f"{phones.address}/sim/calls").json()["calls"]
    return sum(call["method"] == "getUpdates" for call in calls)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can take another process's room away")
def test_on_a_full_disk_each_is_told_once_and_nothing_is_lost(tmp_path: Path) -> None:
    with telegram() as phones, hatched(assistant_environment(phones, tmp_path), tmp_path / "log") as process:
        phones.says(LIN, VISIT.format(1))
        assert "已保存 走访 V-0001" in phones.await_answers(LIN, 1)[0]
        assert process.pid is not None
        with no_room(process.pid):
            phones.says(LIN, VISIT.format(2))
            phones.says(WANG, VISIT.format(3))
            told = [phones.await_answers(LIN, 2)[1], phones.await_answers(WANG, 1)[0]]
            assert ["没有丢" in text and "请不要重复发送" in text for text in told] == [True, True]
            phones.says(LIN, VISIT.format(4))
            await_tries(phones, TRIES)
            assert len(phones.answers(LIN)) == 2
            assert len(phones.answers(WANG)) == 1
        saved = [phones.await_answers(LIN, 4)[2:], phones.await_answers(WANG, 2)[1:]]
        assert process.is_alive()
    numbers = [re.findall(r"已保存 走访 V-(\d+)", text)[0] for texts in saved for text in texts]
    assert sorted(numbers) == ["0002", "0003", "0004"]
