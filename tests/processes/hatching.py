"""The real assistant in a process of its own, there at once: forked from one that has imported and read everything.

A start costs seconds of imports; a test with twenty starts would be a test of those.
"""

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

_PATIENCE = 60.0


@contextmanager
def hatched(environment: Mapping[str, str], log: Path) -> Iterator[BaseProcess]:
    """`bot.py run` within the block, ended politely behind it if it still lives; what it says is added to the log."""
    hatchery = multiprocessing.get_context("forkserver")
    hatchery.set_forkserver_preload(["tests.processes.egg"])
    process = hatchery.Process(target=_run, args=(dict(environment), log))
    process.start()
    try:
        yield process
    finally:
        process.terminate()
        process.join(_PATIENCE)


def _run(environment: Mapping[str, str], log: Path) -> None:
    from tests.processes import egg  # noqa: PLC0415 imported by the fork server already

    os.environ.update(environment)
    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(told, stream)
    egg.bot.main(["run"])
