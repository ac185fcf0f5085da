"""亮点: told step by step with a number and pictures, commented on, found again by industry, terrain and words."""

from collections.abc import Sequence

import pytest

from tests.office import Person, Shown
from tests.pictures import picture

PRACTICE = "引进加工企业，建起青梅收购点，统一改良品种"
LESSON = "先找销路再扩种"
STEPS = (LESSON, "旱地缺水", "青梅", "山区", "可以")


async def tells(person: Person, effect: Sequence[str] = ("带动120户种青梅2000亩",), practice: str = PRACTICE) -> Shown:
    await person.says("/highlight")
    for words in (practice, *effect, *STEPS, "发完了"):
        *_, said = await person.says(words)
    return said


async def test_a_highlight_is_told_in_steps_and_kept_under_a_number(wang: Person) -> None:
    said = await tells(wang)
    assert said.text.startswith("已保存 亮点 H-0001（上饶镇，照片0张），已收进经验库。\n做法：引进加工企业")
    assert "\n成效：带动120户种青梅2000亩\n可借鉴点：先找销路再扩种\n困难：旱地缺水" in said.text
    assert said.buttons == ["撤销"]


async def test_a_result_without_a_number_is_asked_for_one_once(wang: Person) -> None:
    await wang.says("/highlight")
    await wang.says(PRACTICE)
    [asked] = await wang.says("群众都说好")
    assert "成效里还没有数字" in asked.text
    [after] = await wang.says("跳过")
    assert "可借鉴点" in after.text


async def test_a_number_said_afterwards_joins_the_result(wang: Person) -> None:
    said = await tells(wang, ("群众增收明显", "户均增收三成"))
    assert "成效：群众增收明显；户均增收三成" in said.text


async def test_three_hundred_characters_is_all_there_is(wang: Person) -> None:
    await wang.says("/highlight")
    await wang.says("做" * 280)
    [said] = await wang.says("带动120户，" + "好" * 30)
    assert said.text == "四项合计300字以内，这一项还能写20字，请精简后再发"
    [after] = await wang.says("带动120户")
    assert "可借鉴点" in after.text


async def test_pictures_sent_while_telling_belong_to_it_and_the_fourth_is_refused(wang: Person, lin: Person) -> None:
    await wang.says("/highlight")
    await wang.says(PRACTICE)
    for number, colour in enumerate(("red", "green", "blue"), 1):
        [said] = await wang.sends_files(("photo", "a.jpg", picture(colour)), caption="现场")
        assert said.text == f"照片{number}/3已收。发完点〔发完了〕，或直接发“发完了”"
    [full] = await wang.sends_files(("photo", "d.jpg", picture("navy")))
    assert full.text == "照片已有3张，这一张没有收"
    for words in ("带动120户", *STEPS, "发完了"):
        *_, done = await wang.says(words)
    assert "照片3张" in done.text
    [found] = await lin.says("/experience 青梅")
    await lin.presses(found, "H-0001")
    [one] = await lin.news()
    await lin.presses(one, "看照片（3张）")
    assert sum(shown.photo is not None for shown in await lin.news()) == 3


async def test_a_department_comments_in_its_own_name_and_the_author_hears(wang: Person, xu: Person) -> None:
    await tells(wang)
    [found] = await xu.says("/experience 收购点")
    await xu.presses(found, "H-0001")
    [one] = await xu.news()
    await xu.presses(one, "点评")
    await xu.news()
    [said] = await xu.says("先签订单再扩种，值得各镇参考")
    assert said.text == "已附上对 H-0001 的点评"
    [told] = await wang.news()
    assert told.text == "您的亮点 H-0001 有点评：\n先签订单再扩种，值得各镇参考\n农业农村局 老许"
    [found] = await wang.says("/experience 青梅")
    await wang.presses(found, "H-0001")
    [whole] = await wang.news()
    assert "点评（农业农村局）：先签订单再扩种，值得各镇参考" in whole.text
    assert "点评" not in whole.buttons


@pytest.mark.parametrize("words", ["青梅", "山区", "旱地缺水的", "怎么找销路", "上饶镇", "青 梅"])
async def test_the_library_finds_by_industry_terrain_and_words(wang: Person, lin: Person, words: str) -> None:
    await tells(wang)
    [found] = await lin.says(f"/experience {words}")
    assert "仅供借鉴，因地制宜" in found.text
    assert "H-0001" in found.text


async def test_the_library_says_when_it_has_nothing_and_names_the_contact_with_consent_only(
    wang: Person, lin: Person
) -> None:
    await tells(wang)
    [nothing] = await lin.says("/experience 海水养鱼")
    assert nothing.text.startswith("经验库里还没有“海水养鱼”的亮点")
    [found] = await lin.says("/experience")
    assert "按产业：青梅1" in found.text
    await lin.presses(found, "H-0001")
    [whole] = await lin.news()
    assert whole.text.endswith("联系人：上饶镇王队。仅供借鉴，因地制宜")


async def test_it_can_be_taken_back_for_ten_minutes_and_by_its_author_only(wang: Person, lin: Person) -> None:
    said = await tells(wang)
    await wang.presses(said, "撤销")
    [gone] = await wang.news()
    assert gone.text == "已撤销 亮点 H-0001"
    [nothing] = await lin.says("/experience 青梅")
    assert "还没有" in nothing.text
    late = await tells(wang)
    wang.office.clock.step(minutes=11)
    assert await wang.presses(late, "撤销") == "已超过10分钟，不能撤销了；需要改请联系指挥部"


async def test_a_department_writes_no_highlight(xu: Person) -> None:
    [said] = await xu.says("/highlight")
    assert "队员" in said.text


async def test_while_a_team_speaks_its_highlight_is_one_tap_away(wang: Person, min_: Person, xu: Person) -> None:
    await min_.says("/talk_new")
    for words in ("青梅产业", "11月24日15:00", "线上", "上饶镇", "跳过"):
        [asked] = await min_.says(words)
    await min_.presses(asked, "发布")
    [card] = await wang.news()
    await wang.presses(card, "报名发言")
    said = await tells(wang)
    assert "，用于队长有话说第1期“青梅产业”），" in said.text
    *_, card = await min_.says("/talk")
    await min_.presses(card, "开始本期")
    live = (await xu.news())[-1]
    assert live.buttons == ["看议程", "看亮点"]
    await xu.presses(live, "看亮点")
    [whole] = await xu.news()
    assert whole.buttons == ["点评"]
