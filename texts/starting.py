"""What the command line says: at start, when something is missing, and of single commands."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge.complaints import KnowledgeError
from services.checking import Finding

FIRST_ADMIN = "首位管理员"
NAME = "潮州驻镇帮扶助手"
ABOUT = "问政策、记走访、收通知、看职责，发一句话就行"


def emulator_runs(port: int) -> str:
    """Where the chat page is, and how to get a real bot."""
    return (
        f"助手已启动（本机模拟器）。请用浏览器打开：http://127.0.0.1:{port}/\n"
        "选一个人，直接发一句话，例如“今天去埔中村，3户反映缺水，已联系水利所”。\n"
        "要连真正的 Telegram：向 @BotFather 发 /newbot 得到 BOT_TOKEN，写进 .env 后重新启动。\n"
        "按 Ctrl-C 停止。"
    )


def no_knowledge_changed() -> str:
    """Nothing was approved in the chat that the shipped files do not say."""
    return "聊天里没有改过知识库"


def telegram_runs(username: str) -> str:
    """Connected to Telegram."""
    return f"助手已启动，已连上 Telegram：@{username}。按 Ctrl-C 停止。"


def delivers(username: str) -> str:
    """A process that only sends."""
    return f"发送进程已启动，已连上 Telegram：@{username}。只发送待发的消息，不收消息。按 Ctrl-C 停止。"


def nowhere_to_deliver() -> str:
    """`deliver` without a token: the emulator lives inside `run`."""
    return (
        "没有 BOT_TOKEN，不知道往哪里发。本机演示时 run 自己会发，不必另开；"
        "要连单独运行的模拟器，请设 BOT_TOKEN=1:emulator 和 TELEGRAM_BASE_URL"
    )


def webhook_runs(url: str, host: str, port: int) -> str:
    """Telegram posts updates; where they have to arrive in the end."""
    return f"Telegram 把消息送到 {url}，请让代理转到本机 http://{host}:{port}/telegram"


def emulator_alone(port: int) -> str:
    """How to point the assistant at it."""
    return (
        f"模拟器已启动：http://127.0.0.1:{port}/\n"
        f"另开一个终端运行助手：BOT_TOKEN=1:emulator TELEGRAM_BASE_URL=http://127.0.0.1:{port}/bot make run"
    )


def folder_in_use(folder: Path) -> str:
    """A second start on the same data."""
    return (
        f"已有一个助手在使用 {folder}，没有重复启动。请先停掉那一个，或用 DATA_DIR 指定另一个文件夹；"
        "要几个进程一起工作，请用 DATABASE_URL 指定 PostgreSQL"
    )


def folder_unwritable(folder: Path) -> str:
    """The data folder cannot be made or written."""
    return f"数据文件夹 {folder} 建不了或写不进。请检查路径和权限，或用 DATA_DIR 指定另一个文件夹"


def database_away() -> str:
    """The database cannot be opened at the start."""
    return "连不上数据库，没有启动。请检查 DATABASE_URL、数据库是否已启动；用 bot.py check 看原因"


def port_taken(port: int) -> str:
    """Somebody else listens."""
    return f"端口 {port} 已被占用。请换一个，例如 make run ARGS='--port {port + 1}'"


_EXPECTED = {
    "--at": "请写成 2026-11-27T08:29 或 2026-11-27",
    "datetime": "请写成 2026-11-27 这样的日期",
    "integer range": "请写整数，端口从0到65535",
    "integer": "请写整数，例如 3",
    "float range": "请写大于0的数，例如 60",
    "path": "没有这个文件，请检查路径",
    "file": "没有这个文件，请检查路径",
    "missing": "后面还差一项",
    "no option": "不认识，请检查写法",
}


def misused(command: str, option: str, kind: str) -> str:
    """Words of the command line that cannot be read: which, how to write them, and where all is listed."""
    where = f"bot.py {command}".rstrip()
    wrong = f"{option} {_EXPECTED.get(option) or _EXPECTED.get(kind, '写法不对')}".strip()
    return f"{wrong}。用 {where} --help 看写法"


def clock_is_for_the_emulator() -> str:
    """--at and --speed with a real token."""
    return "--at 和 --speed 只能用于模拟器演示；请去掉 BOT_TOKEN 再试"


def bad_config(complaints: Sequence[str]) -> str:
    """All that is wrong at once."""
    return "设置有误，没有启动：\n" + "\n".join(f"· {one}" for one in complaints)


def bad_knowledge(error: KnowledgeError) -> str:
    """All that is wrong at once."""
    return f"知识库有误，没有启动：\n{error}"


def bad_token() -> str:
    """Telegram does not know the token."""
    return "Telegram 不认这个 BOT_TOKEN。请向 @BotFather 发 /token 核对，改好 .env 再启动"


def telegram_away(why: str) -> str:
    """No connection yet; it is tried again."""
    return f"Telegram 暂时连不上（{why}），会一直重试。内地请检查 TELEGRAM_PROXY 或 TELEGRAM_BASE_URL"


def finding(found: Finding) -> str:
    """One line of `bot.py check`: how grave, where, what, and the mend."""
    weight = "错误" if found.grave else "提醒"
    return f"【{weight}】{found.where}：{found.trouble}。{found.mend}"


def asked(answer: Mapping[str, object]) -> str:
    """One answer of `bot.py ask` for reading."""
    lines = [f"问：{answer['question']}", f"判定：{answer['decision']}"]
    candidates = answer["candidates"]
    if isinstance(candidates, list):
        lines += [f"  {one['score']:.2f} {one['id']}" for one in candidates]
    return "\n".join([*lines, str(answer["answer"] or "（不直接回答）"), ""])
