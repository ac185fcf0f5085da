"""/status for those who look after the assistant: what waits, what failed, what is missing."""

import re

import pytest
from sqlalchemy import select

from db.engine import sessions
from db.models import Delivery, Fate, Member, Team
from services import visits
from tests.office import MORNING, Office, Person


@pytest.fixture
async def admin(office: Office) -> Person:
    return office.person(1009)


async def test_an_administrator_reads_how_the_assistant_is_doing(office: Office, admin: Person) -> None:
    office.clock.step(days=3, hours=2)
    await office.work()
    await office.work()
    [reply] = await admin.says("/status")
    lines = reply.text.split("\n")
    assert lines[0] == "助手状态（11月26日11:00）"
    assert lines[1] == "已运行3天2小时"
    assert lines[2] == "待处理0条，待发0条，在途0条，放弃0条"
    assert lines[3] == "最近没有处理失败"
    assert lines[5] == "放假安排只到2026年，2027年的公布后请用 /holidays 导入"
    assert re.fullmatch(r"知识库第\d+版，\d+个条目", lines[6])
    assert re.fullmatch(r"磁盘还剩[\d.]+GB(，请清理)?", lines[7])


async def test_the_last_backup_is_named_and_a_missed_night_is_said(office: Office, admin: Person) -> None:
    [reply] = await admin.says("/status")
    assert "还没有备份，每天凌晨2点半后自动备份" in reply.text
    office.clock.step(days=1)
    await office.work()
    await office.work()
    [reply] = await admin.says("/status")
    assert "上次备份：11月24日09:00\n" in reply.text


async def test_what_failed_and_what_was_given_up_is_named_with_its_reason(
    office: Office, admin: Person, lin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(visits, "record", broken)
        [apology] = await lin.says("今天走访埔中村，3户反映缺水")
    code = re.search(r"编号 ([0-9A-F]{4})", apology.text)
    assert code
    with sessions(office.engine).begin() as session:
        session.add(
            Delivery(
                key="parked", occasion="reply", chat_id=1001, urgency=0, method="sendMessage", content={"text": "好"},
                due_at=MORNING, attempts=5, fate=Fate.PARKED, reason="Bad Gateway", settled_at=MORNING,
            )
        )  # fmt: skip
    [reply] = await admin.says("/status")
    assert f"最近一次失败：11月23日09:00，编号 {code[1]}" in reply.text
    assert "放弃1条" in reply.text
    assert "放弃：11月23日09:00 reply（1001），试了5次：Bad Gateway" in reply.text


async def test_the_self_check_names_towns_without_a_captain_and_unopened_links(office: Office, admin: Person) -> None:
    with sessions(office.engine).begin() as session:
        team = session.scalars(select(Team).where(Team.town == "上饶镇")).one()
        session.add(Member(name="陈明", team_id=team.id))
    [reply] = await admin.says("/status")
    check = reply.text.split("自检：")[1]
    assert re.search(r"\d+个镇（街、场）没有队长", check)
    assert "上饶镇" not in check
    assert "1人还没点开邀请链接" in check


async def test_a_member_is_told_who_may_look(lin: Person) -> None:
    [reply] = await lin.says("/status")
    assert "“看助手状态”这项由指挥部办理" in reply.text
