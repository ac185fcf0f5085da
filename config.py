"""config.yaml and the environment become one frozen Config; every complaint names its path, value and mend."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from io import StringIO
from pathlib import Path
from typing import Annotated, TypeAlias

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from knowledge.yaml_reader import YamlComplaint, YamlText, read_file

TELEGRAM_API = "https://api.telegram.org/bot"
WEBHOOK_PATH = "/telegram"
# What Telegram takes for a secret token (core.telegram.org/bots/api#setwebhook).
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class ConfigError(Exception):
    """The settings cannot be used; `complaints` says all that is wrong, one sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


def _clock(said: object) -> object:
    """08:30 as a time; what cannot be read is a ValueError with its mend."""
    if not isinstance(said, str):
        return said
    try:
        read = time.fromisoformat(said)
    except ValueError as error:
        raise ValueError('请写成加引号的 "08:30"') from error
    if read.tzinfo is not None:  # it is always the teams' clock
        raise ValueError('请写成加引号的 "08:30"')
    return read


def _quiet(said: object) -> object:
    """20:00-08:00 as its two ends."""
    if not isinstance(said, str):
        return said
    first, dash, last = said.partition("-")
    try:
        return (_clock(first.strip()), _clock(last.strip())) if dash else said
    except ValueError as error:
        raise ValueError('请写成加引号的 "20:00-08:00"，时刻从 00:00 到 23:59') from error


