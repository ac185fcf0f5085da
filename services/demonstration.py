"""The demo cast of the emulator: one team and the offices above it, marked 演示; never with a real token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Team
from services import people
from services.access import Role, Scope
from services.clock import day_of
from services.people import CITY_NAME, PostPlan

TOWN = "上饶镇"
DISTRICT = "饶平县"
# A week before 一镇一策 is due, so that its countdown is seen.
STATIONED_FOR = timedelta(days=33)


@dataclass(frozen=True)
class CastMember:
    """A person of the demonstration; no post makes a stranger."""

    telegram_id: int
    name: str
    note: str
    post: PostPlan | None


CAST = (
    CastMember(1001, "小林", "队员", PostPlan(Role.MEMBER, Scope.TEAM, TOWN)),
    CastMember(1002, "王队", "队长", PostPlan(Role.CAPTAIN, Scope.TEAM, TOWN)),
    CastMember(1003, "老郑", "镇党委书记", PostPlan(Role.PARTY_SECRETARY, Scope.TEAM, TOWN)),
    CastMember(1004, "小周", "第一书记", PostPlan(Role.FIRST_SECRETARY, Scope.TEAM, TOWN)),
    CastMember(1005, "阿敏", "指挥部", PostPlan(Role.OFFICE, Scope.CITY, CITY_NAME)),
    CastMember(1006, "老许", "农业农村局", PostPlan(Role.DEPARTMENT, Scope.DEPARTMENT, "农业农村局")),
    CastMember(1007, "老方", "督查", PostPlan(Role.INSPECTOR, Scope.CITY, CITY_NAME)),
    CastMember(1008, "小蔡", "知识编辑", PostPlan(Role.EDITOR, Scope.CITY, CITY_NAME)),
    CastMember(1009, "管理员", "管理员", PostPlan(Role.ADMIN, Scope.CITY, CITY_NAME)),
    CastMember(1010, "路人", "没有加入的人", None),
)


def cast(session: Session, now: datetime) -> None:
    """Everybody of the cast but the stranger has their post; their team arrived lately, unless it said when."""
    for one in CAST:
        if one.post is not None:
            people.enlist(session, one.telegram_id, one.name, [one.post], now, demo=True)
    team = session.scalar(select(Team).where(Team.town == TOWN))
    if team is not None and team.stationed_on is None:
        team.stationed_on = day_of(now) - STATIONED_FOR
