"""`bot.py export-knowledge`: what was approved in the chat, as a change to the shipped files."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HOUSE / "bot.py"), "export-knowledge"]
    environment = {"DATA_DIR": str(folder), "CONFIG_DIR": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_the_change_applies_to_a_copy_of_the_shipped_files(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    entry = "- id: bees\n  question: 能养蜂吗？\n  answer: 可以。\n"
    (tmp_path / "knowledge" / "mine.yaml").write_text(entry, encoding="utf-8")
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    copy = tmp_path / "copy"
    copy.mkdir()
    subprocess.run(["git", "apply", "-"], input=done.stdout, text=True, cwd=copy, check=True)
    assert (copy / "knowledge" / "entries" / "mine.yaml").read_text(encoding="utf-8") == entry


def test_nothing_changed_prints_nothing_and_says_so_beside(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "聊天里没有改过知识库\n")


def test_a_bad_file_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "mine.yaml").write_text("- id: *a\n", encoding="utf-8")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "第1行" in done.stderr
    assert "Traceback" not in done.stderr
