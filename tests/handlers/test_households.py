"""One household remembered: by its name alone, by a button, and before a planned visit."""

from tests.office import Office, Person


async def test_going_to_a_known_household_brings_its_history(office: Office, lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，水渠堵塞，已联系水利所，答应月底前帮他问养老补贴")
    office.clock.step(days=3)
    [history] = await lin.says("去张大爷家")
    assert history.text.startswith("张大爷（埔中村） 走访过1次")
    assert "11月23日 小林：水渠堵塞；已做：联系水利所" in history.text
    assert "还有承诺：帮他问养老补贴（11月30日前） 小林" in history.text
    assert history.buttons == ["已告知本人", "V-0001"]


async def test_a_household_nobody_knows_gets_the_usual_word(lin: Person) -> None:
    [reply] = await lin.says("去张大爷家")
    assert "走访过" not in reply.text


async def test_a_visit_card_leads_to_the_household(lin: Person, zhou: Person) -> None:
    await lin.says("今天走访埔中村张大爷，水渠堵塞")
    [card] = await zhou.says("今天走访埔中村张大爷家，送了药")
    assert "这户情况" in card.buttons
    await zhou.presses(card, "这户情况")
    history = (await zhou.news())[-1]
    assert "走访过2次" in history.text


async def test_the_same_name_in_another_village_is_another_household(lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，水渠堵塞")
    [card] = await lin.says("今天走访康东村张大爷，送了药")
    assert "上次" not in card.text


async def test_a_name_with_its_village_brings_the_history_of_that_village_alone(lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，水渠堵塞")
    await lin.says("今天走访康东村张大爷，缺米")
    [history] = await lin.says("埔中村张大爷家的情况")
    assert "水渠堵塞" in history.text
    assert "缺米" not in history.text
