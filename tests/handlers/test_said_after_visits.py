"""What is said right after a visit: more of it, a slip put right, something for the assistant, a question."""

import pytest

from tests.office import Office, Person

VISIT = "今天走访埔中村张大爷，3户缺水"


@pytest.mark.parametrize(
    "words",
    [
        "我要请假", "把我的位置关掉", "帮我发给王队看看", "这条不要给指挥部看", "记得明天提醒我买药", "我头疼",
        "给我放个假", "手机没电了", "我需要一个账号", "不要告诉王队", "别让督查看到", "晚上要加班",
    ],
)  # fmt: skip
async def test_what_is_for_the_assistant_or_about_oneself_is_never_stored(lin: Person, words: str) -> None:
    await lin.says(VISIT)
    [reply] = await lin.says(words)
    assert "已补到" not in reply.text
    assert "补上" not in reply.buttons
    assert words not in await whole_record(lin)


@pytest.mark.parametrize(
    "words", ["路灯也坏了", "老人腿脚不便，需要轮椅", "另外还有两户屋顶漏雨", "已联系水利所", "当场帮老人打了电话"]
)
async def test_what_tells_more_of_village_or_household_is_added_at_once(lin: Person, words: str) -> None:
    await lin.says(VISIT)
    [reply] = await lin.says(words)
    assert reply.text.startswith("已补到 走访 V-0001")
    assert words in await whole_record(lin)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("补充：儿子外出打工", "情况：儿子外出打工"),
        ("对了，还有村里的桥也该修了", "情况：村里的桥也该修了"),
        ("對了，還有村裡的橋也該修了", "情况：村裡的橋也該修了"),
        ("另外他女儿在外地读大学", "情况：他女儿在外地读大学"),
        ("忘了说，老人今年八十二", "情况：老人今年八十二"),
        ("还有路灯不亮", "诉求：缺水；路灯不亮"),
        ("还有水渠也堵了", "诉求：缺水；水渠也堵了"),
        ("再补充一点：他家房子是危房", "房子是危房"),
        ("漏了一条，水渠堵了", "诉求：缺水；水渠堵了"),
    ],
)
async def test_what_announces_itself_as_more_is_added_whatever_it_says(lin: Person, words: str, kept: str) -> None:
    await lin.says(VISIT)
    [reply] = await lin.says(words)
    assert reply.text.startswith("已补到 走访 V-0001")
    assert kept in reply.text
    assert words in await whole_record(lin)


async def test_what_announces_itself_later_is_asked_about(office: Office, lin: Person) -> None:
    await lin.says(VISIT)
    office.clock.step(minutes=6)
    assert (await lin.says("补充：儿子外出打工"))[0].buttons == ["补上", "不是"]


@pytest.mark.parametrize("words", ["对了，帮我查一下天气", "还有，明天提醒我买药", "对了", "补充", "还有多久下班"])
async def test_what_announces_a_wish_of_us_is_no_more_of_the_visit(lin: Person, words: str) -> None:
    await lin.says(VISIT)
    [reply] = await lin.says(words)
    assert "已补到" not in reply.text
    assert "补上" not in reply.buttons


async def test_a_question_is_answered_however_it_opens(lin: Person) -> None:
    await lin.says(VISIT)
    for words in ("补充：低保怎么申请", "对了，低保怎么申请"):
        assert "书面申请" in (await lin.says(words))[0].text


async def test_of_the_people_met_is_asked_where_nothing_a_record_holds_is_read(lin: Person) -> None:
    await lin.says(VISIT)
    [asked] = await lin.says("儿子外出打工")
    assert asked.buttons == ["补上", "不是"]
    await lin.presses(asked, "补上")
    assert "情况：儿子外出打工" in (await lin.news())[-1].text


async def test_how_many_have_the_need_is_kept(lin: Person) -> None:
    await lin.says("今天去康东村")
    assert "户数：4\n诉求：没水浇地" in (await lin.says("4户没水浇地"))[0].text
    assert "户数：4\n诉求：没水浇地；2户缺电" in (await lin.says("2户缺电"))[0].text


