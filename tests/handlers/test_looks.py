"""The captain's look: 看过, or one line that the author answers by changing one field."""

from datetime import datetime

from services.clock import TEAM_ZONE
from tests.office import Office, Person, Shown

SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


async def last(person: Person) -> Shown:
    return (await person.news())[-1]


async def opened_by(person: Person) -> Shown:
    [listing] = await person.says("/visits")
    await person.presses(listing, "V-0001")
    return await last(person)


async def test_the_captain_has_looked_and_that_is_seen(lin: Person, wang: Person) -> None:
    await lin.says(SENTENCE)
    card = await opened_by(wang)
    assert card.buttons[:2] == ["看过", "请补充"]
    assert await wang.presses(card, "看过") == "已记为看过：V-0001"
    assert "王队11月23日09:00看过" in (await last(wang)).text
    assert "王队11月23日09:00看过" in (await opened_by(lin)).text


async def test_a_note_reaches_the_author_and_its_answer_the_captain(lin: Person, wang: Person) -> None:
    await lin.says(SENTENCE)
    await wang.presses(await opened_by(wang), "请补充")
    await wang.news()
    [sent] = await wang.says("是哪3户？")
    assert sent.text == "已请小林补充 走访 V-0001"
    [asked] = await lin.news()
    assert asked.text.startswith("王队请您补充 走访 V-0001（埔中村，11月23日）：是哪3户？")
    await lin.presses(asked, "改一改")
    await lin.presses(await last(lin), "对象")
    await lin.news()
    await lin.says("陈家三兄弟")
    [answered] = await wang.news()
    assert answered.text == "小林已补充 走访 V-0001（您问的：是哪3户？）\n对象：陈家三兄弟"
    assert "（已补充）" in (await opened_by(wang)).text


async def test_a_second_change_tells_the_captain_nothing_more(lin: Person, wang: Person) -> None:
    await lin.says(SENTENCE)
    await wang.presses(await opened_by(wang), "请补充")
    await wang.says("是哪3户？")
    for field, words in (("对象", "陈家三兄弟"), ("地点", "老水井")):
        card = (await lin.says("/visits"))[-1]
        await lin.presses(card, "V-0001")
        await lin.presses(await last(lin), "改一改")
        await lin.presses(await last(lin), field)
        await lin.says(words)
    assert len([one for one in await wang.news() if "已补充 走访" in one.text]) == 1


async def test_a_member_has_no_such_buttons(lin: Person) -> None:
    await lin.says(SENTENCE)
    assert "看过" not in (await opened_by(lin)).buttons


async def test_on_a_sunday_night_a_note_waits_for_monday_and_the_captain_is_told_so(
    office: Office, lin: Person, wang: Person
) -> None:
    await lin.says(SENTENCE)
    office.clock.moment = datetime(2026, 11, 29, 4, 22, tzinfo=TEAM_ZONE)
    await wang.presses(await opened_by(wang), "请补充")
    await wang.news()
    [sent] = await wang.says("是哪3户？")
    assert sent.text == "已请小林补充 走访 V-0001（现在不是工作时间，11月30日08:00送到）"
    await lin.news()
    office.clock.moment = datetime(2026, 11, 30, 8, 0, tzinfo=TEAM_ZONE)
    await office.work()
    [asked] = await lin.news()
    assert "是哪3户？" in asked.text
