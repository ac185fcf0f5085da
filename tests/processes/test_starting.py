"""Starting and stopping the real process: what is said when something is in the way, and a clean end."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.processes.running import ROOT, Telegram, started


def environment(folder: Path) -> dict[str, str]:
    """An assistant with its own data and no token."""
    return {"DATA_DIR": str(folder / "data"), "BOT_TOKEN": "", "DATABASE_URL": ""}


def complaint(arguments: list[str], more: dict[str, str]) -> str:
    """What a start that cannot be says, with exit code 1."""
    ended = subprocess.run(
        [sys.executable, "bot.py", *arguments],
        cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_start_names_the_page_and_how_to_get_a_token_and_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    with started(["bot.py", "run", "--port", "0"], environment(tmp_path)) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "http://127.0.0.1:" in line
        assert any("@BotFather" in process.stdout.readline() for _ in range(3))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def test_a_second_start_on_the_same_data_says_so(tmp_path: Path) -> None:
    with started(["bot.py", "run", "--port", "0"], environment(tmp_path)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert "已有一个助手在使用" in complaint(["run", "--port", "0"], environment(tmp_path))


def test_a_taken_port_is_named_with_another_to_take(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        said = complaint(["run", "--port", str(port)], environment(tmp_path))
    assert f"端口 {port} 已被占用" in said
    assert str(port + 1) in said


def test_a_wrong_config_is_refused_in_chinese_with_every_place(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("admins: 我\npace: {per_second: 快}\n", encoding="utf-8")
    said = complaint(["run", "--port", "0"], environment(tmp_path) | {"CONFIG_DIR": str(tmp_path)})
    assert "设置有误，没有启动" in said
    assert "admins" in said
    assert "pace.per_second" in said


def test_a_demonstrations_clock_is_refused_with_a_real_token(tmp_path: Path) -> None:
    said = complaint(["run", "--speed", "60"], environment(tmp_path) | {"BOT_TOKEN": "1:real"})
    assert "只能用于模拟器演示" in said


def test_a_demonstrations_clock_tells_its_digest_whatever_ran_before(tmp_path: Path) -> None:
    with started(["bot.py", "run", "--port", "0"], environment(tmp_path)) as process:
        assert process.stdout is not None
        process.stdout.readline()
    demonstration = ["bot.py", "run", "--port", "0", "--at", "2026-11-27T08:29", "--speed", "60"]
    with started(demonstration, environment(tmp_path)) as process:
        assert process.stdout is not None
        address = re.findall(r"http://127\.0\.0\.1:\d+", process.stdout.readline())[0]
        [digest, *_] = Telegram(address).await_answers(1002, 1)
    assert "11月27日（周五）" in digest
    assert "一镇一策" in digest
