"""The real process on a real PostgreSQL: it makes its tables, works, and works on after a kill."""

from pathlib import Path

from sqlalchemy import func, select

from db.engine import open_engine
from db.models import Visit
from tests.databases import PostgresServer
from tests.processes.running import assistant_environment, started, telegram

LIN = 1001
SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


def test_a_killed_assistant_goes_on_with_what_postgresql_remembers(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    address = postgres_server.empty()
    with telegram() as phones:
        environment = assistant_environment(phones, tmp_path) | {"DATABASE_URL": address}
        with started(["bot.py", "run"], environment) as process:
            phones.says(LIN, SENTENCE)
            assert "已保存 走访 V-0001" in phones.await_answers(LIN, 1)[0]
            process.kill()
        with started(["bot.py", "run"], environment):
            phones.says(LIN, SENTENCE)
            assert "已保存 走访 V-0002" in phones.await_answers(LIN, 2)[1]
    engine = open_engine(address)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Visit)) == 2
    engine.dispose()
