"""The table of rights, the page printed from it, the menus made of it, and the services that ask it."""

import ast
from pathlib import Path

import pytest

import handlers
from services.access import RIGHTS, SCOPES, Action, PostView, Role, Scope, Speaker, TeamView, allows
from tests.typography import slips
from texts import menu, rights
from texts.posts import ACTIONS, ROLES

HOUSE = Path(__file__).parent.parent
GATE = {"require", "allows", "reach"}
SHANGRAO = TeamView(1, "上饶镇", "饶平县", "镇", "未知")
ELSEWHERE = TeamView(2, "浮洋镇", "潮安区", "镇", "未知")


def asked_by_services() -> set[str]:
    """The actions named in services that ask the gate."""
    asked: set[str] = set()
    for path in (HOUSE / "services").rglob("*.py"):
        if path.name == "access.py":
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = {node.attr for node in nodes if isinstance(node, ast.Attribute) and names_action(node)}
        calls = [node.func for node in nodes if isinstance(node, ast.Call)]
        if any(isinstance(call, ast.Attribute | ast.Name) and called(call) in GATE for call in calls):
            asked |= names
    return asked


def names_action(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "Action"


def called(call: ast.Attribute | ast.Name) -> str:
    return call.attr if isinstance(call, ast.Attribute) else call.id


def test_the_page_says_what_the_table_says() -> None:
    said = (HOUSE / "docs" / "rights.md").read_text(encoding="utf-8")
    assert said == rights.page(), "docs/rights.md is behind services/access.py: run `make rights`"


def test_the_page_names_every_action_and_role_in_chinese() -> None:
    assert slips(rights.page()) == []
    assert (set(ACTIONS), set(ROLES), set(RIGHTS), set(SCOPES)) == (set(Action), set(Role), set(Action), set(Role))


def test_every_action_is_asked_for_by_a_service() -> None:
    assert {action.name for action in Action} - asked_by_services() == set()


def test_every_command_of_the_menu_is_heard_and_every_command_heard_is_in_the_menu() -> None:
    heard = handlers.register().command_names
    listed = [name for name, _, _ in menu.COMMANDS]
    assert sorted(heard) == sorted(listed)


@pytest.mark.parametrize(
    ("role", "has", "lacks"),
    [
        (Role.MEMBER, {"visit", "visits"}, {"invite", "notice"}),
        (Role.CAPTAIN, {"visit", "invite"}, {"notice"}),
        (Role.OFFICE, {"visits", "invite", "notice"}, {"visit"}),
        (Role.EDITOR, {"policy", "help"}, {"visit", "visits", "invite", "notice"}),
    ],
)
def test_a_menu_holds_what_its_reader_may_do(role: Role, has: set[str], lacks: set[str]) -> None:
    reader = Speaker(1, "某人", 1, SHANGRAO, (PostView(role, SCOPES[role][-1], "上饶镇"),))
    shown = {name for name, _ in menu.commands(reader)}
    assert (has - shown, lacks & shown) == (set(), set())


@pytest.mark.parametrize(
    ("post", "reaches"),
    [
        (PostView(Role.CAPTAIN, Scope.TEAM, "上饶镇"), (True, False)),
        (PostView(Role.OFFICE, Scope.DISTRICT, "潮安区"), (False, True)),
        (PostView(Role.OFFICE, Scope.CITY, "潮州市"), (True, True)),
        (PostView(Role.MEMBER, Scope.TEAM, "上饶镇"), (False, False)),
    ],
)
def test_a_right_reaches_as_far_as_the_post(post: PostView, reaches: tuple[bool, bool]) -> None:
    inviter = Speaker(1, "某人", 1, None, (post,))
    assert (allows(inviter, Action.INVITE, SHANGRAO), allows(inviter, Action.INVITE, ELSEWHERE)) == reaches


def test_a_stranger_may_ask_about_policy_and_nothing_else() -> None:
    stranger = Speaker(1, "路人")
    assert {action for action in Action if allows(stranger, action)} == {Action.ASK_POLICY}
