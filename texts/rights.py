"""The table of rights as a page: docs/rights.md is what `make rights` prints from services/access.py."""

import sys

from services.access import PUBLIC, RIGHTS, SCOPES, Action, Role, Scope
from texts.posts import ACTIONS, ROLES

SCOPE_NAMES: dict[Scope, str] = {
    Scope.TEAM: "本镇",
    Scope.DISTRICT: "本县区",
    Scope.DEPARTMENT: "本部门",
    Scope.CITY: "全市",
}
STRANGER = "未加入的人"
_ABOUT = """# 谁能做什么

这一页由 `make rights` 从 `services/access.py` 的权限表印出，请不要直接改。
菜单、命令列表和“这项由……办理”的答复用的是同一张表。

格子里写的是能办到哪里：本镇指所在的镇（街、场）；督查、指挥部按任命管本县区或全市；空格表示不能办。
"""


def page() -> str:
    """The whole page in Markdown: a row an action, a column a role, how far it reaches in the cell."""
    roles = [*ROLES.values(), STRANGER]
    head = ["事项", *roles]
    rows = [[ACTIONS[action], *_cells(action)] for action in Action]
    lines = [_line(head), _line(["---"] * len(head)), *(_line(row) for row in rows)]
    return "\n".join([_ABOUT, *lines, ""])


def _cells(action: Action) -> list[str]:
    if action in PUBLIC:
        return [*("可以" for _ in ROLES), "公开部分"]
    return [*(_reach(role) if role in RIGHTS[action] else "" for role in ROLES), ""]


def _reach(role: Role) -> str:
    return "或".join(SCOPE_NAMES[scope] for scope in SCOPES[role])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
