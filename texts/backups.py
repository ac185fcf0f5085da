"""What is said of backups, of restoring them and of exports: at the command line, and to administrators."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from markupsafe import Markup

from services.backups import Backup, BackupTooNew, BackupUnderWay, NotEmptyYet
from services.work import WorkError
from texts import phrases

ASSISTANT = "助手"
COMMAND_LINE = "命令行"


def made(backup: Backup) -> str:
    """A backup was made at the command line."""
    return (
        f"已备份到 {backup.path}（{backup.rows}行记录，{backup.files}个文件，{phrases.size(backup.size)}）。"
        "里面有个人信息，请妥善保管"
    )


def restored(backup: Backup) -> str:
    """A backup is in force from now on."""
    return (
        f"已恢复 {phrases.moment(backup.made_at, date.min)} 的备份（{backup.rows}行记录，{backup.files}个文件）。"
        "现在可以启动助手；备份之后的记录不在里面，当时待发的消息会再发一次，并注明可能重复"
    )


def failed() -> Markup:
    """To the administrators, the morning after."""
    return Markup("今天的自动备份没有做成，数据没有受影响。请看磁盘是否已满，再在服务器上运行 bot.py backup")


def exported(path: Path, counts: Mapping[str, int]) -> str:
    """An export was made at the command line; `counts` are the rows of each table."""
    what = f"{len(counts)}张表，{sum(counts.values())}行"
    return f"已导出到 {path}（{what}），本次导出已记入日志。里面有个人信息，请妥善保管"


def disk_refuses(error: OSError) -> str:
    """The file cannot be written or read."""
    return (
        f"文件读写不成（{error.strerror or type(error).__name__}：{error.filename or ''}）。请检查路径、权限和磁盘空间"
    )


def refused(refusal: WorkError) -> str:
    """Why nothing was made or restored, and what to do."""
    if isinstance(refusal, NotEmptyYet):
        return (
            f"没有恢复：{refusal.where} 里已经有数据。请先停掉助手，把原来的 data/ 改名留着"
            "（用 PostgreSQL 时另建一个空库），再恢复"
        )
    if isinstance(refusal, BackupTooNew):
        return "没有恢复：这份备份是更新的程序做的。请先升级程序"
    if isinstance(refusal, BackupUnderWay):
        return "没有备份：另一个进程正在备份，请稍后再试"
    return "没有恢复：这个文件不是助手的备份，或者已经损坏。请换一份"
