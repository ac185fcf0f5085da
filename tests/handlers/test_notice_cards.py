"""The sender's card: its pace, reminding within its limits, phoning, new links, the table, the list of all."""

from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import update
from sqlalchemy.orm import Session

from db.models import Member
from services import deliveries, people
from services.access import Role, Scope
from services.clock import TEAM_ZONE
from services.deliveries import Owed, Urgency
from services.people import PostPlan
from tests.handlers.composing import card, pressed, sent, team
from tests.office import Office, Person, Shown


async def test_the_card_is_edited_at_most_once_in_three_seconds(
    office: Office, min_: Person, lin: Person, wang: Person, zhou: Person
) -> None:
    await sent(office, min_, "上饶镇")
    await card(office, min_)
    before = len(await office.calls("editMessageText"))
    for person in (lin, wang, zhou):
        mine = (await person.news())[-1]
        await person.presses(mine, "收到")
        office.clock.step(seconds=0.5)
        await office.work()
    office.clock.step(seconds=3)
    await office.work()
    edits = [one for one in (await office.calls("editMessageText"))[before:] if one["chat_id"] == 1005]
    assert len(edits) == 1
    assert "已确认3/4" in str(edits[0]["text"])


async def test_reminding_is_limited_and_then_phones_are_named(office: Office, min_: Person, lin: Person) -> None:
    with Session(office.engine) as session, session.begin():
        session.execute(update(Member).where(Member.telegram_id == 1001).values(phone="0768-2280001"))
    await sent(office, min_, "小林")
    await lin.news()
    for hours in (2, 4):
        office.clock.step(hours=hours)
        assert await min_.presses(await opened_card(min_), "提醒未确认") == "已提醒1人"
        assert (await lin.news())[-1].text.startswith("【提醒】以下通知请确认")
    last = await opened_card(min_)
    assert "提醒未确认" not in last.buttons
    listed = await pressed(min_, last, "电话名单")
    assert "小林（上饶镇） 0768-2280001" in listed.text


async def opened_card(min_: Person) -> Shown:
    """The card, from the list of notices."""
    listed = (await min_.says("/notices"))[-1]
    return await pressed(min_, listed, "N-0001")


async def test_a_reminder_at_noon_waits_for_working_hours(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "小林")
    await lin.news()
    count = await card(office, min_)
    office.clock.step(hours=3, minutes=30)
    assert await min_.presses(count, "提醒未确认") == "现在是休息时间，将在11月23日14:30提醒1人"
    assert await lin.news() == []
    office.clock.step(hours=2)
    await office.work()
    assert (await lin.news())[-1].text.startswith("【提醒】")


async def test_who_confirms_while_a_reminder_waits_is_left_alone(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "小林")
    [mine] = await lin.news()
    count = await card(office, min_)
    office.clock.step(hours=3, minutes=30)
    await min_.presses(count, "提醒未确认")
    await pressed(lin, mine, "收到")
    office.clock.step(hours=3)
    await office.work()
    assert await lin.news() == []


async def test_failures_are_listed_by_team_and_get_new_links(office: Office, min_: Person, lin: Person) -> None:
    await lin.says("/start")
    with Session(office.engine) as session, session.begin():
        plan = PostPlan(Role.MEMBER, Scope.TEAM, "新圩镇")
        people.enlist(session, None, "黄伟", [plan], office.clock.now())
    await office.post("/sim/chats/1001/blocked", {"blocked": True})
    await sent(office, min_, "全体")
    count = await card(office, min_)
    assert "送达失败2：" in count.text
    listed = await pressed(min_, count, "送达失败")
    assert "上饶镇：小林（已停用机器人）" in listed.text
    assert "新圩镇：黄伟（还没有加入）" in listed.text
    links = await pressed(min_, listed, "生成邀请链接")
    assert links.text.count("https://t.me/") == 2
    word = links.text.rpartition("黄伟（新圩镇）")[2].partition("start=")[2].split()[0]
    await office.post("/sim/people", {"id": 2005, "name": "黄伟", "note": ""})
    greeted = await Person(office, 2005, "黄伟").says(f"/start {word}")
    assert "黄伟，您好" in greeted[0].text


async def test_the_list_shows_figures_and_leads_to_each_card(office: Office, min_: Person, lin: Person) -> None:
    for turn in range(7):
        await sent(office, min_, "小林", f"第{turn + 1}条通知，请大家确认一下")
    for mine in (await lin.news())[:2]:
        await lin.presses(mine, "收到")
    await min_.news()
    [listed] = await min_.says("/notices")
    assert "第1/2页" in listed.text
    assert "N-0007" in listed.text
    await min_.presses(listed, "下页 ›")
    [second] = await min_.news()
    assert "N-0001 11月23日09:00 第1条通知，请大家确认一下（已确认1/1）" in second.text
    opened = await pressed(min_, second, "N-0001")
    assert "已送达1/1，已确认1/1" in opened.text


async def test_the_table_has_a_row_a_team_and_a_row_a_person(office: Office, min_: Person, lin: Person) -> None:
    await team(office, "新圩镇", (2001, "=陈建国", Role.CAPTAIN))
    await sent(office, min_, "全体")
    await lin.presses((await lin.news())[-1], "收到")
    await min_.presses(await card(office, min_), "导出表格")
    table = (await min_.news())[-1]
    assert table.document == "通知N-0001回执.xlsx"
    [path] = list((office.folder / "outbox").iterdir())
    book = load_workbook(BytesIO(path.read_bytes()))
    teams = [[cell.value for cell in row] for row in book["按队"].iter_rows(min_row=2)]
    assert ["饶平县", "上饶镇", 4, 4, 1] in [row[:5] for row in teams]
    assert len({row[1] for row in teams}) == len(teams)
    names = [cell.value for cell in book["按人"]["C"]]
    assert "小林" in names
    assert "=陈建国" in names
    assert all(cell.data_type == "s" for cell in book["按人"]["C"])


async def test_another_sender_sees_nothing_of_it(office: Office, min_: Person) -> None:
    await sent(office, min_, "小林")
    count = await card(office, min_)
    admin = office.person(1009)
    [listed] = [one for one in await admin.says("/notices") if "您发的" in one.text or "还没有发过" in one.text]
    assert "还没有发过通知" in listed.text
    assert count.buttons


async def test_whose_day_is_full_is_reminded_the_next_morning_and_that_is_said(
    office: Office, min_: Person, lin: Person, wang: Person, zhou: Person
) -> None:
    await sent(office, min_, "上饶镇")
    full = [
        Owed(f"{name}:{one.id}", one.id, "sendMessage", {"text": name, "chat_id": one.id}, urgency=Urgency.DIGEST)
        for one in (lin, wang)
        for name in ("第一条", "第二条", "第三条")
    ]
    with Session(office.engine) as session, session.begin():
        deliveries.owe(session, full, office.clock.now())
    office.clock.step(hours=2)
    await office.work()
    toast = await min_.presses(await opened_card(min_), "提醒未确认")
    assert toast == "已提醒2人，2人今天的提醒已满，11月24日08:30送达"
    await zhou.news()
    assert not any(one.text.startswith("【提醒】") for one in await lin.news())
    office.clock.moment = datetime(2026, 11, 24, 8, 30, tzinfo=TEAM_ZONE)
    await office.work()
    assert (await lin.news())[-1].text.startswith("【提醒】")
