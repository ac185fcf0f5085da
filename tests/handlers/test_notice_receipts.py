"""What people do with a notice: confirm, take it back, answer, change the answer, until it is closed."""

import pytest

from tests.handlers.composing import card, pressed, preview, sent
from tests.office import Office, Person


async def collecting(office: Office, min_: Person) -> None:
    """阿敏 asks 上饶镇 for words."""
    shown = await pressed(min_, await preview(min_, "上饶镇", "请回复本队元旦值班人员"), "改要求")
    await min_.presses(await pressed(min_, shown, "请回复内容"), "立即发")
    office.clock.step(seconds=5)
    await office.work()


async def test_a_confirmation_can_be_taken_back_and_given_again(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇")
    [mine] = await lin.news()
    confirmed = await pressed(lin, mine, "收到")
    assert confirmed.text.endswith("已确认 11月23日09:00")
    assert await lin.presses(confirmed, "撤回确认") == "已撤回确认"
    [again] = await lin.news()
    assert again.buttons == ["收到"]
    assert "已确认0/4" in (await card(office, min_)).text
    await lin.presses(again, "收到")
    assert "已确认1/4" in (await card(office, min_)).text


async def test_a_reply_that_says_received_confirms(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇")
    [mine] = await lin.news()
    shown, said = await lin.says("收到。", reply_to=mine.message_id)
    assert "已确认" in shown.text
    assert said.text == "已确认"


async def test_a_visit_said_as_a_reply_is_still_a_visit(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "上饶镇")
    [mine] = await lin.news()
    [saved] = await lin.says("今天去埔中村走访了老陈家，缺化肥", reply_to=mine.message_id)
    assert "已保存" in saved.text


async def test_an_answer_is_kept_and_may_be_changed_until_it_is_closed(
    office: Office, min_: Person, lin: Person
) -> None:
    await collecting(office, min_)
    [mine] = await lin.news()
    assert mine.buttons == ["回复"]
    asked = await pressed(lin, mine, "回复")
    assert "请发对通知 N-0001" in asked.text
    shown, said = await lin.says("小林值31日，王队值1日")
    assert "您的回复（11月23日09:00，再回复一次即可修改）：小林值31日，王队值1日" in shown.text
    assert "已记下" in said.text
    shown, _ = await lin.says("小林值31日，小周值1日", reply_to=mine.message_id)
    assert shown.text.endswith("小林值31日，小周值1日")
    count = await card(office, min_)
    assert "已回复1/4" in count.text
    assert "结束收集" in (await min_.presses(count, "结束收集") or "")
    [refused] = await lin.says("再改一次", reply_to=mine.message_id)
    assert "已在11月23日09:01结束收集" in refused.text
    [saved] = await lin.says("今天去埔中村走访了老陈家，缺化肥", reply_to=mine.message_id)
    assert "已保存" in saved.text
    assert await lin.presses(shown, "修改回复") is not None


async def test_the_answers_come_as_a_table_a_row_a_team(office: Office, min_: Person, lin: Person) -> None:
    await collecting(office, min_)
    mine = (await lin.news())[-1]
    await lin.says("小林值31日", reply_to=mine.message_id)
    count = await card(office, min_)
    await min_.presses(count, "导出表格")
    [table] = await min_.news()
    assert table.document == "通知N-0001回复.xlsx"


async def test_somebody_it_was_not_for_cannot_confirm(office: Office, min_: Person, lin: Person, wang: Person) -> None:
    await sent(office, min_, "小林")
    await sent(office, min_, "王队", "第二条通知，请确认一下")
    [mine] = await lin.news()
    [his] = await wang.news()
    assert await lin.presses(mine, "收到") == "已确认"
    assert (await wang.news()) == []
    assert his.buttons == ["收到"]


async def test_what_one_got_is_listed_with_what_waits_first(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "小林", "第一条通知，请大家确认")
    await sent(office, min_, "小林", "第二条通知，请大家确认")
    first, second = await lin.news()
    await lin.presses(second, "收到")
    await lin.news()
    [listed] = await lin.says("/notices")
    lines = listed.text.split("\n")[1:]
    assert lines[0] == "N-0001 阿敏：第一条通知，请大家确认（待确认）"
    assert lines[1].startswith("N-0002 阿敏：第二条通知，请大家确认（已确认")
    again = await pressed(lin, listed, "N-0001")
    assert await lin.presses(again, "收到") == "已确认"
    assert first.buttons == ["收到"]


async def test_after_a_correction_an_answer_may_stand_as_it_was(office: Office, min_: Person, lin: Person) -> None:
    await collecting(office, min_)
    [mine] = await lin.news()
    await lin.says("小林值31日", reply_to=mine.message_id)
    await pressed(min_, await card(office, min_), "更正")
    [asked] = await min_.says("请回复本队元旦、春节值班人员")
    assert "已有的1份回复作废" in asked.text
    await min_.presses(asked, "确认更正")
    edited = (await lin.news())[0]
    assert edited.text.endswith("您原来的回复：小林值31日")
    assert edited.buttons == ["回复", "回复不变"]
    kept = await pressed(lin, edited, "回复不变")
    assert kept.text.endswith("小林值31日")
    assert "已回复1/4" in (await card(office, min_)).text


@pytest.mark.parametrize(
    "words",
    ["收到", "好的收到了", "收到了", "已收到", "好的，收到！", "收到，谢谢", "嗯嗯收到", "通知已收到", "已知悉"],
)
async def test_received_typed_without_replying_confirms_the_one_that_waits(
    office: Office, min_: Person, lin: Person, words: str
) -> None:
    await sent(office, min_, "上饶镇")
    await lin.news()
    shown, said = await lin.says(words)
    assert shown.text.endswith("已确认 11月23日09:00")
    assert said.text == "已确认通知 N-0001“明天上午9点在镇政府开会，请准时参加”"
    assert "已确认1/4" in (await card(office, min_)).text
    assert await lin.presses(said, "撤回确认") == "已撤回确认"
    await card(office, min_)


async def test_with_several_waiting_it_is_asked_which(office: Office, min_: Person, lin: Person) -> None:
    await sent(office, min_, "小林", "第一条通知，请大家确认")
    await sent(office, min_, "小林", "第二条通知，请大家确认")
    await lin.news()
    [asked] = await lin.says("收到")
    assert asked.text.startswith("有2条通知等您确认，收到的是哪一条？")
    assert asked.buttons == ["收到 N-0002", "收到 N-0001"]
    assert await lin.presses(asked, "收到 N-0001") == "已确认"
    copy, told = await lin.news()
    assert "第一条通知" in copy.text
    assert "已确认" in copy.text
    assert told.text.startswith("已确认通知 N-0001")
    _, said = await lin.says("收到")
    assert said.text.startswith("已确认通知 N-0002")


async def test_with_none_waiting_a_short_word_comes_back(lin: Person, stranger: Person) -> None:
    [said] = await lin.says("好的收到")
    assert said.text == "好的。现在没有等您确认的通知"
    [greeted] = await stranger.says("收到")
    assert "通知" not in greeted.text


async def test_received_is_no_answer_to_a_notice_that_asks_for_words(office: Office, min_: Person, lin: Person) -> None:
    await collecting(office, min_)
    await lin.news()
    [said] = await lin.says("收到")
    assert "要请您回复内容" in said.text
    await lin.presses(said, "回复")
    await lin.news()
    _, kept = await lin.says("收到")  # asked for the answer, it is the answer
    assert "已记下对通知 N-0001 的回复：收到" in kept.text


@pytest.mark.parametrize("words", ["没收到", "收到村民送的锦旗一面", "好的", "谁收到了补贴？", "已收到捐款2万元"])
async def test_other_words_confirm_nothing(office: Office, min_: Person, lin: Person, words: str) -> None:
    await sent(office, min_, "小林")
    await lin.news()
    said = await lin.says(words)
    assert not any("已确认" in one.text for one in said)
    assert "已确认0/1" in (await card(office, min_)).text


@pytest.mark.parametrize(
    "words", ["收到，按时参加", "收到！马上落实", "好的，收到，谢谢领导", "收到 我们一定准时到", "明白，收到", "收到👌"]
)
async def test_received_with_a_courteous_word_confirms(office: Office, min_: Person, lin: Person, words: str) -> None:
    await sent(office, min_, "上饶镇")
    await lin.news()
    shown, said = await lin.says(words)
    assert "已确认" in shown.text
    assert said.text.startswith("已确认通知 N-0001")


@pytest.mark.parametrize("words", ["收到一笔捐款", "收到化肥3包", "收到，不能按时参加", "收到，几点到"])
async def test_what_is_received_or_doubted_confirms_nothing(
    office: Office, min_: Person, lin: Person, words: str
) -> None:
    await sent(office, min_, "上饶镇")
    await lin.news()
    assert all("已确认" not in one.text for one in await lin.says(words))
    assert "已确认0/4" in (await card(office, min_)).text
