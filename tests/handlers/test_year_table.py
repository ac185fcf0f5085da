"""A year's days off, pasted by an administrator: read, shown, entered, and followed by what is open."""

from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest

from services import year_table
from services.clock import TEAM_ZONE
from services.workdays import Calendar
from tests.office import Office, Person, StillClock, opened, with_duties

# The wording of the notice for 2026, which is known and can be compared.
NOTICE_2026 = """2026年
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""
MADE_UP_2027 = (
    "2027年 元旦：1月1日至3日放假。春节：2月5日至11日放假。2月14日、2月20日上班。清明节：4月3日至5日放假。"
    "国庆节：10月1日至7日放假。1月8日起恢复正常"
)


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    clock = StillClock(datetime(2026, 12, 28, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


@pytest.fixture
async def admin(office: Office) -> Person:
    return office.person(1009)


def test_the_notice_is_read_as_the_published_table_has_it() -> None:
    read = year_table.read(NOTICE_2026)
    pasted, published = Calendar({2026: read.differing()}), Calendar()
    days = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    assert [day for day in days if pasted.is_working(day) is not published.is_working(day)] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("元旦：1月1日至3日放假", "没有看到是哪一年"),
        ("2027年 元旦：1月1日至3日放假。", "只看到3天放假"),
        ("2027年 春节：2月5日至31日放假。", "“2月5日至31日”不对"),
        ("2027年 国庆：10月1日至15日放假。9月30日上班。", "“9月30日上班”不对"),
    ],
)
async def test_what_cannot_be_is_refused_with_its_mend(admin: Person, words: str, said: str) -> None:
    await admin.says("/holidays")
    [refused] = await admin.says(words)
    assert said in refused.text


async def test_an_entered_year_is_known_from_then_on_and_open_duties_follow_it(
    office: Office, admin: Person, wang: Person
) -> None:
    [asked] = await admin.says("/holidays")
    assert "现有放假安排到2026年" in asked.text
    [preview] = await admin.says(NOTICE_2026.replace("2026年", "2028年").replace("1月1日（周四）至3日", "1月1日至3日"))
    assert "不对" in preview.text
    [preview] = await admin.says(MADE_UP_2027.replace("。1月8日起恢复正常", "。"))
    assert "放假20天：1月1日至3日、2月5日至11日、4月3日至5日、10月1日至7日" in preview.text
    assert "调休上班2天：2月14日、2月20日" in preview.text
    assert await admin.presses(preview, "导入") == "已导入2027年放假安排：放假20天，调休上班2天"
    office.clock.moment = datetime(2027, 1, 5, 8, 30, tzinfo=TEAM_ZONE)
    await office.work()
    [digest] = await wang.news()
    assert "尚未导入" not in digest.text


async def test_whoever_is_no_administrator_is_told_whose_job_it_is(wang: Person) -> None:
    [refused] = await wang.says("/holidays")
    assert "“导入放假安排”这项由管理员办理" in refused.text
