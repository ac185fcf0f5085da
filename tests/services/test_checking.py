"""What `bot.py check` finds, and what keeps the assistant from starting."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from config import Config, load
from db.engine import migrate, open_engine, sessions
from db.models import CalendarDay, Member
from knowledge import entries
from knowledge.base import Entry, KnowledgeBase
from knowledge.complaints import Complaint, KnowledgeError
from services.checking import Finding, check
from tests.typography import slips
from texts import starting

MIDYEAR = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _small_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "shipped", lambda: KnowledgeBase({}, {}, {}))


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """The lines of a check in a fresh folder with this environment."""

    def told(*, today: date = MIDYEAR, **environment: str) -> list[str]:
        return [starting.finding(finding) for finding in found(tmp_path, today, **environment)]

    return told


def found(folder: Path, today: date = MIDYEAR, **environment: str) -> list[Finding]:
    def settings() -> Config:
        return load(folder, {"DATA_DIR": str(folder / "data"), **environment})

    findings = check(settings, today)
    assert [slip for finding in findings for slip in slips(starting.finding(finding))] == []
    return findings


def test_a_fresh_folder_has_nothing_to_complain_of_and_stays_as_it_was(
    told: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert told() == []
    assert list(tmp_path.iterdir()) == []


def test_every_wrong_setting_is_grave_and_the_rest_is_checked_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("admins: no\npace:\n  burst: 99\n", encoding="utf-8")
    findings = found(tmp_path, date(2026, 12, 1))
    assert [(finding.where, finding.grave) for finding in findings] == [
        ("设置", True), ("设置", True), ("日历", False),
    ]  # fmt: skip
    assert "pace.burst" in findings[1].trouble


def test_a_bad_entry_is_named_with_its_file_and_line(
    told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> KnowledgeBase:
        raise KnowledgeError([Complaint("funds.yaml", 7, "fund-uses", "没有“钱”这个类别", "请改写")])

    monkeypatch.setattr(entries, "shipped", refuse)
    assert told() == ["【错误】知识库 funds.yaml 第7行：条目“fund-uses”，没有“钱”这个类别。请改写"]


def test_what_the_knowledge_base_can_live_with_is_only_a_reminder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remark = Complaint("own.yaml", 3, "", "问法写了两遍", "请删去一个", grave=False)
    monkeypatch.setattr(entries, "shipped", lambda: KnowledgeBase({}, {}, {}, (remark,)))
    [finding] = found(tmp_path)
    assert not finding.grave


def test_a_bad_overlay_is_a_reminder_since_the_assistant_works_without_it(tmp_path: Path) -> None:
    (tmp_path / "data" / "knowledge").mkdir(parents=True)
    (tmp_path / "data" / "knowledge" / "mine.yaml").write_text("- id: a\n  question: 问\n", encoding="utf-8")
    findings = [one for one in found(tmp_path) if "mine.yaml" in one.where]
    assert [(one.where, one.grave) for one in findings] == [("知识库 mine.yaml 第1行", False)]


def test_entries_past_their_validity_are_counted_in_one_line(
    told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [Entry(id=f"e{n}", question=f"问{n}", answer="答", valid_until=date(2025, 12, 31)) for n in range(8)]
    young = Entry(id="young", question="新", answer="答", valid_until=date(2026, 7, 1))
    base = KnowledgeBase({entry.id: entry for entry in [*old, young]}, {}, {})
    monkeypatch.setattr(entries, "shipped", lambda: base)
    [line] = told()
    assert line.startswith("【提醒】知识库：8个条目已过有效期：e0、e1、e2、e3、e4等")


@pytest.mark.parametrize(
    ("today", "warned"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True), (date(2027, 3, 1), True)]
)
def test_the_calendar_is_missed_sixty_days_before_it_ends(
    told: Callable[..., list[str]], today: date, warned: bool
) -> None:
    lines = [line for line in told(today=today) if "日历" in line]
    assert ["放假安排只到2026年" in line for line in lines] == [True] * warned


def test_a_year_that_was_imported_in_the_chat_is_not_missed(told: Callable[..., list[str]], tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'here.db'}"
    engine = open_engine(address)
    migrate(engine)
    with sessions(engine).begin() as session:
        session.add(Member(id=1, name="管理员"))
        session.flush()
        row = {"day": date(2027, 1, 1), "year": 2027, "working": False, "entered_by": 1}
        session.add(CalendarDay(**row, entered_at=datetime(2026, 11, 20, tzinfo=UTC)))
    engine.dispose()
    assert [line for line in told(today=date(2026, 12, 1), DATABASE_URL=address) if "日历" in line] == []


def test_an_older_database_is_a_reminder_and_one_of_today_is_fine(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'assistant.db'}")
    engine.connect().close()
    assert [(f.where, f.grave) for f in found(tmp_path)] == [("数据库", False)]
    migrate(engine)
    assert found(tmp_path) == []
    engine.dispose()


def test_a_database_of_a_newer_program_is_grave(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'assistant.db'}")
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    [finding] = found(tmp_path)
    assert (finding.grave, "比程序新" in finding.trouble) == (True, True)


def test_a_file_that_is_no_database_is_grave(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "assistant.db").write_text("不是数据库" * 500, encoding="utf-8")
    assert [(f.where, f.grave) for f in found(tmp_path)] == [("数据库", True)]


def test_an_unreachable_database_is_grave_and_its_password_is_not_told(told: Callable[..., list[str]]) -> None:
    [line] = told(DATABASE_URL="postgresql+psycopg://office:geheim@127.0.0.1:1/x")
    assert line.startswith("【错误】数据库：连不上数据库")
    assert "geheim" not in line


@pytest.mark.parametrize("address", ["nonsense", "mysql://a:geheim@c/d"])
def test_an_address_of_no_database_is_grave_and_its_password_is_not_told(
    told: Callable[..., list[str]], address: str
) -> None:
    [line] = told(DATABASE_URL=address)
    assert line.startswith("【错误】设置：DATABASE_URL：请写成")
    assert "geheim" not in line


def test_a_data_folder_that_is_a_file_is_grave(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    assert ("设置", True) in [(f.where, f.grave) for f in found(tmp_path)]


def test_a_data_folder_nobody_may_write_to_is_grave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere, so the answer is given here
    [finding] = found(tmp_path)
    assert (finding.grave, str(tmp_path) in finding.trouble) == (True, True)


def test_a_nearly_full_disk_is_a_reminder(told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=123_456_789))
    [line] = told()
    assert line.startswith("【提醒】磁盘：")
    assert "只剩123MB" in line


def test_a_real_bot_without_a_first_administrator_is_reminded(told: Callable[..., list[str]]) -> None:
    [line] = told(BOT_TOKEN="1:x")
    assert "admins" in line
