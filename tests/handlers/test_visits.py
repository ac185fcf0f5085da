"""Visits through the chat: one sentence in, a card back, and what can be done with it."""

import pytest

from tests.databases import contents
from tests.office import Office, Person

SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


async def test_one_sentence_is_stored_and_shown_with_its_number(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    assert card.text.startswith("已保存 走访 V-0001（埔中村，11月23日）")
    assert "诉求：" in card.text
    assert "缺水" in card.text
    assert card.buttons == ["改一改", "转为问题", "撤销"]


async def test_a_visit_without_a_village_is_stored_and_the_village_asked_in_the_same_reply(lin: Person) -> None:
    [card] = await lin.says("今天走访老陈家，屋顶漏雨")
    assert "V-0001（村未填" in card.text
    assert "是哪个村" in card.text
    [filled] = await lin.says("埔中")
    assert "已改 走访 V-0001（埔中村" in filled.text
    [listing] = await lin.says("/visits")
    assert "V-0001 11月23日 埔中村" in listing.text


async def test_an_unknown_village_is_asked_again_and_may_be_skipped(lin: Person) -> None:
    await lin.says("今天走访老陈家，屋顶漏雨")
    [again] = await lin.says("火星村")
    assert "上饶镇没有“火星村”" in again.text
    [skipped] = await lin.says("跳过")
    assert "先空着" in skipped.text


async def test_an_open_village_question_does_not_swallow_the_next_visit(lin: Person) -> None:
    await lin.says("今天走访老陈家，屋顶漏雨")
    [card] = await lin.says(SENTENCE)
    assert "已保存 走访 V-0002（埔中村" in card.text


async def test_undo_takes_the_visit_out_of_the_list(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    assert await lin.presses(card, "撤销") == "已撤销 走访 V-0001（埔中村，11月23日）"
    [gone] = await lin.news()
    assert gone.edited
    assert gone.buttons == []
    [listing] = await lin.says("/visits")
    assert "还没有走访记录" in listing.text


async def test_of_two_taps_on_undo_the_second_says_when_it_was_undone(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    assert await lin.taps(card, "撤销", 2) == ["已撤销 走访 V-0001（埔中村，11月23日）", "这条已在11月23日09:00撤销"]


async def test_after_ten_minutes_a_visit_can_be_changed_but_not_undone(office: Office, lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    office.clock.step(minutes=11)
    toast = await lin.presses(card, "撤销")
    assert toast is not None
    assert "超过10分钟" in toast
    [listing] = await lin.says("/visits")
    assert "V-0001" in listing.text


async def test_a_field_is_changed_by_button_and_words_and_the_change_is_counted(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    await lin.presses(card, "改一改")
    [which] = await lin.news()
    assert which.buttons == ["日期", "村", "对象", "地点", "户数", "诉求", "措施", "同行", "取消"]
    await lin.presses(which, "诉求")
    [asked] = await lin.news()
    assert "缺水" in asked.text
    [changed] = await lin.says("3户缺化肥；路灯坏了")
    assert "诉求：3户缺化肥；路灯坏了" in changed.text
    assert "11月23日修改1次" in changed.text


async def test_a_date_still_to_come_is_refused_with_the_day(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    await lin.presses(card, "改一改")
    [which] = await lin.news()
    await lin.presses(which, "日期")
    await lin.news()
    [refused] = await lin.says("12月1日")
    assert "12月1日（周二）还没到" in refused.text
    [changed] = await lin.says("昨天")
    assert "11月22日" in changed.text


async def test_an_edited_message_corrects_its_visit_instead_of_making_another(lin: Person) -> None:
    await lin.says(SENTENCE)
    [card] = await lin.edits(await lin.last_own(), "今天走访埔中村，5户反映缺化肥")
    assert "已按修改后的原话更新 走访 V-0001" in card.text
    assert "缺化肥" in card.text
    [listing] = await lin.says("/visits")
    assert "共1条" in listing.text


async def test_a_long_list_turns_pages_in_one_message(lin: Person) -> None:
    for _ in range(8):
        await lin.says(SENTENCE)
    [first] = await lin.says("/visits")
    assert "共8条 第1/2页" in first.text
    assert first.buttons[-1] == "下页 ›"
    await lin.presses(first, "下页 ›")
    [second] = await lin.news()
    assert second.edited
    assert second.buttons[-1] == "‹ 上页"
    assert "第2/2页" in second.text


async def test_a_record_opens_with_the_words_as_said(lin: Person) -> None:
    await lin.says(SENTENCE)
    [listing] = await lin.says("/visits")
    await lin.presses(listing, "V-0001")
    [card] = await lin.news()
    assert SENTENCE in card.text
    assert "小林" in card.text


async def test_the_captain_sees_the_teams_visits_and_the_department_is_told_whose_job_it_is(
    lin: Person, wang: Person, xu: Person
) -> None:
    await lin.says(SENTENCE)
    [listing] = await wang.says("/visits")
    assert "共1条" in listing.text
    [refused] = await xu.says("/visits")
    assert "“看走访”这项由" in refused.text


async def test_another_members_visit_cannot_be_undone(office: Office, lin: Person, wang: Person) -> None:
    await lin.says(SENTENCE)
    [listing] = await wang.says("/visits")
    await wang.presses(listing, "V-0001")
    [card] = await wang.news()
    assert "撤销" not in card.buttons


async def test_what_is_personal_is_masked_before_it_is_stored_and_both_is_said(office: Office, lin: Person) -> None:
    said = "今天走访埔中村陈大爷，电话13800138000，身份证11010519491231002X，缺水"
    card, notice = await lin.says(said)
    assert "已保存 走访" in card.text
    assert "手机号" in notice.text
    assert "身份证号" in notice.text
    stored = contents(office.engine)
    assert "缺水".encode() in stored
    assert b"13800138000" not in stored
    assert b"11010519491231002" not in stored


async def test_html_in_a_sentence_is_shown_as_it_was_typed(lin: Person) -> None:
    await lin.says("今天走访埔中村，<b>3户</b>反映缺水 & 断电")
    [listing] = await lin.says("/visits")
    await lin.presses(listing, "V-0001")
    [card] = await lin.news()
    assert "<b>3户</b>反映缺水 & 断电" in card.text


async def test_a_press_on_our_own_card_is_never_told_of_masking(lin: Person) -> None:
    card, notice = await lin.says("今天走访埔中村，张三患尿毒症，缺人照顾")
    assert "病情" in notice.text
    await lin.presses(card, "改一改")
    [which] = await lin.news()
    assert "改 走访" in which.text


async def test_another_sentence_is_not_taken_for_the_village(lin: Person) -> None:
    for said, answered in (
        ("埔中村路灯坏了，请供电局协调处理", "已登记 问题"),
        ("低保怎么办", "低保"),
        ("明天打算去埔中村看张大爷", "提醒"),
        ("谢谢", "不客气"),
    ):
        await lin.says("今天走访老陈家，屋顶漏雨")
        [reply] = await lin.says(said)
        assert answered in reply.text or answered in "".join(reply.buttons)
        assert "已改 走访" not in reply.text


async def test_a_village_with_a_few_words_around_it_is_the_answer(lin: Person) -> None:
    for said in ("是埔中村", "就在埔中村那里", "埔中村吧"):
        await lin.says("今天走访老陈家，屋顶漏雨")
        [filled] = await lin.says(said)
        assert "（埔中村" in filled.text


async def test_undo_said_for_a_field_takes_the_record_back(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    await lin.presses(card, "改一改")
    [which] = await lin.news()
    await lin.presses(which, "对象")
    await lin.news()
    [undone] = await lin.says("撤销")
    assert "已撤销 走访 V-0001" in undone.text


async def test_the_number_of_households_is_changed_in_figures_or_words(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    for said, shown in (("十二户", "户数：12"), ("5", "户数：5"), ("没有", "户数：空")):
        await lin.presses(card, "改一改")
        [which] = await lin.news()
        await lin.presses(which, "户数")
        await lin.news()
        [changed] = await lin.says(said)
        assert shown in changed.text
    await lin.presses(card, "改一改")
    [which] = await lin.news()
    await lin.presses(which, "户数")
    await lin.news()
    [refused] = await lin.says("很多")
    assert "请写数字" in refused.text


async def test_a_village_of_another_town_is_recorded_and_said_to_be_one(lin: Person) -> None:
    [card] = await lin.says("今天去西澳村看望张大爷，缺药")
    assert "已保存 走访 V-0001（西澳村" in card.text
    assert "西澳村属柘林镇，不是本镇的村" in card.text


async def test_a_visit_told_later_closes_the_question_of_an_earlier_one(lin: Person) -> None:
    await lin.says("今天走访老陈家，屋顶漏雨")
    await lin.says("今天走访康东村，2户路灯不亮")
    [card] = await lin.says("埔中村 走访 两户")
    assert card.text.startswith("已保存 走访 V-0003（埔中村")


async def test_a_short_visit_is_no_answer_to_which_village(lin: Person) -> None:
    for number, words in enumerate(("埔中村 走访 两户", "走访了埔中村", "埔中村看了5户"), 1):
        await lin.says("今天走访老陈家，屋顶漏雨")
        [card] = await lin.says(words)
        assert card.text.startswith(f"已保存 走访 V-{number * 2:04d}（埔中村")


async def test_a_village_nobody_knows_is_named_in_the_question(lin: Person) -> None:
    [card] = await lin.says("今天去火星村看了2户，缺水")
    assert "没找到“火星村”，是哪个村？" in card.text


async def test_the_second_village_of_a_message_is_said_and_recorded_by_a_press(lin: Person) -> None:
    [card] = await lin.says("今天走访埔中村，3户反映缺水；康东村路灯坏了，已联系供电所")
    assert "还提到康东村，这条只记了埔中村" in card.text
    await lin.presses(card, "补记康东村")
    [second] = await lin.news()
    assert second.text.startswith("已保存 走访 V-0002（康东村，11月23日）")
    assert "诉求：路灯坏了" in second.text
    assert await lin.presses(card, "补记康东村") == "已补记为 V-0002（康东村）"
    [listing] = await lin.says("/visits")
    assert "V-0001 11月23日 埔中村 小林：3户反映缺水" in listing.text or "埔中村 小林：缺水" in listing.text
    assert "共2条" in listing.text


async def test_of_villages_that_were_only_listed_the_second_takes_nothing_but_its_name(lin: Person) -> None:
    [card] = await lin.says("昨天走访埔中村、康东村，3户缺水")
    await lin.presses(card, "补记康东村")
    [second] = await lin.news()
    assert second.text.startswith("已保存 走访 V-0002（康东村，11月22日）")
    assert "诉求" not in second.text


async def test_a_promise_for_a_day_gone_by_is_asked_about_and_never_overdue_at_once(lin: Person) -> None:
    [card] = await lin.says("昨天走访埔中村张大爷，缺药，答应上周五前送药")
    assert "已过期" not in card.text
    assert "“送药”答应的日期已经过去，是哪天前？" in card.text
    [dated] = await lin.says("下周五")
    assert dated.text == "好的，承诺：送药（12月4日前）"
    assert "送药（12月4日前）" in (await lin.says("/promises"))[0].text


async def test_the_day_of_a_promise_may_be_skipped(lin: Person) -> None:
    await lin.says("昨天走访埔中村张大爷，缺药，答应上周五前送药")
    assert "先不写日期" in (await lin.says("跳过"))[0].text


async def test_villages_of_one_name_are_told_apart_by_their_towns(lin: Person) -> None:
    [card] = await lin.says("去了径口村，桥断了")
    assert card.buttons[:2] == ["三饶镇径口村", "钱东镇径口村"]
    await lin.presses(card, "钱东镇径口村")
    assert "径口村，11月23日" in (await lin.news())[-1].text


@pytest.mark.parametrize(
    ("words", "village", "needs", "acts"),
    [
        ("今天去了埔坪村缺水，還去了許坑村，路燈壞了，已報鎮裡", "许坑村", "路燈壞了", "報鎮裡"),
        ("今天去了埔坪村缺水，还去了许坑村，路灯坏了，已报镇里。", "许坑村", "路灯坏了", "报镇里"),
        ("今天去了康东村缺电，还去了埔坪村，路塌了，已联系水利所，又去了许坑村", "埔坪村", "路塌了", "联系水利所"),
    ],
)
async def test_a_second_village_keeps_all_that_was_told_of_it(
    lin: Person, words: str, village: str, needs: str, acts: str
) -> None:
    [card] = await lin.says(words)
    await lin.presses(card, f"补记{village}")
    own = (await lin.news())[-1].text
    assert own.startswith(f"已保存 走访 V-0002（{village}")
    assert f"诉求：{needs}\n" in own
    assert f"措施：{acts}\n" in own
