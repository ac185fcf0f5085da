"""Pictures in the chat: a team's month, all teams by exception; words where no font can draw them."""

import io
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from PIL import Image
from sqlalchemy import select

from db.engine import sessions
from db.models import Occurrence, Team
from reports import fonts
from reports.fonts import NoChineseFont
from services.clock import TEAM_ZONE
from tests.office import Office, Person, Shown, StillClock, opened, with_duties


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    clock = StillClock(datetime(2026, 11, 27, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def _month(person: Person) -> list[Shown]:
    [blocks] = await person.says("/duties")
    assert "看图" not in blocks.buttons
    await person.presses(blocks, "本月")
    [shown] = await person.news()
    await person.presses(shown, "看图")
    return await person.news()


async def _pixels(office: Office, shown: Shown) -> Image.Image:
    assert shown.photo is not None
    return Image.open(io.BytesIO((await office.client.get(shown.photo)).content))


async def test_a_captain_gets_the_month_as_a_picture_with_the_same_in_words(office: Office, wang: Person) -> None:
    preparing, shown = await _month(wang)
    assert preparing.text == "正在画图，好了发给您"
    assert shown.text.startswith("五员职责 2026年11月（上饶镇）：已完成0项，已过期未完成0项，共")
    assert shown.text.endswith("统计时点：11月27日09:00")
    drawn = await _pixels(office, shown)
    assert drawn.width >= 1000
    assert len(drawn.convert("RGB").getcolors(1 << 24) or ()) > 50


async def test_without_a_chinese_font_that_is_said_with_its_mend(wang: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> tuple[str, int]:
        raise NoChineseFont

    monkeypatch.setattr(fonts, "_found", nowhere)
    _, said = await _month(wang)
    assert said.text.startswith("这台机器上没有中文字体，画不了图。请管理员安装中文字体")


async def test_an_office_sees_what_is_long_overdue_in_official_order_and_nothing_else(
    office: Office, min_: Person
) -> None:
    office.clock.moment = datetime(2026, 11, 27, 9, 5, tzinfo=TEAM_ZONE)
    [calm] = await min_.says("/duties")
    assert "没有超期3个工作日以上的职责" in calm.text
    with sessions(office.engine).begin() as session:
        for town in ("浮滨镇", "古巷镇"):
            team = session.scalars(select(Team).where(Team.town == town)).one()
            for due in (20, 26):
                moment = datetime(2026, 11, due, 18, tzinfo=TEAM_ZONE)
                session.add(
                    Occurrence(
                        duty_id="oversight-site", team_id=team.id, opens_on=moment.date(), nominal_on=moment.date(),
                        due_on=moment.date(), due_at=moment, state="open", put_off=0,
                    )
                )  # fmt: skip
        order = list(session.scalars(select(Team.town).where(Team.town.in_(("浮滨镇", "古巷镇"))).order_by(Team.id)))
    [shown] = await min_.says("/duties")
    lines = shown.text.splitlines()
    assert lines[0] == "五员职责（11月27日）共45个工作队，其中42个还没有人加入"
    assert lines[1:3] == [f"· {town}：看工地超期" for town in order]
    assert lines[3] == "本月已到期4项，其中已完成0项。看一个镇：/duties 上饶镇"
    await min_.presses(shown, "看图")
    _, picture = await min_.news()
    assert picture.text.startswith("五员职责总览（2026年11月27日）：需要关注2个镇")
    assert (await _pixels(office, picture)).height > 1000


async def test_a_town_hall_sees_its_own_and_a_department_none(office: Office, xu: Person) -> None:
    zheng = office.person(1003)
    [blocks] = await zheng.says("/duties")
    assert blocks.text.startswith("五员职责（上饶镇")
    [refused] = await xu.says("/duties")
    assert "“看五员职责”这项由" in refused.text