async def test_a_household_left_out_belongs_to_the_visit_just_told(lin: Person) -> None:
    await lin.says(VISIT)
    [added] = await lin.says("少说了一户，还有张婶家要低保")
    assert added.text.startswith("已补到 走访 V-0001")
    assert "户数：4\n诉求：缺水；张婶家要低保" in added.text
    assert (await lin.says("第二户的老人摔了腿，我们送去了卫生院"))[0].buttons == ["补上", "不是"]
    assert "第二户的老人摔了腿" in (await lin.says("补上"))[0].text
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_the_village_of_the_visit_just_told_is_offered_for_one_that_names_none(
    office: Office, lin: Person
) -> None:
    await lin.says(VISIT)
    [card] = await lin.says("又走访了李伯家，漏雨")
    assert "是哪个村？点下面的村名" in card.text
    await lin.presses(card, "埔中村")
    assert "走访 V-0002（埔中村" in (await lin.news())[-1].text
    office.clock.step(minutes=5)
    assert "埔中村" not in (await lin.says("又走访了陈叔家，漏雨"))[0].buttons


@pytest.mark.parametrize("words", ["还有许坑村也去了，路灯坏了", "另外走访了李伯家，漏雨", "另外昨天去了许坑村"])
async def test_a_further_visit_is_a_visit_however_it_opens(lin: Person, words: str) -> None:
    await lin.says(VISIT)
    assert (await lin.says(words))[0].text.startswith("已保存 走访 V-0002")


async def test_what_may_be_more_is_asked_about_and_added_on_yes(lin: Person) -> None:
    await lin.says(VISIT)
    [asked] = await lin.says("路灯坏了")
    assert asked.text == "“路灯坏了”还没有记。补到 走访 V-0001（埔中村）吗？"
    assert asked.buttons == ["补上", "不是"]
    assert "路灯坏了" not in await whole_record(lin)
    await lin.presses(asked, "补上")
    assert "诉求：缺水；路灯坏了" in (await lin.news())[-1].text


async def test_thanks_and_the_like_ask_nothing(lin: Person) -> None:
    await lin.says(VISIT)
    for words in ("收到", "谢谢", "好的"):
        assert "补上" not in (await lin.says(words))[0].buttons


async def test_the_buttons_of_the_card_work_typed_too(office: Office, lin: Person) -> None:
    await lin.says("今天走访康东村")
    await lin.says(VISIT)
    [which] = await lin.says("改一改")
    assert which.text.startswith("改 走访 V-0002")
    assert "户数" in which.buttons
    [issue] = await lin.says("轉為問題")
    assert "缺水" in issue.text
    assert "埔中村" in issue.text
    office.clock.step(minutes=11)
    for words in ("改一改", "轉為問題"):
        assert (await lin.says(words))[0].text.startswith("10分钟内没有您记的走访")


async def test_typed_buttons_of_visits_are_for_who_records_them(stranger: Person) -> None:
    for words in ("改一改", "转为问题"):
        assert not any("走访；" in one.text for one in await stranger.says(words))


async def test_the_last_record_is_not_wanted_in_words(lin: Person) -> None:
    await lin.says(VISIT)
    assert (await lin.says("那条不要了"))[0].text.startswith("已撤销 走访 V-0001")
    assert "没有撤销别的" in (await lin.says("删掉"))[0].text


async def test_what_was_asked_about_is_left_on_no_and_added_once_on_two_taps(lin: Person) -> None:
    await lin.says(VISIT)
    [asked] = await lin.says("路灯坏了")
    await lin.presses(asked, "不是")
    assert "没有补到走访里" in (await lin.news())[-1].text
    assert "路灯坏了" not in await whole_record(lin)
    [again] = await lin.says("水压很低")
    assert (await lin.taps(again, "补上", 2))[1] == "这个按钮已经过时，请重新发起"
    await lin.news()
    assert (await whole_record(lin)).count("水压很低") == 2  # the need, and the words as said


