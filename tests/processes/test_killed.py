"""The real process killed at each step of the spine while Telegram lives on: acted on once, answered at least once."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.processes.dying import STEPS
from tests.processes.running import assistant_environment, started, telegram

LIN = 1001
SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


def visits_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "assistant.db")) as database:
        return int(database.execute("SELECT count(*) FROM visits").fetchone()[0])


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_visit_is_stored_once_and_answered(step: str, tmp_path: Path) -> None:
    with telegram() as phones:
        environment = assistant_environment(phones, tmp_path)
        phones.says(LIN, SENTENCE)
        with started(["-m", "tests.processes.dying", step, "run"], environment) as process:
            assert process.wait(timeout=60) == -9
        with started(["bot.py", "run"], environment):
            answers = phones.await_answers(LIN, 1)
            if step == "after the reply is sent":
                answers = phones.await_answers(LIN, 2)
    assert visits_in(tmp_path) == 1
    first, *doubles = answers
    assert "已保存 走访 V-0001" in first
    assert all(double.endswith("（可能重复）") for double in doubles)
    assert len(doubles) <= 1
