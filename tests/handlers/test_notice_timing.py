"""When notices go out: at a moment that was said, at the next working moment, or at once with a reason."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.models import Member, Post
from tests.handlers.composing import pressed, preview, texts
from tests.office import Office, Person


async def test_a_scheduled_notice_goes_out_by_itself_once(office: Office, min_: Person, lin: Person) -> None:
    await pressed(min_, await preview(min_), "定时")
    [planned] = await min_.says("11月25日上午9点")
    assert "已定时：通知 N-0001 11月25日（周三）09:00发出，届时发给8人" in planned.text
    office.clock.step(days=1, hours=23, minutes=59)
    await office.work()
    assert await lin.news() == []
    office.clock.step(minutes=1)
    await office.work()
    await office.work()
    [mine] = await lin.news()
    assert mine.text.startswith("【通知】阿敏")
    assert "已送达" in (await min_.news())[-1].text


async def test_the_time_can_be_changed_and_the_notice_withdrawn(office: Office, min_: Person, lin: Person) -> None:
    await pressed(min_, await preview(min_), "定时")
    [planned] = await min_.says("明早8:30")
    await pressed(min_, planned, "改时间")
    [later] = await min_.says("明天下午三点")
    assert "11月24日（周二）15:00发出" in later.text
    listed = await min_.says("/notices")
    assert "定时 N-0001 11月24日15:00发出" in listed[0].text
    assert "没有发出" in (await pressed(min_, later, "取消通知")).text
    office.clock.step(days=2)
    await office.work()
    assert await lin.news() == []


async def test_off_the_schedule_it_waits_for_a_hand(office: Office, min_: Person, lin: Person) -> None:
    await pressed(min_, await preview(min_), "定时")
    [planned] = await min_.says("明早8:30")
    draft = await pressed(min_, planned, "撤下定时")
    assert "定时" in draft.buttons
    office.clock.step(days=2)
    await office.work()
    assert await lin.news() == []


async def test_a_day_the_words_name_may_be_over_by_then(min_: Person) -> None:
    shown = await preview(min_, "全体", "请于11月24日前报送冬种情况")
    await pressed(min_, shown, "定时")
    [planned] = await min_.says("11月26日上午9点")
    assert "内容提到11月24日前，那时已过" in planned.text


async def test_a_moment_that_is_none_or_over_is_said(min_: Person) -> None:
    await pressed(min_, await preview(min_), "定时")
    for said, answer in (("等会儿再说", "没看明白时间"), ("昨天9点", "已过"), ("11月31日9点", "是11月30日吗")):
        [refused] = await min_.says(said)
        assert answer in refused.text
    [planned] = await min_.says("明早8:30")
    assert "11月24日（周二）08:30发出" in planned.text


async def test_at_night_the_next_working_moment_is_offered(office: Office, min_: Person, lin: Person) -> None:
    office.clock.step(hours=12)
    shown = await preview(min_)
    assert "现在是休息时间，11月24日（周二）08:00起可以发" in shown.text
    held = await pressed(min_, shown, "立即发")
    assert held.buttons == ["24日08:00发", "紧急发送", "取消"]
    assert await lin.news() == []
    planned = await pressed(min_, held, "24日08:00发")
    assert "11月24日（周二）08:00发出" in planned.text
    office.clock.step(hours=11)
    await office.work()
    assert len(await lin.news()) == 1


async def test_urgent_goes_out_at_night_with_its_reason(office: Office, min_: Person, lin: Person) -> None:
    office.clock.step(hours=12)
    held = await pressed(min_, await preview(min_), "立即发")
    await pressed(min_, held, "紧急发送")
    await min_.says("台风红色预警")
    [mine] = await lin.news()
    assert mine.text.startswith("【紧急通知】阿敏\n紧急原因：台风红色预警")


async def test_a_scheduled_moment_on_a_day_off_is_asked_about(min_: Person) -> None:
    await pressed(min_, await preview(min_), "定时")
    [held] = await min_.says("11月28日上午9点")
    assert "休息时间" in held.text
    assert "11月30日（周一）08:00" in held.text
    await pressed(min_, held, "紧急发送")
    [planned] = await min_.says("周六值班调整")
    assert "11月28日（周六）09:00发出" in planned.text


async def test_a_notice_whose_author_lost_the_post_is_not_sent(office: Office, min_: Person, lin: Person) -> None:
    await pressed(min_, await preview(min_), "定时")
    await min_.says("明早8:30")
    with Session(office.engine) as session, session.begin():
        author = session.query(Member).where(Member.telegram_id == 1005).one()
        session.execute(update(Post).where(Post.member_id == author.id).values(until=office.clock.now()))
    office.clock.moment += timedelta(days=2)
    await office.work()
    assert texts(await lin.news()) == []
