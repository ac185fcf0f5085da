"""Questions handed over before they had rows of their own get one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from db.engine import MIGRATIONS, migrate, open_engine, sessions
from db.models import Question

ASKED = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def test_a_question_of_before_has_its_row_and_its_term(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0002")
    with engine.begin() as connection:
        for words, number in (("能养蜂吗", 7), ("能养蜂吗", 7), ("答得了的", None)):
            connection.execute(
                text(
                    "INSERT INTO consultations (telegram_id, words, asked_at, decision, offered, number)"
                    " VALUES (1, :words, :asked_at, 'none', '[]', :number)"
                ),
                {"words": words, "asked_at": ASKED.replace(tzinfo=None).isoformat(" "), "number": number},
            )
    migrate(engine)
    with sessions(engine)() as session:
        [question] = session.query(Question).all()
    assert (question.number, question.words, question.asked_at) == (7, "能养蜂吗", ASKED)
    assert question.due_at == ASKED + timedelta(days=5)
    engine.dispose()
