"""A backup brings everything back, on either database, and refuses where it would overwrite or cannot be read."""

import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine, func, select

from db.engine import migrate, open_engine, sessions
from db.models import Base, Delivery, Visit
from emulator.store import Store
from services import backups
from services.backups import BackupTooNew, BackupUnreadable, NotEmptyYet
from services.errands import Unusable
from tests.databases import PostgresServer
from tests.office import MORNING, Office, Person, StillClock, opened
from tests.pictures import picture

SENTENCE = "今天走访埔中村陈阿婆家，反映缺水，答应月底前帮她问补贴"


@pytest.fixture(params=["sqlite", "postgres"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'elsewhere.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.empty()


async def made(office: Office, path: Path) -> backups.Backup:
    """A backup of a used office."""
    lin = office.person(1001)
    await lin.says(SENTENCE)
    await lin.sends_files(("photo", "a.jpg", picture("red")))
    await office.person(1002).says("/feedback")
    (office.folder / "knowledge").mkdir(exist_ok=True)
    (office.folder / "knowledge" / "own.yaml").write_text("# 编辑加的\n", encoding="utf-8")
    return backups.make(office.engine, office.folder, path, MORNING)


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables; whether a message may be a repetition is another thing after a restoration."""
    with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(*[one for one in table.columns if one.name != "doubtful"]).order_by(*table.primary_key)
                )
            ]
            for table in Base.metadata.sorted_tables
        }


async def test_everything_comes_back_in_an_empty_database_of_either_kind(
    office: Office, elsewhere: str, tmp_path: Path
) -> None:
    backup = await made(office, tmp_path / "b.zip")
    assert backup.files >= 3
    engine, folder = open_engine(elsewhere), tmp_path / "new"
    restored = backups.restore(engine, folder, tmp_path / "b.zip", MORNING)
    assert (restored.rows, restored.files, restored.made_at) == (backup.rows, backup.files, MORNING)
    assert everything(engine) == everything(office.engine)
    old = {path.relative_to(office.folder): path.read_bytes() for path in office.folder.rglob("media/**/*.jpg")}
    new = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("media/**/*.jpg")}
    assert old
    assert new == old
    assert (folder / "knowledge" / "own.yaml").read_text(encoding="utf-8") == "# 编辑加的\n"
    engine.dispose()


async def test_the_restored_office_works_on_with_the_next_number(
    office: Office, elsewhere: str, tmp_path: Path
) -> None:
    await made(office, tmp_path / "b.zip")
    engine = open_engine(elsewhere)
    backups.restore(engine, tmp_path / "new", tmp_path / "b.zip", MORNING)
    engine.dispose()
    phones = Store()
    phones.counters.update += 1000  # Telegram goes on where it was; a fresh emulator begins at the present second
    async with opened(elsewhere, StillClock(MORNING + timedelta(days=1)), phones=phones) as later:
        await later.person(1004).says("今天走访上西林村，2户反映路灯坏了")
        with sessions(later.engine).begin() as session:
            assert list(session.scalars(select(Visit.id).order_by(Visit.id))) == [1, 2]


async def test_what_was_to_be_sent_is_marked_as_a_possible_repetition(
    office: Office, elsewhere: str, tmp_path: Path
) -> None:
    await made(office, tmp_path / "b.zip")
    with sessions(office.engine).begin() as session:
        for key, due_at in (("due", MORNING), ("later", MORNING + timedelta(days=1))):
            session.add(
                Delivery(
                    key=key, occasion="reply", chat_id=1, urgency=0, method="sendMessage", content={"text": "好"},
                    due_at=due_at, attempts=0,
                )
            )  # fmt: skip
    backups.make(office.engine, office.folder, tmp_path / "c.zip", MORNING)
    engine = open_engine(elsewhere)
    backups.restore(engine, tmp_path / "new", tmp_path / "c.zip", MORNING)
    with sessions(engine).begin() as session:
        found = session.execute(select(Delivery.key, Delivery.doubtful).where(Delivery.key.in_(("due", "later"))))
        assert {row.key: row.doubtful for row in found} == {"due": True, "later": False}
    engine.dispose()


async def test_nothing_is_restored_over_what_is_there(office: Office, tmp_path: Path) -> None:
    await made(office, tmp_path / "b.zip")
    before = everything(office.engine)
    with pytest.raises(NotEmptyYet):
        backups.restore(office.engine, tmp_path / "new", tmp_path / "b.zip", MORNING)
    assert everything(office.engine) == before
    with pytest.raises(NotEmptyYet) as refused:
        backups.restore(office.engine, office.folder, tmp_path / "b.zip", MORNING)
    assert refused.value.where == str(office.folder / "media")


async def test_a_damaged_or_newer_backup_leaves_the_database_empty(
    office: Office, elsewhere: str, tmp_path: Path
) -> None:
    await made(office, tmp_path / "b.zip")
    engine = open_engine(elsewhere)
    (tmp_path / "half.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:5000])
    with pytest.raises(BackupUnreadable):
        backups.restore(engine, tmp_path / "new1", tmp_path / "half.zip", MORNING)
    with pytest.raises(BackupTooNew):
        backups.restore(engine, tmp_path / "new2", changed(tmp_path, {"revision": "9999"}), MORNING)
    with pytest.raises(BackupUnreadable):
        backups.restore(engine, tmp_path / "new3", changed(tmp_path, {"tables": {"visits": 1}}, "visits"), MORNING)
    migrate(engine)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Visit)) == 0
    engine.dispose()


def changed(folder: Path, facts: dict[str, object], damaged: str = "") -> Path:
    """The backup with another manifest, and one table's lines cut."""
    with ZipFile(folder / "b.zip") as old, ZipFile(folder / "changed.zip", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | facts).encode()
            new.writestr(name, content[:-9] if damaged and damaged in name else content)
    return folder / "changed.zip"


async def test_each_night_one_backup_is_made_and_fourteen_are_kept(office: Office, lin: Person) -> None:
    folder = office.folder / backups.FOLDER
    await lin.says(SENTENCE)
    assert not folder.exists()
    for _ in range(16):
        office.clock.step(days=1)
        await office.work()
        await office.work()
    names = sorted(path.name for path in folder.glob("*.zip"))
    assert len(names) == 14
    assert names[-1] == f"backup-{MORNING + timedelta(days=16):%Y%m%d}-0900.zip"
    with sessions(office.engine).begin() as session:
        last = backups.last(session)
        assert last is not None
        assert last.subject == names[-1]


async def test_a_night_without_a_backup_is_told_to_the_administrators_in_the_morning(
    office: Office, lin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unusable("disk")

    monkeypatch.setattr(backups, "make", full)
    await lin.says(SENTENCE)
    admin = office.person(1009)
    await admin.news()
    office.clock.moment = MORNING.replace(day=24, hour=2, minute=31)
    await office.work()
    await office.work()
    assert not any("备份" in one.text for one in await admin.news())
    office.clock.moment = MORNING.replace(day=24)
    await office.work()
    assert ["今天的自动备份没有做成" in one.text for one in await admin.news() if "备份" in one.text] == [True]
