"""README and manual stay true: commands, settings, links and labels they name are those of the code."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

import bot
import handlers
from config import Settings
from services.access import Role
from texts import menu
from texts.posts import ROLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")


def settings_of(model: type[BaseModel], above: str = "") -> list[str]:
    """Every setting by its last name, sections included."""
    names = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        names.append(name)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            names += settings_of(inner, name)
    return names


def test_the_manual_lists_every_command_and_no_other() -> None:
    table = MANUAL[MANUAL.index("## 命令一览") :]
    table = table[: table.index("\n## ", 5)]
    listed = re.findall(r"^\| `/([a-z_]+)` \|", table, re.MULTILINE)
    assert sorted(listed) == sorted(name for name, _, _ in menu.COMMANDS)


def test_every_command_of_the_manual_is_heard() -> None:
    spoken = set(re.findall(r"`/([a-z_]+)", MANUAL))
    assert spoken <= set(handlers.register().command_names)


@pytest.mark.parametrize("setting", settings_of(Settings))
def test_every_setting_is_in_the_manual(setting: str) -> None:
    assert f"`{setting}`" in MANUAL


@pytest.mark.parametrize("command", sorted(bot.main.commands))
def test_every_command_of_the_command_line_is_in_the_readme(command: str) -> None:
    assert f"bot.py {command}" in README


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    assert set(re.findall(r"`(?:\.venv/bin/python )?bot\.py ([a-z-]+)", README)) <= set(bot.main.commands)


@pytest.mark.parametrize(
    "page", sorted(path.relative_to(ROOT) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / page.parent / target).exists(), target


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([a-z]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_role_is_explained_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert all(ROLES[role] in glossary for role in Role)
