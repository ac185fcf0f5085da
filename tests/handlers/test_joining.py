"""Coming in: a link, a name, the captain's 通过, and what happens when anybody does it twice."""

import re

from tests.office import Office, Person


async def link_of(captain: Person) -> str:
    [choice] = await captain.says("/invite")
    await captain.presses(choice, "队员")
    [link] = await captain.news()
    found = re.search(r"start=(inv_[\w-]+)", link.text)
    assert found
    return found[1]


async def test_a_stranger_is_told_what_a_stranger_may_do(stranger: Person) -> None:
    [welcome] = await stranger.says("/start")
    assert "邀请链接" in welcome.text
    assert welcome.keyboard == ["政策问答", "更多"]


async def test_a_link_a_name_and_the_captains_word_make_a_member(
    office: Office, wang: Person, stranger: Person
) -> None:
    word = await link_of(wang)
    [asked] = await stranger.says(f"/start {word}")
    assert "姓名" in asked.text
    [waiting] = await stranger.says("陈小明")
    assert "已提交" in waiting.text
    [card] = await wang.news()
    assert card.buttons == ["通过", "不通过"]
    await wang.presses(card, "通过")
    [decided] = await wang.news()
    assert decided.edited
    assert "已通过：陈小明" in decided.text
    welcome, notice = await stranger.news()
    assert "您现在是上饶镇的队员" in welcome.text
    assert notice.buttons == ["知道了"]
    [card] = await stranger.says("今天走访埔中村，2户缺水")
    assert "已保存 走访" in card.text


async def test_of_two_taps_on_an_application_the_second_says_it_was_decided(wang: Person, stranger: Person) -> None:
    word = await link_of(wang)
    await stranger.says(f"/start {word}")
    await stranger.says("陈小明")
    [card] = await wang.news()
    first, second = await wang.taps(card, "不通过", 2)
    assert (first, second) == (None, "这条已在11月23日09:00处理过：未通过")
    [told] = await stranger.news()
    assert "没有通过" in told.text


async def test_a_used_link_opens_for_nobody_else(office: Office, wang: Person, stranger: Person) -> None:
    word = await link_of(wang)
    await stranger.says(f"/start {word}")
    await office.post("/sim/people", {"id": 1011, "name": "阿新", "note": ""})
    [refused] = await office.person(1011).says(f"/start {word}")
    assert "已被使用" in refused.text


async def test_a_link_expires_after_seven_days(office: Office, wang: Person, stranger: Person) -> None:
    word = await link_of(wang)
    office.clock.step(days=8)
    [refused] = await stranger.says(f"/start {word}")
    assert "已过期" in refused.text


async def test_a_member_cannot_invite_and_is_told_who_can(lin: Person) -> None:
    [refused] = await lin.says("/invite")
    assert "邀请人员这项由队长、指挥部办理" in refused.text
    assert "王队" in refused.text


async def test_a_nonsense_name_is_asked_again(wang: Person, stranger: Person) -> None:
    word = await link_of(wang)
    await stranger.says(f"/start {word}")
    for nonsense in ("1", "我是"):
        [again] = await stranger.says(nonsense)
        assert "2至8个汉字" in again.text
    [waiting] = await stranger.says("我是陈小明")
    assert "陈小明 申请加入上饶镇" in waiting.text


async def test_a_member_who_opens_a_link_is_told_that_it_is_still_good(
    lin: Person, wang: Person, stranger: Person
) -> None:
    word = await link_of(wang)
    told, *_ = await lin.says(f"/start {word}")
    assert "可以转给要加入的人" in told.text
    [asked] = await stranger.says(f"/start {word}")
    assert "姓名" in asked.text
    told, *_ = await lin.says("/start inv_nonsense")
    assert "这个邀请链接不对" in told.text