Clock: TypeAlias = Annotated[time, BeforeValidator(_clock)]
Quiet: TypeAlias = Annotated[tuple[time, time], BeforeValidator(_quiet)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class PaceSettings(_Section):
    """How fast messages leave, all processes together."""

    per_second: float = Field(default=28, ge=0, le=1000)
    burst: int = Field(default=3, ge=1, le=30)
    in_flight: int = Field(default=8, ge=1, le=64)


class HoursSettings(_Section):
    """When the assistant may speak unasked, on the teams' clock."""

    digest_at: Clock = time(8, 30)
    quiet: list[Quiet] = [(time(20), time(8)), (time(12), time(14, 30))]
    unasked_a_day: int = Field(default=3, ge=1, le=20)


class Settings(_Section):
    """What config.yaml says; everything has a default."""

    admins: list[Annotated[int, Field(gt=0, lt=2**52)]] = []
    pace: PaceSettings = PaceSettings()
    hours: HoursSettings = HoursSettings()


@dataclass(frozen=True)
class Config:
    """The settings of one start: the file's and the environment's."""

    settings: Settings
    data_dir: Path
    database_url: str
    bot_token: str | None = None
    telegram_base_url: str | None = None
    telegram_proxy: str | None = None
    public_url: str | None = None
    webhook_secret: str | None = None

    @property
    def webhook_url(self) -> str | None:
        """Where Telegram is to post updates; None where it is asked for them instead."""
        posted = self.bot_token and self.webhook_secret and self.public_url
        return f"{self.public_url}{WEBHOOK_PATH}" if posted else None

    def __repr__(self) -> str:
        """Without the token, so that no log ever carries it."""
        return f"Config(data_dir={str(self.data_dir)!r}, bot_token={'set' if self.bot_token else 'none'})"


def load(folder: Path, environment: Mapping[str, str] | None = None) -> Config:
    """The configuration of this folder. Refuses (ConfigError) with every complaint at once."""
    spoken = dict(os.environ) if environment is None else dict(environment)
    kept = _env_file(folder / ".env")
    values = kept | {key: value for key, value in spoken.items() if value}
    settings = _settings(folder / "config.yaml")
    public_url = _public_url(values.get("PUBLIC_URL"))
    data_dir = _data_dir(Path(values.get("DATA_DIR") or folder / "data").resolve())
    return Config(
        settings=settings,
        data_dir=data_dir,
        database_url=_database_url(values.get("DATABASE_URL")) or f"sqlite:///{data_dir / 'assistant.db'}",
        bot_token=values.get("BOT_TOKEN"),
        telegram_base_url=_address("TELEGRAM_BASE_URL", values.get("TELEGRAM_BASE_URL"), "http://127.0.0.1:8081/bot"),
        telegram_proxy=_address("TELEGRAM_PROXY", values.get("TELEGRAM_PROXY"), "http://127.0.0.1:7890"),
        public_url=public_url,
        webhook_secret=_webhook_secret(values.get("WEBHOOK_SECRET"), public_url, values.get("TELEGRAM_BASE_URL")),
    )


def _env_file(path: Path) -> dict[str, str]:
    """What .env says; its values are secrets, so a complaint names the line alone. Refuses (ConfigError)."""
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([_unreadable(path.name, error)]) from error
    bad = [one.original.line for one in parse_stream(StringIO(text)) if one.error]
    if bad:
        raise ConfigError([f"{path.name} 第{line}行：请写成 名称=值，例如 BOT_TOKEN=123:abc" for line in bad])
    return {key: value for key, value in dotenv_values(stream=StringIO(text)).items() if value}


def _unreadable(file: str, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"{file}：不是 UTF-8 编码；请另存为 UTF-8"
    return f"{file}：读不了，请检查它是不是一个文件、有没有读的权限"


def _data_dir(folder: Path) -> Path:
    """Refuses (ConfigError) where a file stands in the way."""
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    if not standing.is_dir():
        raise ConfigError([f"DATA_DIR：{standing} 是一个文件，请改成文件夹"])
    return folder


def _database_url(said: str | None) -> str | None:
    """It carries a password, so it is never repeated. Refuses (ConfigError) what is no address of a known database."""
    if said is None:
        return None
    try:
        url = make_url(said)
        known = url.drivername == "postgres" or url.get_dialect().name in ("sqlite", "postgresql")
    except (ArgumentError, ValueError) as error:
        raise ConfigError([_DATABASE_MEND]) from error
    if not known:
        raise ConfigError([_DATABASE_MEND])
    return said


_DATABASE_MEND = (
    "DATABASE_URL：请写成 postgresql+psycopg://user:password@127.0.0.1/zhuzhen；用自带的 SQLite 就删去这一项"
)


def _address(name: str, said: str | None, example: str) -> str | None:
    """A network address; it may carry a password, so it is not repeated. Refuses (ConfigError) what is none."""
    if said and not re.fullmatch(r"[a-z0-9]+://[^\s/]+\S*", said):
        raise ConfigError([f"{name}：请写成完整的网址，例如 {example}"])
    return said


def _public_url(said: str | None) -> str | None:
    """https://help.example.cn, without a slash at its end. Refuses (ConfigError) what no browser opens."""
    if said and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", said):
        raise ConfigError([f"PUBLIC_URL：现在是 {said!r}，请写成 https://域名"])
    return said.rstrip("/") if said else None


def _webhook_secret(secret: str | None, public_url: str | None, own_server: str | None) -> str | None:
    """What Telegram shows when it posts updates; None: they are asked for. It is never repeated in a complaint."""
    if not secret:
        return None
    if not _SECRET.fullmatch(secret):
        raise ConfigError(["WEBHOOK_SECRET：只能用字母、数字、下划线和减号，最多256个"])
    # Telegram itself posts to https only; an own Bot API server takes http too.
    if not public_url or not (own_server or public_url.startswith("https://")):
        raise ConfigError(["WEBHOOK_SECRET：要同时把 PUBLIC_URL 写成 Telegram 能访问的 https://域名"])
    return secret


def _settings(path: Path) -> Settings:
    if not path.exists():
        return Settings()
    try:
        said = read_file(path)
    except YamlComplaint as complaint:
        raise ConfigError([f"{path.name} 第{complaint.line}行：{complaint.trouble}"]) from complaint
    except OSError as error:
        raise ConfigError([_unreadable(path.name, error)]) from error
    if not isinstance(said.value, dict | None):
        raise ConfigError([f"{path.name} 第{said.line(())}行：应分项写成“名称: 值”，请照 config.yaml 原来的样子"])
    try:
        return Settings.model_validate(said.value or {})
    except ValidationError as error:
        raise ConfigError([_complaint(path.name, said, one) for one in error.errors()]) from error


def _complaint(file: str, said: YamlText, error: ErrorDetails) -> str:
    path = tuple(error["loc"])
    name = ".".join(str(part) for part in path)
    line = said.line(path)
    now = "现在没有写" if error["input"] is None else f"现在是 {error['input']!r}"
    return f"{file} 第{line}行 {name}：{now}，{_mend(error)}"


_NUMBERS = {"admins": "123456789"}
_LISTS = {"quiet": '["20:00-08:00", "12:00-14:30"]'}


def _mend(error: ErrorDetails) -> str:
    facts = error.get("ctx", {})
    mends = {
        "extra_forbidden": "没有这一项，请检查写法或删去",
        "int_type": f"请写整数，例如 {_NUMBERS.get(str(error['loc'][0]), '8')}",
        "int_parsing": "请写整数，例如 8",
        "float_type": "请写数字，例如 28",
        "float_parsing": "请写数字，例如 28",
        "bool_type": "请写 true 或 false",
        "string_type": "请写文字，有冒号或数字时加引号",
        "list_type": f"请写成列表，例如 {_LISTS.get(str(error['loc'][-1]), '[123456789]')}",
        "model_type": "这里应分项写，请照 config.yaml 原来的样子",
        "time_type": '请写成加引号的 "08:30"',
        "tuple_type": '请写成加引号的 "20:00-08:00"',
        "value_error": str(facts.get("error")),
        "missing": "缺这一项，请补上",
        "greater_than": f"要大于 {facts.get('gt')}",
        "greater_than_equal": f"不能小于 {facts.get('ge')}",
        "less_than": f"要小于 {facts.get('lt')}",
        "less_than_equal": f"不能大于 {facts.get('le')}",
    }
    return mends.get(error["type"], f"不合要求（{error['msg']}）")
