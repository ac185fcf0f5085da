"""意见箱: a letter signed or not, one answer, and its writer hidden where they wish it."""

from tests.office import Person, Shown

WORDS = "报表太多，能不能合并"


async def sent(person: Person, label: str) -> Shown:
    """The person hands in a letter this way."""
    [asked] = await person.says(f"/feedback {WORDS}")
    await person.presses(asked, label)
    [done] = await person.news()
    return done


async def test_a_signed_letter_is_answered_and_the_writer_told_by_whom(lin: Person, min_: Person, wang: Person) -> None:
    done = await sent(lin, "署名")
    assert "已交意见箱 F-0001（署名：小林（上饶镇））" in done.text
    [card] = await min_.news()
    assert card.text == f"【意见箱】F-0001 小林（上饶镇）：\n{WORDS}"
    assert await wang.news() == []
    await min_.presses(card, "答复")
    await min_.news()
    [said] = await min_.says("下月起合并为一张")
    assert "已答复 F-0001" in said.text
    [told] = await lin.news()
    assert f"您在意见箱提的“{WORDS}”（F-0001）有答复：\n下月起合并为一张\n答复人：阿敏" in told.text


async def test_an_unsigned_letter_shows_neither_name_nor_town_and_is_answered_all_the_same(
    lin: Person, min_: Person
) -> None:
    done = await sent(lin, "不署名")
    assert "（不署名）" in done.text
    [card] = await min_.news()
    assert "小林" not in card.text
    assert "上饶" not in card.text
    await min_.presses(card, "答复")
    await min_.news()
    await min_.says("收到，研究后答复")
    [told] = await lin.news()
    assert "收到，研究后答复" in told.text


async def test_two_taps_hand_it_in_once(lin: Person, min_: Person) -> None:
    [asked] = await lin.says(f"/feedback {WORDS}")
    toasts = await lin.taps(asked, "不署名", 2)
    assert toasts[1] == "这条意见已经交了，或者不在了"
    assert len(await min_.news()) == 1


async def test_of_two_who_answer_the_second_is_told_who_was_first(lin: Person, min_: Person) -> None:
    admin = lin.office.person(1009)
    await sent(lin, "署名")
    [mine], [theirs] = await min_.news(), await admin.news()
    for person, card in ((min_, mine), (admin, theirs)):
        await person.presses(card, "答复")
        await person.news()
    await min_.says("好的")
    [late] = await admin.says("不行")
    assert late.text == "这条已在11月23日09:00由阿敏答复"
    assert len(await lin.news()) == 1


async def test_those_who_answer_see_what_still_waits(lin: Person, min_: Person) -> None:
    await sent(lin, "不署名")
    await min_.news()
    [listed] = await min_.says("/feedback")
    assert "待答复的意见，最早的在前：\nF-0001 报表太多" in listed.text
    assert listed.buttons == ["答复F-0001"]


async def test_the_letter_may_be_written_after_the_command_or_left(lin: Person, min_: Person) -> None:
    [asked] = await lin.says("/feedback")
    assert asked.buttons == []
    [signing] = await lin.says(WORDS)
    assert signing.buttons == ["署名", "不署名", "取消"]
    await lin.presses(signing, "取消")
    assert await min_.news() == []


async def test_a_letter_too_long_is_refused_and_may_be_sent_shorter(lin: Person) -> None:
    await lin.says("/feedback")
    [refused] = await lin.says("报" * 1001)
    assert refused.text == "这段话有1001字，请缩短到1000字以内再发一次"
    [signing] = await lin.says(WORDS)
    assert "署名" in signing.buttons


async def test_a_stranger_is_told_who_may_write(stranger: Person) -> None:
    [refused] = await stranger.says(f"/feedback {WORDS}")
    assert "“写意见”这项由" in refused.text
