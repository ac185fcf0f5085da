"""Corrections reach every copy and void the receipts; recalls delete what Telegram lets them, and say the rest."""

from tests.handlers.composing import WORDS, card, pressed, sent
from tests.office import Office, Person

NEW = "改到后天上午10点，地点不变"


async def corrected(office: Office, min_: Person, words: str = NEW) -> None:
    """阿敏 corrects her notice."""
    count = await card(office, min_)
    await pressed(min_, count, "更正")
    [shown] = await min_.says(words)
    await min_.presses(shown, "确认更正")


async def test_every_copy_says_the_new_words_and_old_receipts_are_void(
    office: Office, min_: Person, lin: Person, wang: Person
) -> None:
    await sent(office, min_, "上饶镇")
    [mine] = await lin.news()
    await lin.presses(mine, "收到")
    await lin.news()
    await corrected(office, min_)
    edited, told = await lin.news()
    assert edited.message_id == mine.message_id
    assert edited.text == f"【通知·更正】阿敏\n已于11月23日09:01更正，请重新确认\n{NEW}"
    assert edited.buttons == ["收到"]
    assert "已改为新的内容，请重新确认" in told.text
    count = await card(office, min_)
    assert "已确认0/4" in count.text
    assert "更正：已改4/4条" in count.text
    assert await lin.presses(edited, "收到") == "已确认"


async def test_the_correction_says_beforehand_what_it_voids(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇")
    await pressed(lin, (await lin.news())[-1], "收到")
    await pressed(min_, await card(office, min_), "更正")
    [same] = await min_.says(WORDS)
    assert "没有更正" in same.text
    [asked] = await min_.says(NEW)
    assert "已有的1份确认作废" in asked.text
    assert "没有改动" in (await pressed(min_, asked, "取消")).text
    assert await lin.news() == []


async def test_whoever_blocked_the_assistant_is_counted_as_not_corrected(
    office: Office, min_: Person, lin: Person
) -> None:
    await lin.says("/start")
    await sent(office, min_, "上饶镇")
    await office.post("/sim/chats/1001/blocked", {"blocked": True})
    await corrected(office, min_)
    count = await card(office, min_)
    assert "已改3/4条；没有办到1条：已停用机器人1条" in count.text


async def test_a_recall_deletes_words_and_files_from_every_chat(office: Office, min_: Person, lin: Person) -> None:
    [offer] = await min_.sends_files(("document", "方案.docx", b"PK..."), caption="请按附件方案准备，明天检查")
    await pressed(min_, offer, "发通知")
    [shown] = await min_.says("上饶镇")
    await min_.presses(shown, "立即发")
    copy, file = await lin.news()
    asked = await pressed(min_, await card(office, min_), "撤回")
    assert "已经看过、截屏或转发的收不回来" in asked.text
    await min_.presses(asked, "确认撤回")
    assert {copy.message_id, file.message_id} <= await deleted(office, lin)
    count = await card(office, min_)
    assert "撤回：已删8/8条" in count.text
    assert count.buttons == []


async def test_what_telegram_no_longer_lets_delete_is_said(office: Office, min_: Person, lin: Person) -> None:
    await lin.says("/start")
    await sent(office, min_, "上饶镇")
    await office.post("/sim/chats/1001/blocked", {"blocked": True})
    asked = await pressed(min_, await card(office, min_), "撤回")
    await min_.presses(asked, "确认撤回")
    count = await card(office, min_)
    assert "已删3/4条；没有办到1条：已停用机器人1条" in count.text


async def test_after_48_hours_a_recall_is_refused_and_correcting_offered(office: Office, min_: Person) -> None:
    await sent(office, min_, "上饶镇")
    count = await card(office, min_)
    office.clock.step(hours=48)
    assert "超过48小时" in (await min_.presses(count, "撤回") or "")
    assert "更正" in count.buttons


async def test_a_recalled_notice_cannot_be_confirmed(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇")
    [listed] = [one for one in await lin.says("/notices") if one.text.startswith("最近")]
    again = await pressed(lin, listed, "N-0001")
    asked = await pressed(min_, await card(office, min_), "撤回")
    await min_.presses(asked, "确认撤回")
    assert "已由发布人撤回" in (await lin.presses(again, "收到") or "")


async def deleted(office: Office, person: Person) -> set[int]:
    """The messages that were taken out of the person's chat."""
    said = (await office.client.get(f"/sim/chats/{person.id}/messages")).json()
    return {int(one["message_id"]) for one in said["messages"] if one["deleted"]}


async def test_a_reminder_beside_the_copy_makes_no_second_correction(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇")
    count = await card(office, min_)
    office.clock.step(hours=2)
    assert await min_.presses(count, "提醒未确认") == "已提醒4人"
    await lin.news()
    await pressed(min_, count, "更正")
    [shown] = await min_.says(NEW)
    await min_.presses(shown, "确认更正")
    assert "更正：已改4/4条" in (await card(office, min_)).text
    assert all(NEW in one.text for one in await lin.news() if one.edited)
