"""The self-check of `bot.py check`: settings, knowledge, calendar, database and disk, each finding with its mend.

A finding carries its words with it, as knowledge.complaints and config do: most of them come from there.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from chinese_calendar.constants import holidays
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from config import Config, ConfigError
from db.engine import open_engine, sessions
from db.pending import UnknownRevision, pending_migrations
from knowledge import departments, duties, entries, places
from knowledge.base import KnowledgeBase, Standing
from knowledge.complaints import Complaint, KnowledgeError
from knowledge.yaml_reader import YamlComplaint
from services import workdays

CALENDAR_WARNING = timedelta(days=60)
LEAST_FREE_BYTES = 1_000_000_000
_NAMED = 5


@dataclass(frozen=True)
class Finding:
    """One thing found: where, what is wrong, how to mend it. Only a grave one keeps the assistant from working."""

    where: str
    trouble: str
    mend: str
    grave: bool


def check(load_config: Callable[[], Config], today: date) -> list[Finding]:
    """Everything found, settings first; writes nothing. `load_config` raises ConfigError where it must."""
    try:
        settings = load_config()
    except ConfigError as error:
        return [*_config(error.complaints), *_knowledge(today), *_calendar(_last_published_year(), today)]
    findings = [*_admins(settings), *_knowledge(today), *_overlay(settings.data_dir)]
    database = [*_database(settings.database_url)]
    last_year = _last_published_year() if database else _last_known_year(settings.database_url)
    return [*findings, *_calendar(last_year, today), *database, *_folder(settings.data_dir)]


def _config(complaints: Sequence[str]) -> Iterator[Finding]:
    for complaint in complaints:
        yield Finding("设置", complaint, "请改正后再启动", grave=True)


def _admins(settings: Config) -> Iterator[Finding]:
    if settings.bot_token and not settings.settings.admins:
        mend = "请把管理员的 Telegram 数字编号写进 config.yaml 的 admins"
        yield Finding("设置", "还没有首位管理员，没有人能邀请第一批成员", mend, grave=False)


def _knowledge(today: date) -> list[Finding]:
    try:
        base = entries.shipped()
        places.shipped()
        duties.shipped()
        departments.shipped()
    except KnowledgeError as error:
        return [_complaint(one, grave=True) for one in error.complaints]
    except YamlComplaint as complaint:
        return [Finding("镇村或部门名录", str(complaint), "请改好这一行再试", grave=True)]
    return [*(_complaint(one, grave=False) for one in base.remarks), *_expired(base, today)]


def _overlay(data_dir: Path) -> Iterator[Finding]:
    """What editors put over the shipped files; where it does not hold, the assistant works without it."""
    files = {path.name: path.read_bytes() for path in sorted((data_dir / "knowledge").glob("*.yaml"))}
    try:
        entries.build([entries.shipped_layer(), entries.overlay(files)] if files else [])
    except KnowledgeError as error:
        mine = [one for one in error.complaints if one.file in files]
        yield from (_complaint(one, grave=False) for one in mine)


def _complaint(one: Complaint, grave: bool) -> Finding:
    entry = f"条目“{one.entry}”，" if one.entry else ""
    return Finding(f"知识库 {one.file} 第{one.line}行", f"{entry}{one.trouble}", one.mend, grave)


def _expired(base: KnowledgeBase, today: date) -> Iterator[Finding]:
    past = [entry.id for entry in base.entries.values() if entry.standing(today) is Standing.EXPIRED]
    if past:
        named = "、".join(past[:_NAMED]) + ("等" if len(past) > _NAMED else "")
        mend = "答复时会先说明已过有效期；有新文件时请更新这些条目"
        yield Finding("知识库", f"{len(past)}个条目已过有效期：{named}", mend, grave=False)


def _last_published_year() -> int:
    last: date = max(holidays)
    return last.year


def _last_known_year(address: str) -> int:
    """The years an administrator entered in the chat count too, where there is a database of today's shape."""
    file = _file_of(address)
    if file and not file.exists():
        return _last_published_year()
    engine = open_engine(address)
    try:
        with sessions(engine)() as session:
            return workdays.last_known_year(session)
    finally:
        engine.dispose()


def calendar_ends(last_year: int, today: date) -> bool:
    """Whether the official days off end within sixty days."""
    return date(last_year, 12, 31) - today <= CALENDAR_WARNING


def _calendar(last_year: int, today: date) -> Iterator[Finding]:
    """The package knows official 调休 year by year; the State Council announces the next in November or so."""
    if not calendar_ends(last_year, today):
        return
    trouble = f"放假安排只到{last_year}年，{last_year + 1}年暂按周一至周五和法定节日计算"
    mend = "国务院办公厅公布后，请升级 chinesecalendar 或由管理员导入这一年"
    yield Finding("日历", trouble, mend, grave=False)


def _database(address: str) -> Iterator[Finding]:
    """A database that is not there yet is made at the first start, so it is no finding."""
    try:
        file = _file_of(address)
        steps = 0 if file and not file.exists() else _pending(address)
    except UnknownRevision:
        mend = "请换用与数据相配的新版程序，或恢复旧的备份"
        yield Finding("数据库", "这个数据库比程序新", mend, grave=True)
    except (SQLAlchemyError, ImportError) as error:
        trouble = f"连不上数据库（{_first_line(error)}）"
        yield Finding("数据库", trouble, "请检查 DATABASE_URL、数据库是否已启动、文件是否完好", grave=True)
    else:
        if steps:
            yield Finding("数据库", f"还有{steps}步升级", "下次启动时会自动升级，请先备份", grave=False)


def _file_of(address: str) -> Path | None:
    """Where SQLite keeps this database; None for one that is reached otherwise."""
    url = make_url(address)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _pending(address: str) -> int:
    engine = open_engine(address)
    try:
        return pending_migrations(engine)
    finally:
        engine.dispose()


def _first_line(error: Exception) -> str:
    # SQLAlchemy puts the driver's own words into `orig`, without the address and its password.
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), type(error).__name__)


def _folder(data_dir: Path) -> Iterator[Finding]:
    """The folder, or the nearest one above it that is there: the missing ones are made at the first start."""
    standing = next(folder for folder in (data_dir, *data_dir.parents) if folder.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        yield Finding("数据文件夹", f"{standing} 不能写入", "请改正权限，或用 DATA_DIR 指定另一个文件夹", grave=True)
    free = shutil.disk_usage(standing).free
    if free < LEAST_FREE_BYTES:
        trouble = f"{standing} 所在的磁盘只剩{free // 1_000_000}MB"
        yield Finding("磁盘", trouble, "请清理磁盘，或把 DATA_DIR 移到大一点的盘", grave=False)
