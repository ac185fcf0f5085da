"""`bot.py import` as the office runs it: what it prints, what it writes, and what it leaves alone."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import bot
from db.engine import open_engine
from db.models import Member
from tests.typography import slips

Command = Callable[..., Result]
GOOD = ("陈明", "队员", "上饶镇")
BAD = ("林小", "队员", "上绕镇")


@pytest.fixture
def command(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs bot.py import on a database of its own."""
    for name in ("BOT_TOKEN", "TELEGRAM_BASE_URL", "TELEGRAM_PROXY"):
        monkeypatch.delenv(name, raising=False)
    environment = {"CONFIG_DIR": str(tmp_path), "DATA_DIR": str(tmp_path), "DATABASE_URL": database_url}

    def run(*arguments: object, **more: str) -> Result:
        result = CliRunner().invoke(bot.main, ["import", *map(str, arguments)], env={**environment, **more})
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert slips(result.output) == []
        return result

    return run


@pytest.fixture
def names(database_url: str) -> Callable[[], list[str]]:
    """Everybody in the database, by name."""

    def names() -> list[str]:
        engine = open_engine(database_url)
        with Session(engine) as session:
            found = list(session.scalars(select(Member.name).order_by(Member.id)))
        engine.dispose()
        return found

    return names


def written(path: Path, *rows: Sequence[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in [("姓名", "职务", "镇（街、场）", "手机", "Telegram编号"), *rows]:
        sheet.append(list(row))
    book.save(path)
    return path


def rows_of(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(path.read_bytes())).active
    assert isinstance(sheet, Worksheet)
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_a_dry_run_counts_names_the_row_and_writes_nothing(
    command: Command, names: Callable[[], list[str]], tmp_path: Path
) -> None:
    result = command(written(tmp_path / "people.xlsx", GOOD, BAD), "--dry-run")
    assert result.output.splitlines()[:2] == ["通过1，问题1：", "第3行 镇名“上绕镇”应为“上饶镇”？"]
    assert result.output.splitlines()[-1] == "以上是演练，没有写入"
    assert (result.exit_code, names(), (tmp_path / "邀请链接.xlsx").exists()) == (1, [], False)
    assert command(written(tmp_path / "people.xlsx", GOOD), "--dry-run").exit_code == 0
    assert names() == []


def test_one_bad_row_keeps_all_out_unless_it_may_be_skipped(
    command: Command, names: Callable[[], list[str]], tmp_path: Path
) -> None:
    people = written(tmp_path / "people.xlsx", GOOD, BAD)
    refused = command(people)
    assert (refused.exit_code, names()) == (1, [])
    assert "--skip-bad" in refused.output
    skipped = command(people, "--skip-bad")
    assert (skipped.exit_code, names()) == (0, ["陈明"])
    assert "第3行" in skipped.output
    assert "新增1人，更新0人，跳过有问题的1行" in skipped.output


def test_the_links_lie_beside_the_list_for_the_owner_only_and_earlier_ones_are_kept(
    command: Command, tmp_path: Path
) -> None:
    people = written(tmp_path / "people.xlsx", GOOD, ("林小", "队长", "上饶镇", None, 20001))
    result = command(people)
    links = tmp_path / "邀请链接.xlsx"
    assert str(links) in result.output
    [_, row] = rows_of(links)
    assert row[:3] == ("陈明", "上饶镇", "队员")
    assert str(row[3]).startswith("/start inv_")
    assert links.stat().st_mode & 0o777 == 0o600
    before = links.read_bytes()
    assert "邀请链接2.xlsx" in command(people).output
    assert links.read_bytes() == before


def test_where_the_links_cannot_be_written_nobody_is_imported(
    command: Command, names: Callable[[], list[str]], tmp_path: Path
) -> None:
    result = command(written(tmp_path / "people.xlsx", GOOD), "--links", tmp_path / "没有的文件夹" / "链接.xlsx")
    assert (result.exit_code, names()) == (1, [])
    assert "没有写入任何人" in result.output


def test_without_an_answer_from_telegram_the_links_are_commands(command: Command, tmp_path: Path) -> None:
    away = {"BOT_TOKEN": "1:office", "TELEGRAM_BASE_URL": "http://127.0.0.1:1/bot"}
    assert command(written(tmp_path / "people.xlsx", GOOD), **away).exit_code == 0
    assert str(rows_of(tmp_path / "邀请链接.xlsx")[1][3]).startswith("/start inv_")


def test_a_file_that_is_no_list_gets_one_chinese_sentence(command: Command, tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_text("姓名,职务", encoding="utf-8")
    result = command(tmp_path / "people.xlsx")
    assert result.exit_code == 1
    assert result.output == "Error: 文件“people.xlsx”不是 xlsx 表格。请用 --template 生成模板，填好后再导入\n"


def test_a_database_that_is_away_is_told_without_a_traceback(command: Command, tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("不是数据库" * 500, encoding="utf-8")
    result = command(written(tmp_path / "people.xlsx", GOOD), DATABASE_URL=f"sqlite:///{tmp_path / 'other.db'}")
    assert result.exit_code == 1
    assert "数据库用不了" in result.output


def test_the_template_comes_back_as_a_list_without_people(
    command: Command, names: Callable[[], list[str]], tmp_path: Path
) -> None:
    template = tmp_path / "模板.xlsx"
    assert str(template) in command("--template", template).output
    assert "名单里没有人" in command(template).output
    before = template.read_bytes()
    again = command("--template", template)
    assert (again.exit_code, "已经存在" in again.output, template.read_bytes() == before) == (1, True, True)
    assert names() == []


def test_without_a_file_it_says_what_it_needs(command: Command) -> None:
    result = command()
    assert (result.exit_code, "--template" in result.output) == (1, True)


def test_the_teams_are_there_before_the_first_start(command: Command, database_url: str, tmp_path: Path) -> None:
    command(written(tmp_path / "people.xlsx", GOOD))
    engine = open_engine(database_url)
    with Session(engine) as session:
        in_a_team = session.scalar(select(func.count()).where(Member.team_id.is_not(None)))
    engine.dispose()
    assert in_a_team == 1
