"""Visits still to come: offered a reminder, said on the morning of the day, silent once somebody went."""

from tests.office import Office, Person, Shown

PLAN = "明天打算去埔中村看望张大爷"


async def last(person: Person) -> Shown:
    return (await person.news())[-1]


async def test_a_plan_is_no_visit_and_offers_a_reminder(lin: Person) -> None:
    [offer] = await lin.says(PLAN)
    assert "没有记录" in offer.text
    assert "要在11月24日（周二）早上8点提醒您吗？" in offer.text
    assert offer.buttons == ["提醒我", "不用"]
    assert "还没有走访记录" in (await lin.says("/visits"))[0].text


async def test_the_reminder_comes_in_the_morning_with_what_is_known_of_the_household(
    office: Office, lin: Person
) -> None:
    await lin.says("今天走访埔中村张大爷，水渠堵塞")
    office.clock.step(minutes=5)
    [offer] = await lin.says(PLAN)
    assert await lin.presses(offer, "提醒我") == "好的，11月24日早上8点提醒您：明天打算去埔中村看望张大爷"
    await lin.news()
    office.clock.step(hours=22, minutes=50)
    await office.work()
    assert await lin.news() == []
    office.clock.step(minutes=10)
    await office.work()
    [reminder] = await lin.news()
    assert reminder.text.startswith("您计划今天：明天打算去埔中村看望张大爷")
    assert "水渠堵塞" in reminder.text


async def test_two_taps_owe_one_reminder(office: Office, lin: Person) -> None:
    [offer] = await lin.says(PLAN)
    await lin.taps(offer, "提醒我", 2)
    await lin.news()
    office.clock.step(days=1)
    await office.work()
    assert len(await lin.news()) == 1


async def test_no_reminder_unless_it_is_wanted(office: Office, lin: Person) -> None:
    [offer] = await lin.says(PLAN)
    await lin.presses(offer, "不用")
    assert (await last(lin)).text == "好的，不提醒"
    office.clock.step(days=1)
    await office.work()
    assert await lin.news() == []


async def test_who_went_earlier_is_not_reminded(office: Office, lin: Person, zhou: Person) -> None:
    [offer] = await lin.says(PLAN)
    await lin.presses(offer, "提醒我")
    await lin.news()
    office.clock.step(hours=2)
    await zhou.says("今天走访埔中村张大爷，水渠堵塞")
    office.clock.step(hours=22)
    await office.work()
    assert await lin.news() == []
