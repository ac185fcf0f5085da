"""From the command to the first answer, and the memory at rest, beside a bare interpreter in the same run.

python -m bench.starting
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
REST_SECONDS = 3


def main() -> None:
    """Measures and prints."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import asyncio, sqlite3, json"], check=True)
    bare = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        page, answer, megabytes = _started(folder)
    print(f"bare interpreter {bare:6.2f} s\npage is there    {page:6.2f} s\nfirst answer     {answer:6.2f} s")
    print(f"memory at rest   {megabytes:6.0f} MB")
    print(json.dumps({"first_answer_s": round(answer, 2), "ratio_to_bare_interpreter": round(answer / bare, 1),
                      "rest_mb": round(megabytes)}))  # fmt: skip


def _started(folder: str) -> tuple[float, float, float]:
    environment = {**os.environ, "DATA_DIR": folder, "BOT_TOKEN": "", "DATABASE_URL": ""}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "bot.py", "run", "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://[0-9.:]+", process.stdout.readline())
        assert found
        page = time.perf_counter() - began
        _ask(found[0])
        answer = time.perf_counter() - began
        time.sleep(REST_SECONDS)
        return page, answer, _resident(process.pid)
    finally:
        process.terminate()
        process.wait(60)


def _ask(address: str) -> None:
    chat = f"{address}/sim/chats/1001/messages"
    httpx.post(chat, json={"from": 1001, "text": "每个镇每年有多少帮扶资金？"}).raise_for_status()
    while not any(one["from"] == "bot" for one in httpx.get(chat, params={"wait": 1}).json()["messages"]):
        time.sleep(0.01)


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
