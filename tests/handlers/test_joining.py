"""Coming in: a link, a name, the captain's 通过, and what happens when anybody does it twice."""

import re

import pytest

from tests.office import Office, Person
from tests.pictures import picture


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
    assert "“邀请人员”这项由队长、指挥部办理" in refused.text
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


@pytest.mark.parametrize(
    "said",
    [
        "怎么加入",
        "请问怎么加入工作队？",
        "我是上饶镇的队员，怎么加入",
        "如何注册",
        "怎么登录系统",
        "没有邀请链接怎么办",
        "我也想加入",
        "加入工作队要什么手续",
        "我想加入",
    ],
)
async def test_a_stranger_who_asks_how_to_join_is_told_and_it_is_no_question(stranger: Person, said: str) -> None:
    for _ in range(6):
        [told] = await stranger.says(said)
        assert "向队长（没有队长时向指挥部）要邀请链接" in told.text
    [card] = await stranger.says("每个镇每年有多少帮扶资金")
    assert "2000万" in card.text


@pytest.mark.parametrize("said", ["怎么加入合作社", "怎么加入医保", "企业可以加入合作社吗", "怎么申请加入党组织"])
async def test_joining_something_else_is_a_question_of_policy(stranger: Person, said: str) -> None:
    told = (await stranger.says(said))[-1]
    assert "要邀请链接" not in told.text


async def test_what_a_stranger_cannot_do_comes_with_how_to_join(lin: Person, stranger: Person) -> None:
    for said in ("今天走访埔中村，3户反映缺水", "/visits"):
        [refused] = await stranger.says(said)
        assert "这项由" in refused.text
        assert "您还没有加入：工作队成员请向队长" in refused.text
    [member] = await lin.says("/invite")
    assert "邀请链接，点开" not in member.text


async def test_a_strangers_photo_or_sticker_gets_no_example_of_a_visit(stranger: Person, min_: Person) -> None:
    [photo] = await stranger.sends_files(("photo", "a.jpg", picture()))
    [sticker] = await stranger.sends(sticker=True)
    for told in (photo, sticker):
        assert "埔中村" not in told.text
        assert "要邀请链接" in told.text
    [office] = await min_.sends(sticker=True)
    assert "用文字问政策" in office.text
    assert "要邀请链接" not in office.text
