"""Processes that only send: several on PostgreSQL, one on SQLite, and what they leave behind when they stop."""

import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen

import httpx
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.engine import migrate, open_engine, sessions
from db.models import Delivery
from services import deliveries
from services.deliveries import Fate, Owed, Urgency
from tests.databases import PostgresServer
from tests.processes.running import Telegram, assistant_environment, started, telegram
from tests.processes.test_starting import complaint

FIRST = 20_001
IN_FLIGHT = 8
MARK = "\n（可能重复）"


@contextmanager
def database(url: str) -> Iterator[Engine]:
    """A migrated database."""
    engine = open_engine(url)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


def joins(phones: Telegram, chats: range) -> None:
    """These people have opened the assistant."""
    for chat in chats:
        httpx.post(f"{phones.address}/sim/people", json={"id": chat, "name": f"队员{chat}"}).raise_for_status()
        phones.says(chat, "/start")


def owe(engine: Engine, chats: range) -> None:
    """Each of these people is owed a notice."""
    owed = [
        Owed(f"bulk:{chat}", chat, "sendMessage", {"chat_id": chat, "text": f"通知{chat}"}, urgency=Urgency.BULK)
        for chat in chats
    ]
    with sessions(engine).begin() as session:
        deliveries.owe(session, owed, datetime.now(UTC) - timedelta(seconds=1))


def await_start(process: Popen[str]) -> None:
    assert process.stdout is not None
    assert "发送进程已启动" in process.stdout.readline()


def fates(engine: Engine) -> dict[str, int]:
    with Session(engine) as session:
        counted = session.execute(select(Delivery.fate, func.count().label("people")).group_by(Delivery.fate))
        return {row.fate: row.people for row in counted}


def await_fate(engine: Engine, fate: Fate, least: int) -> None:
    ends = time.monotonic() + 60
    while fates(engine).get(fate, 0) < least:
        assert time.monotonic() < ends, fates(engine)
        time.sleep(0.05)


def test_two_senders_reach_everybody_once_and_the_one_told_to_stop_gives_back_the_rest(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    chats = range(FIRST, FIRST + 60)
    with telegram() as phones, database(postgres_server.empty()) as engine, ExitStack() as stack:
        joins(phones, chats)
        environment = assistant_environment(phones, tmp_path)
        environment |= {"DATABASE_URL": engine.url.render_as_string(hide_password=False)}
        senders = [stack.enter_context(started(["bot.py", "deliver"], environment)) for _ in range(2)]
        for sender in senders:
            await_start(sender)
        owe(engine, chats)
        await_fate(engine, Fate.SENT, 5)
        senders[0].send_signal(signal.SIGTERM)
        assert senders[0].wait(timeout=60) == 0
        await_fate(engine, Fate.SENT, 60)
        assert [phones.answers(chat) for chat in chats] == [[f"通知{chat}"] for chat in chats]


def test_what_a_killed_sender_had_in_hand_is_sent_by_another_and_marked_where_it_may_have_arrived(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    chats = range(FIRST, FIRST + 60)
    with telegram() as phones, database(postgres_server.empty()) as engine, ExitStack() as stack:
        joins(phones, chats)
        environment = assistant_environment(phones, tmp_path)
        environment |= {"DATABASE_URL": engine.url.render_as_string(hide_password=False)}
        senders = [stack.enter_context(started(["bot.py", "deliver"], environment)) for _ in range(2)]
        for sender in senders:
            await_start(sender)
        for rule in ({"status": 500}, {"drop": "before"}, {"drop": "after"}):
            httpx.post(f"{phones.address}/sim/faults", json={"method": "sendMessage", "times": 1, **rule})
        owe(engine, chats)
        await_fate(engine, Fate.SENT, 10)
        senders[0].kill()
        await_fate(engine, Fate.SENT, 60 - IN_FLIGHT)
        lapse_leases(engine)
        await_fate(engine, Fate.SENT, 60)
        said = [phones.answers(chat) for chat in chats]
    assert [first.removesuffix(MARK) for first, *_ in said] == [f"通知{chat}" for chat in chats]
    doubles = [double for _, *doubles in said for double in doubles]
    assert 1 <= len(doubles) <= 1 + 2 * IN_FLIGHT
    assert all(double.endswith(MARK) for double in doubles)


def lapse_leases(engine: Engine) -> None:
    """The minute after which a dead sender's rows return is over."""
    with sessions(engine).begin() as session:
        deliveries.take_over(session)


def test_on_sqlite_one_process_sends_and_a_second_is_refused(tmp_path: Path) -> None:
    chats = range(FIRST, FIRST + 2)
    with telegram() as phones, database(f"sqlite:///{tmp_path / 'assistant.db'}") as engine:
        joins(phones, chats)
        owe(engine, chats)
        environment = assistant_environment(phones, tmp_path)
        with started(["bot.py", "deliver"], environment):
            await_fate(engine, Fate.SENT, 2)
            assert "请用 DATABASE_URL 指定 PostgreSQL" in complaint(["deliver"], environment)


def test_without_a_token_there_is_nowhere_to_deliver_to(tmp_path: Path) -> None:
    said = complaint(["deliver"], {"BOT_TOKEN": "", "DATA_DIR": str(tmp_path), "DATABASE_URL": ""})
    assert "没有 BOT_TOKEN，不知道往哪里发" in said
