"""The command line: a backup made and restored elsewhere, and everything exported for people."""

import csv
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

import bot
from db.engine import open_engine, sessions
from db.models import AuditLine, Feedback
from tests.office import MORNING, opened
from tests.typography import slips

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs bot.py on a database and a data folder of its own."""
    for name in ("BOT_TOKEN", "TELEGRAM_BASE_URL", "TELEGRAM_PROXY"):
        monkeypatch.delenv(name, raising=False)
    environment = {"CONFIG_DIR": str(tmp_path), "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": database_url}

    def run(*arguments: object, **more: str) -> Result:
        result = CliRunner().invoke(bot.main, list(map(str, arguments)), env={**environment, **more})
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert slips(result.output) == []
        return result

    return run


@pytest.fixture
async def used(database_url: str, tmp_path: Path) -> None:
    """A visit with a villager's name, a letter without a name that would be a formula, and a picture."""
    async with opened(database_url) as office:
        await office.person(1001).says("今天走访埔中村陈阿婆家，反映缺水")
        with sessions(office.engine).begin() as session:
            session.add(Feedback(telegram_id=1001, words="=1+1", written_at=MORNING, sent_at=MORNING, signed=False))
    picture = tmp_path / "data" / "media" / "ab" / "abc.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")


def acts(database_url: str) -> list[tuple[str, str, str]]:
    engine = open_engine(database_url)
    with sessions(engine).begin() as session:
        lines = [(one.actor, one.act, one.subject) for one in session.scalars(select(AuditLine).order_by(AuditLine.id))]
    engine.dispose()
    return lines


@pytest.mark.usefixtures("used")
def test_a_backup_is_restored_into_an_empty_folder_and_never_over_another(
    command: Command, database_url: str, tmp_path: Path
) -> None:
    said = command("backup", tmp_path / "b.zip")
    assert "已备份到" in said.output
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert acts(database_url) == [("命令行", "backup.made", "b.zip")]
    new = {"DATA_DIR": str(tmp_path / "new"), "DATABASE_URL": ""}
    assert "已恢复 2" in command("restore", tmp_path / "b.zip", **new).output
    assert (tmp_path / "new" / "media" / "ab" / "abc.jpg").read_bytes() == b"picture"
    again = command("restore", tmp_path / "b.zip", **new)
    assert again.exit_code == 1
    assert "已经有数据" in again.output
    (tmp_path / "new" / "assistant.db").unlink()
    assert "已经有数据" in command("restore", tmp_path / "b.zip", **new).output


@pytest.mark.usefixtures("used")
def test_what_is_no_backup_is_refused_in_one_sentence(command: Command, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"nothing")
    refused = command("restore", tmp_path / "no.zip", DATA_DIR=str(tmp_path / "new"), DATABASE_URL="")
    assert refused.exit_code == 1
    assert "不是助手的备份" in refused.output


@pytest.mark.usefixtures("used")
def test_a_backup_without_a_name_lies_in_the_data_folder(command: Command, tmp_path: Path) -> None:
    command("backup")
    [made] = (tmp_path / "data" / "backups").glob("backup-*.zip")
    assert ZipFile(made).testzip() is None


@pytest.mark.usefixtures("used")
def test_an_export_opens_in_excel_covers_names_and_is_logged(
    command: Command, database_url: str, tmp_path: Path
) -> None:
    assert "已导出到" in command("export", tmp_path / "e.zip").output
    with ZipFile(tmp_path / "e.zip") as archive:
        visits = archive.read("csv/走访.csv")
        letters = list(csv.DictReader(io.StringIO(archive.read("csv/意见箱.csv").decode("utf-8-sig"))))
        told = json.loads(archive.read("json/visits.json"))
        page = archive.read("说明.txt").decode("utf-8-sig")
        whole = b"".join(archive.read(name) for name in archive.namelist())
        assert archive.read("media/abc.jpg") == b"picture"
    assert visits.startswith(b"\xef\xbb\xbf")
    assert "陈阿婆" not in whole.decode("utf-8", "replace")
    assert "某" in told[0]["household"]
    assert told[0]["village"] == "埔中村"
    assert letters[0]["内容"] == "'=1+1"
    assert "1001" not in str(letters)
    assert "走访（visits）：1行" in page
    assert ("命令行", "export", "everything: e.zip") in acts(database_url)


def test_a_place_that_cannot_be_written_is_said(command: Command, tmp_path: Path) -> None:
    refused = command("export", tmp_path / "no" / "e.zip")
    assert refused.exit_code == 1
    assert "文件读写不成" in refused.output
