"""Notices through the chat: written, addressed, looked at, sent once, confirmed, and the rest reminded."""

from tests.office import Office, Person, Shown


async def written(min_: Person, audience: str, *which: str) -> Shown:
    """阿敏 writes a notice for this audience and sees its preview."""
    [asked] = await min_.says("/notice 明天上午9点在镇政府开会，请准时参加")
    await min_.presses(asked, audience)
    [shown] = await min_.news()
    for label in which:
        await min_.presses(shown, label)
        [shown] = await min_.news()
    return shown


async def test_the_preview_says_how_many_and_who_and_shows_the_publisher(min_: Person) -> None:
    preview = await written(min_, "全体")
    assert "发给全体，共8人（小林、王队、老郑等）" in preview.text
    assert "【通知】阿敏" in preview.text
    assert preview.buttons[:3] == ["立即发", "发给我看", "定时"]
    assert preview.buttons[-1] == "取消"


async def test_everybody_gets_it_once_and_the_count_follows_each_confirmation(
    office: Office, min_: Person, lin: Person, wang: Person
) -> None:
    preview = await written(min_, "全体")
    toasts = await min_.taps(preview, "立即发", 2)
    assert "已在11月23日09:00发出" in (toasts[1] or "")
    [mine] = await lin.news()
    assert mine.buttons == ["收到"]
    assert mine.text == "【通知】阿敏\n明天上午9点在镇政府开会，请准时参加"
    office.clock.step(seconds=5)
    assert await lin.presses(mine, "收到") == "已确认"
    [confirmed] = await lin.news()
    assert confirmed.text.endswith("已确认 11月23日09:00")
    assert confirmed.buttons == ["撤回确认"]
    office.clock.step(seconds=60)
    await office.work()
    card = [one for one in await min_.news() if "N-0001" in one.text][-1]
    assert "已确认1/8" in card.text
    assert "小林" not in card.text
    assert "提醒未确认" in card.buttons


async def test_of_two_confirmations_the_second_says_when(min_: Person, lin: Person) -> None:
    await min_.presses(await written(min_, "按职务", "队员"), "立即发")
    [mine] = await lin.news()
    assert await lin.taps(mine, "收到", 2) == ["已确认", "已经确认过了（09:00）"]


async def test_who_blocked_the_assistant_is_named_with_the_reason(office: Office, min_: Person, lin: Person) -> None:
    await lin.says("/start")
    await office.post("/sim/chats/1001/blocked", {"blocked": True})
    await min_.presses(await written(min_, "按县区", "饶平县"), "立即发")
    office.clock.step(seconds=70)
    await office.work()
    card = [one for one in await min_.news() if "N-0001" in one.text][-1]
    assert "送达失败" in card.text
    assert "小林（已停用机器人）" in card.text


async def test_only_the_rest_is_reminded_and_not_too_soon(
    office: Office, min_: Person, lin: Person, wang: Person
) -> None:
    for person in (lin, wang):
        await person.says("/start")
    await min_.presses(await written(min_, "按工作队"), "取消")
    await min_.news()
    [asked] = await min_.says("/notice 请报送材料")
    await min_.presses(asked, "按工作队")
    [which] = await min_.news()
    assert "镇（街、场）名" in which.text
    [preview] = await min_.says("上饶")
    await min_.presses(preview, "立即发")
    mine = (await lin.news())[-1]
    await wang.news()
    await lin.presses(mine, "收到")
    await lin.news()
    office.clock.step(seconds=70)
    await office.work()
    card = [one for one in await min_.news() if "N-0002" in one.text][-1]
    assert "满2小时后才能提醒" in (await min_.presses(card, "提醒未确认") or "")
    office.clock.step(hours=2)
    assert await min_.presses(card, "提醒未确认") == "已提醒3人"
    [nudged] = await wang.news()
    assert nudged.text.startswith("【提醒】")
    assert await lin.news() == []


async def test_a_member_cannot_send_a_notice_and_is_told_who_can(lin: Person) -> None:
    [refused] = await lin.says("/notice 大家好")
    assert "“发通知”这项由指挥部办理" in refused.text


async def test_a_dropped_draft_is_never_sent(min_: Person, lin: Person) -> None:
    preview = await written(min_, "全体")
    await min_.presses(preview, "取消")
    [dropped] = await min_.news()
    assert "没有发出" in dropped.text
    assert await lin.news() == []


async def test_an_audience_without_people_is_said(min_: Person) -> None:
    [asked] = await min_.says("/notice 大家好")
    await min_.presses(asked, "按县区")
    [which] = await min_.news()
    toast = await min_.presses(which, "湘桥区")
    assert toast == "这个范围里还没有人，请换一个范围"
