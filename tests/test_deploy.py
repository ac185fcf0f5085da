"""What operators copy is true to the code: commands, options, environment variables, addresses and ports."""

import re
from pathlib import Path

import click
import pytest
import yaml

import bot
import config
from web.health import ROUTE

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
UNITS = sorted(DEPLOY.glob("*.service"))
EXAMPLE = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
SOURCES = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("config.py", "bot.py"))
READ = set(re.findall(r"(?:values|environ)\.get\(\"([A-Z_]+)\"", SOURCES))


def understood(words: list[str]) -> None:
    """Fails unless bot.py has this command with these options."""
    command = bot.main.commands[words[0]]
    with click.Context(command) as context:
        command.make_parser(context).parse_args(args=list(words[1:]))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_exists(unit: Path) -> None:
    lines = re.findall(r"^ExecStart(?:Pre)?=\S+/python bot\.py (.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines
    for line in lines:
        understood(line.replace("%i", "8081").split())


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_sets_only_what_is_read_and_is_named_in_the_manual(unit: Path) -> None:
    assert set(re.findall(r"^Environment=([A-Z_]+)=", unit.read_text(encoding="utf-8"), re.MULTILINE)) <= READ
    assert f"../deploy/{unit.name}" in OPERATING


def test_the_manual_and_the_example_name_every_environment_variable_and_no_other() -> None:
    table = OPERATING[OPERATING.index("## 环境变量") : OPERATING.index("## 一台机器")]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == READ
    assert {*EXAMPLE, "CONFIG_DIR"} == READ


def test_every_command_in_the_manual_exists() -> None:
    named = set(re.findall(r"\bbot\.py ([a-z-]+)", OPERATING))
    assert named
    assert named <= set(bot.main.commands)


def test_every_compose_service_runs_a_command_that_exists_where_the_proxy_looks() -> None:
    # Docker's own dialect: knowledge/yaml_reader.py refuses the anchors that it is written with.
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = {name: one for name, one in compose["services"].items() if one.get("image") == "zhuzhen"}
    assert sorted(services) == ["deliver1", "deliver2", "receive1", "receive2"]
    for one in services.values():
        understood(one["command"])
    assert ROUTE.path in str(services["receive1"]["healthcheck"]["test"])


def test_the_proxy_passes_the_webhook_on_to_the_units_of_the_manual() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert f"location = {config.WEBHOOK_PATH} {{" in nginx
    ports = re.findall(r"server 127\.0\.0\.1:(\d+)", nginx)
    assert (
        ports == re.findall(r"zhuzhen-receive@(\d+)", OPERATING[OPERATING.index("enable --now zhuzhen-receive") :])[:2]
    )
    assert "non_idempotent" in nginx


def test_the_image_holds_what_the_lock_file_says() -> None:
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes -r requirements.lock" in image
    assert (ROOT / "requirements.lock").exists()


def test_what_the_manual_quotes_from_the_log_is_said_by_the_code() -> None:
    table = OPERATING[OPERATING.index("| 看到 |") : OPERATING.index("## 在哪里试过")]
    code = "".join(
        path.read_text(encoding="utf-8") for name in ("handlers", "texts") for path in ROOT.glob(f"{name}/*.py")
    )
    quoted = [line.split("|")[1].strip() for line in table.splitlines()[2:] if line.startswith("|")]
    assert quoted
    assert [one for one in quoted if one not in code and "原因" not in one] == []