async def test_yes_in_words_adds_too(lin: Person) -> None:
    await lin.says(VISIT)
    await lin.says("路灯坏了")
    [added] = await lin.says("补上")
    assert added.text.startswith("已补到 走访 V-0001")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("不是缺水，是停电", "诉求：停电（原为“缺水”）"),
        ("刚才说错了，是许坑村", "村：许坑村（原为“埔中村”）"),
        ("不对，改成4户", "户数：4（原为“3”）"),
        ("户数改成6", "户数：6（原为“3”）"),
        ("请帮我把户数改成6", "户数：6（原为“3”）"),
        ("刚才那个是5户不是3户", "户数：5（原为“3”）"),
        ("记错了，不是张大爷，是李大爷", "对象：李大爷（原为“张大爷”）"),
        ("写错了，应该是昨天去的", "日期：2026年11月22日"),
        ("更正一下，户数是八户", "户数：8（原为“3”）"),
        ("把3户改成5户", "户数：5（原为“3”）"),
        ("时间应该是上周三", "日期：2026年11月18日"),
        ("搞错村了，是康西村", "村：康西村（原为“埔中村”）"),
        ("诉求改成缺化肥", "诉求：缺化肥（原为“缺水”）"),
        ("不對，是四戶", "户数：4（原为“3”）"),
        ("剛才說錯了，是許坑村", "村：许坑村（原为“埔中村”）"),
        ("不是缺水，是停電", "诉求：停电（原为“缺水”）"),
        ("日期是昨天", "日期：2026年11月22日"),
        ("村是许坑村", "村：许坑村（原为“埔中村”）"),
        ("同行还有小周", "同行：小周"),
        ("同行的还有王队、小周", "同行：王队；小周"),
        ("其实是8户，不是3户", "户数：8（原为“3”）"),
        ("其实是前天去的", "日期：2026年11月21日"),
        ("改一下，缺水改成缺电", "诉求：缺电（原为“缺水”）"),
        ("缺水改成缺电", "诉求：缺电（原为“缺水”）"),
        ("不是大爷，是大伯", "对象：张大伯（原为“张大爷”）"),
        ("错了错了是康东村", "村：康东村（原为“埔中村”）"),
        ("不对不对，是5户", "户数：5（原为“3”）"),
        ("多写了一户", "户数：2（原为“3”）"),
        ("少記了兩戶", "户数：5（原为“3”）"),
    ],
)
async def test_a_slip_is_put_right_in_words(lin: Person, words: str, told: str) -> None:
    await lin.says(VISIT)
    [card] = await lin.says(words)
    assert card.text.startswith("已改 走访 V-0001")
    assert told in card.text
    assert {"撤销", "改一改"} <= set(card.buttons)
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_of_several_needs_the_one_that_was_meant_is_replaced_or_asked_for(lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，3户缺水，路灯坏了")
    assert "诉求：停电；路灯坏了" in (await lin.says("不是缺水，是停电"))[0].text
    assert "哪里要改" in (await lin.says("不对，是停水"))[0].text


async def test_a_number_is_replaced_as_a_whole_where_the_need_names_it_too(lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，12个人漏雨")
    assert "户数：8（原为“12”）\n诉求：8个人漏雨" in (await lin.says("其实是8个人，不是12个"))[0].text


async def test_a_field_without_a_word_of_a_mistake_is_put_right_right_after_its_visit_only(
    office: Office, lin: Person
) -> None:
    await lin.says(VISIT)
    office.clock.step(minutes=6)
    assert "已改" not in (await lin.says("日期是昨天"))[0].text


async def test_how_many_too_many_is_asked_where_none_were_told(lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，缺水")
    assert "哪里要改？" in (await lin.says("多写了一户"))[0].text


async def test_a_visit_told_anew_after_a_slip_replaces_the_first(lin: Person) -> None:
    await lin.says(VISIT)
    [card] = await lin.says("刚才说错了，今天走访康东村，5户缺电")
    assert card.text.startswith("已改 走访 V-0001（康东村")
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_the_visit_that_is_put_right_is_the_last_of_half_an_hour(office: Office, lin: Person) -> None:
    await lin.says(VISIT)
    office.clock.step(minutes=12)
    await lin.says("今天走访康东村，2户缺电")
    office.clock.step(minutes=20)
    assert "走访 V-0002" in (await lin.says("不对，改成4户"))[0].text
    office.clock.step(minutes=31)
    assert "已改" not in (await lin.says("不对，改成5户"))[0].text


async def test_that_something_is_wrong_and_not_what_is_asked_with_both_ways(lin: Person) -> None:
    await lin.says(VISIT)
    for words in ("发错了", "不对"):
        [asked] = await lin.says(words)
        assert asked.text.startswith("走访 V-0001（埔中村，11月23日）哪里要改？")
        assert asked.buttons == ["改一改", "撤销"]


async def test_a_record_is_taken_back_in_words_and_never_one_of_another_day(lin: Person) -> None:
    await lin.says(VISIT)
    [asked] = await lin.says("昨天记错了，删掉")
    assert asked.buttons == ["改一改", "撤销"]
    [undone] = await lin.says("记错了，删掉")
    assert undone.text.startswith("已撤销 走访 V-0001")


@pytest.mark.parametrize("words", [
        "不是所有人都满意", "会议改成下午", "刚才下雨了", "错过了时间", "把会议改成下午", "时间是金钱", "时间不早了",
        "旱地改成水田", "其实是好事", "其实村民都很满意", "多说了两句", "同行有什么人",
    ],
)  # fmt: skip
async def test_what_only_sounds_like_a_slip_changes_nothing(lin: Person, words: str) -> None:
    await lin.says(VISIT)
    assert not any(one.text.startswith("已改") or "哪里要改" in one.text for one in await lin.says(words))


async def test_a_village_the_town_has_not_is_named_when_a_slip_is_put_right(lin: Person) -> None:
    await lin.says(VISIT)
    assert "上饶镇没有“火星村”" in (await lin.says("刚才说错了，是火星村"))[0].text


async def test_undo_typed_after_an_undo_takes_no_other_visit(lin: Person) -> None:
    await lin.says(VISIT)
    [card] = await lin.says("今天走访康东村，路灯不亮")
    await lin.presses(card, "撤销")
    await lin.news()
    [said] = await lin.says("撤销")
    assert said.text.startswith("走访 V-0002（康东村，11月23日）已在11月23日09:00撤销，没有撤销别的")
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_undo_typed_means_the_visit_whose_card_was_the_last(office: Office, lin: Person) -> None:
    [first] = await lin.says(VISIT)
    office.clock.step(minutes=1)
    await lin.says("今天走访康东村，路灯不亮")
    office.clock.step(minutes=1)
    await lin.presses(first, "改一改")
    await lin.presses((await lin.news())[-1], "户数")
    await lin.says("5")
    assert (await lin.says("撤销"))[0].text.startswith("已撤销 走访 V-0001")


async def test_a_question_on_a_line_of_its_own_is_answered_and_is_no_need(lin: Person) -> None:
    card, answer = await lin.says("去西片村看了2户\n顺便问下帮扶资金能用在哪里")
    assert card.text.startswith("已保存 走访 V-0001（西片村")
    assert "诉求" not in card.text
    assert "帮扶资金可以用在" in answer.text
    record = await whole_record(lin)
    assert "顺便问下" in record


@pytest.mark.parametrize("words", ["去西片村看了2户\n帮扶资金能用在哪里？", "去西片村看了2户。请问低保怎么申请？"])
async def test_a_message_that_ends_with_a_question_still_tells_its_visit(lin: Person, words: str) -> None:
    card, answer = await lin.says(words)
    assert card.text.startswith("已保存 走访 V-0001（西片村")
    assert "有用" in answer.buttons


async def test_what_asks_on_goes_with_its_question(lin: Person) -> None:
    card, answer = await lin.says("去西片村看了2户。低保怎么办？材料要哪些？")
    assert card.text.startswith("已保存 走访 V-0001（西片村")
    assert "低保" in answer.text


async def test_what_a_villager_asked_stays_with_the_visit(lin: Person) -> None:
    [card] = await lin.says("去西片村看了张大爷\n他问低保怎么申请")
    assert "低保怎么申请" in card.text


async def whole_record(person: Person) -> str:
    """The record V-0001 as it opens from the list."""
    [listing] = await person.says("/visits")
    await person.presses(listing, "V-0001")
    return (await person.news())[-1].text
