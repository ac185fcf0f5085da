"""config.yaml: wrong values are answered at start with path, value and mend, all at once."""

from datetime import time
from pathlib import Path

import pytest

import config
from config import ConfigError


def settings(folder: Path, text: str) -> config.Config:
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    return config.load(folder, {})


def complaints(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        settings(folder, text)
    return refused.value.complaints


def test_the_shipped_settings_are_the_defaults(tmp_path: Path) -> None:
    shipped = Path(config.__file__).parent
    assert config.load(shipped, {}).settings == settings(tmp_path, "").settings


def test_every_complaint_comes_at_once_with_line_value_and_mend(tmp_path: Path) -> None:
    said = complaints(tmp_path, "admins: 一\npace:\n  per_second: -1\n  brust: 3\n  in_flight: 很多\n")
    assert said == [
        "config.yaml 第1行 admins：现在是 '一'，请写成列表，例如 [123456789]",
        "config.yaml 第3行 pace.per_second：现在是 -1，不能小于 0.0",
        "config.yaml 第5行 pace.in_flight：现在是 '很多'，请写整数，例如 8",
        "config.yaml 第4行 pace.brust：现在是 3，没有这一项，请检查写法或删去",
    ]


def test_what_is_no_yaml_names_its_line(tmp_path: Path) -> None:
    [said] = complaints(tmp_path, "admins: [1\npace: {")
    assert said.startswith("config.yaml 第")


def test_the_traps_of_yaml_1_1_are_words_and_not_numbers_or_booleans(tmp_path: Path) -> None:
    [said] = complaints(tmp_path, "admins: [0350]\n")
    assert "'0350'" in said


def test_the_environment_comes_before_the_env_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=1:file\nDATA_DIR=/somewhere\n", encoding="utf-8")
    loaded = config.load(tmp_path, {"BOT_TOKEN": "1:environment"})
    assert loaded.bot_token == "1:environment"
    assert loaded.data_dir == Path("/somewhere")


def test_the_token_is_never_part_of_what_is_printed(tmp_path: Path) -> None:
    assert "secret" not in repr(config.load(tmp_path, {"BOT_TOKEN": "1:secret"}))


def test_hours_are_read_from_quoted_clock_times(tmp_path: Path) -> None:
    said = settings(
        tmp_path, 'hours:\n  digest_at: "09:00"\n  quiet: ["19:00-08:30"]\n  unasked_a_day: 2\n'
    ).settings.hours
    assert said.digest_at == time(9)
    assert said.quiet == [(time(19), time(8, 30))]


def test_an_unreadable_hour_is_answered_with_how_to_write_it(tmp_path: Path) -> None:
    said = complaints(tmp_path, 'hours:\n  digest_at: "8点半"\n  quiet: ["20:00"]\n')
    assert '请写成加引号的 "08:30"' in said[0]
    assert '请写成加引号的 "20:00-08:00"' in said[1]
    [bare] = complaints(tmp_path, 'hours:\n  quiet: "20:00-08:00"\n')
    assert '请写成列表，例如 ["20:00-08:00", "12:00-14:30"]' in bare
    [late] = complaints(tmp_path, 'hours:\n  quiet: ["20:00-25:00"]\n')
    assert "时刻从 00:00 到 23:59" in late


def test_the_public_address_is_taken_without_its_last_slash_and_nonsense_is_named(tmp_path: Path) -> None:
    loaded = config.load(tmp_path, {"PUBLIC_URL": "https://help.example.cn/"})
    assert loaded.public_url == "https://help.example.cn"
    with pytest.raises(ConfigError) as refused:
        config.load(tmp_path, {"PUBLIC_URL": "help.example.cn"})
    assert refused.value.complaints == ["PUBLIC_URL：现在是 'help.example.cn'，请写成 https://域名"]


def test_a_webhook_needs_an_address_that_telegram_reaches_and_a_secret_it_takes(tmp_path: Path) -> None:
    token, site = {"BOT_TOKEN": "1:real"}, {"PUBLIC_URL": "https://help.example.cn/"}
    loaded = config.load(tmp_path, token | site | {"WEBHOOK_SECRET": "a-b_1"})
    assert loaded.webhook_url == "https://help.example.cn/telegram"
    assert config.load(tmp_path, token | site).webhook_url is None
    for wrong in ({"WEBHOOK_SECRET": "密 码"} | site, {"WEBHOOK_SECRET": "a", "PUBLIC_URL": "http://help.example.cn"}):
        with pytest.raises(ConfigError) as refused:
            config.load(tmp_path, token | wrong)
        assert "WEBHOOK_SECRET" in refused.value.complaints[0]
        assert "密" not in refused.value.complaints[0]


@pytest.mark.parametrize("text", ["- a\n", "abc\n", "3\n", "[]\n", "false\n"])
def test_a_file_that_names_nothing_is_told_how_it_is_written(tmp_path: Path, text: str) -> None:
    [said] = complaints(tmp_path, text)
    assert "config.yaml 第1行：应分项写成“名称: 值”" in said


def test_a_tab_is_called_a_tab(tmp_path: Path) -> None:
    assert complaints(tmp_path, "pace:\n\tburst: 3\n") == [
        "config.yaml 第2行：YAML 格式不对：行首用了制表符（Tab），请改用空格"
    ]


def test_numbers_no_telegram_has_and_hours_of_another_zone_are_refused(tmp_path: Path) -> None:
    said = complaints(tmp_path, 'admins: [99999999999999999999]\nhours:\n  digest_at: "08:30:00+00:00"\n')
    assert "要小于" in said[0]
    assert '请写成加引号的 "08:30"' in said[1]


def test_a_settings_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").mkdir()
    with pytest.raises(ConfigError) as refused:
        config.load(tmp_path, {})
    assert refused.value.complaints[0].startswith("config.yaml：读不了")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("BOT_TOKEN=1:设\n".encode("gbk"), ".env：不是 UTF-8 编码"),
        (b"A=1\nthis is nothing secret\n", ".env 第2行：请写成 名称=值"),
    ],
)
def test_an_env_file_that_cannot_be_read_is_told_without_its_secrets(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(ConfigError) as refused:
        config.load(tmp_path, {})
    assert refused.value.complaints[0].startswith(complaint)
    assert "secret" not in refused.value.complaints[0]


def test_an_env_file_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("\ufeffBOT_TOKEN=1:file\n".encode())
    assert config.load(tmp_path, {}).bot_token == "1:file"


@pytest.mark.parametrize("said", ["nonsense", "mysql://u:secret@x/y", "postgresql://u:secret@x:port/y", "foo://secret"])
def test_an_address_of_no_known_database_is_refused_without_its_password(tmp_path: Path, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        config.load(tmp_path, {"DATABASE_URL": said})
    assert "DATABASE_URL：请写成 postgresql+psycopg://" in refused.value.complaints[0]
    assert "secret" not in refused.value.complaints[0]


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        config.load(tmp_path, {})
    assert "是一个文件，请改成文件夹" in refused.value.complaints[0]


@pytest.mark.parametrize("name", ["TELEGRAM_BASE_URL", "TELEGRAM_PROXY"])
def test_an_address_that_is_none_is_refused_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError) as refused:
        config.load(tmp_path, {name: "secret:7890"})
    assert refused.value.complaints[0].startswith(f"{name}：请写成完整的网址")
    assert "secret" not in refused.value.complaints[0]
