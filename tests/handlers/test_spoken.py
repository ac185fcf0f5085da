"""Commands in plain words do what their buttons do."""

from tests.office import Office, Person

SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


async def test_undo_in_words_takes_the_last_visit_back(lin: Person) -> None:
    await lin.says(SENTENCE)
    [undone] = await lin.says("撤销")
    assert undone.text == "已撤销 走访 V-0001（埔中村，11月23日）"
    [before] = await lin.says("撤销刚才那条")
    assert before.text.startswith("走访 V-0001（埔中村，11月23日）已在11月23日09:00撤销，没有撤销别的")


async def test_undo_in_words_leaves_what_is_older_than_ten_minutes(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    office.clock.step(minutes=11)
    [refused] = await lin.says("撤销")
    assert "没有可以撤销的走访" in refused.text


async def test_the_visits_of_a_period_are_asked_for_in_words(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    [listing] = await lin.says("看看我这个月的走访")
    assert "V-0001" in listing.text
    [empty] = await lin.says("查看上个月走访记录")
    assert "没有走访记录" in empty.text


async def test_the_diary_is_asked_for_in_words(lin: Person) -> None:
    [asked] = await lin.says("导出民情日记")
    assert "第1步" in asked.text
