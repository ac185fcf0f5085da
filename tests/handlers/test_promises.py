"""Promises: made by a visit, recited at the next, due in the morning, closed only once the person knows."""

from tests.office import Office, Person, Shown

MADE = "今天走访埔中村张大爷，水渠堵塞，答应月底前帮他问养老补贴"


async def last(person: Person) -> Shown:
    return (await person.news())[-1]


async def test_a_promise_is_shown_with_its_day_and_listed_for_the_team(lin: Person, wang: Person) -> None:
    [card] = await lin.says(MADE)
    assert "承诺：帮他问养老补贴（11月30日前）" in card.text
    [listing] = await wang.says("/promises")
    assert "1. 张大爷（埔中村）：帮他问养老补贴（11月30日前） 小林" in listing.text


async def test_the_next_visit_recites_it_and_one_tap_closes_it(office: Office, lin: Person, zhou: Person) -> None:
    await lin.says(MADE)
    office.clock.step(days=9)
    [card] = await zhou.says("今天走访埔中村张大爷家，送了药")
    assert "上次11月23日：水渠堵塞" in card.text
    assert "还有承诺：帮他问养老补贴（11月30日前，已过期2天）" in card.text
    await zhou.presses(card, "已告知本人")
    told = await last(zhou)
    assert told.text.startswith("已了结承诺：张大爷（埔中村）：帮他问养老补贴")
    assert "没有未了结的承诺" in (await lin.says("/promises"))[0].text


async def test_a_second_tap_says_when_it_was_told_and_taking_back_opens_it_again(lin: Person) -> None:
    await lin.says(MADE)
    [listing] = await lin.says("/promises")
    await lin.presses(listing, "1 已告知本人")
    told = await last(lin)
    assert await lin.presses(listing, "1 已告知本人") == "这项承诺已在11月23日09:00告知本人"
    await lin.presses(told, "撤销")
    assert "承诺仍未了结" in (await last(lin)).text
    assert "未了结的承诺 1项" in (await lin.says("/promises"))[0].text


async def test_words_that_say_it_was_kept_close_it(lin: Person) -> None:
    await lin.says(MADE)
    [told] = await lin.says("答应张大爷的养老补贴问到了，已告诉他")
    assert told.text.startswith("已了结承诺：张大爷（埔中村）：帮他问养老补贴")


async def test_of_several_that_may_be_meant_the_person_chooses(lin: Person) -> None:
    await lin.says(MADE)
    await lin.says("今天走访埔中村张大爷，屋顶漏雨，答应下周请人补屋顶")
    [which] = await lin.says("答应张大爷的事办好了，已告诉他")
    assert which.text.startswith("是哪一项承诺办好了？")
    await lin.presses(which, "1 已告知本人")
    assert "未了结的承诺 1项" in (await lin.says("/promises"))[-1].text


async def test_kept_without_any_promise_is_said_and_changes_nothing(lin: Person) -> None:
    [nothing] = await lin.says("答应张大爷的补贴问到了，已告诉他")
    assert "没有找到未了结的承诺" in nothing.text


async def test_in_the_morning_of_the_last_day_whoever_promised_hears_of_it_once(office: Office, lin: Person) -> None:
    await lin.says(MADE)
    office.clock.step(days=7, minutes=-45)
    await office.work()
    assert await lin.news() == []
    office.clock.step(hours=1)
    await office.work()
    [word] = await lin.news()
    assert "1. 张大爷（埔中村）：帮他问养老补贴（11月30日前）" in word.text
    office.clock.step(hours=1)
    await office.work()
    assert await lin.news() == []


async def test_a_promise_due_on_sunday_is_spoken_of_on_friday(office: Office, lin: Person) -> None:
    await lin.says("今天走访埔中村张大爷，水渠堵塞，答应11月29日前帮他问养老补贴")
    office.clock.step(days=4)
    await office.work()
    [word] = await lin.news()
    assert "11月29日前" in word.text


async def test_what_was_told_meanwhile_is_not_spoken_of(office: Office, lin: Person) -> None:
    await lin.says(MADE)
    [listing] = await lin.says("/promises")
    await lin.presses(listing, "1 已告知本人")
    await lin.news()
    office.clock.step(days=7)
    await office.work()
    assert await lin.news() == []


async def test_an_undone_visit_takes_its_promise_along(lin: Person) -> None:
    [card] = await lin.says(MADE)
    await lin.presses(card, "撤销")
    await lin.news()
    assert "没有未了结的承诺" in (await lin.says("/promises"))[0].text


async def test_an_edited_message_changes_the_promise_instead_of_adding_one(lin: Person) -> None:
    await lin.says(MADE)
    await lin.edits(await lin.last_own(), MADE.replace("月底前", "下周五前"))
    [listing] = await lin.says("/promises")
    assert "未了结的承诺 1项" in listing.text
    assert "12月4日前" in listing.text


async def test_another_team_does_not_see_it(lin: Person, xu: Person) -> None:
    await lin.says(MADE)
    [refused] = await xu.says("/promises")
    assert "这项由" in refused.text


async def test_told_again_of_a_promise_that_is_kept_it_says_when_and_offers_no_others(lin: Person) -> None:
    await lin.says(MADE)
    await lin.says("今天走访埔中村陈伯，屋顶漏雨，答应下周请人补屋顶")
    await lin.says("今天走访埔中村李婶，缺药，答应明天送药")
    await lin.says("答应张大爷的养老补贴问到了，已告诉他")
    for words in ("答应张大爷的养老补贴问到了，已告诉他", "答应张大爷的事办好了，已告诉他"):
        [again] = await lin.says(words)
        assert again.text == "这项承诺已在11月23日09:00告知本人"
    assert "未了结的承诺 2项" in (await lin.says("/promises"))[-1].text


async def test_a_household_of_the_same_name_in_another_village_was_promised_nothing(lin: Person) -> None:
    await lin.says("今天去康东村马伯家，缺水，我答应周五前送药")
    [other] = await lin.says("今天去许坑村马伯家，缺米")
    assert "承诺" not in other.text
    assert "已告知本人" not in other.buttons
    [same] = await lin.says("今天又去康东村马伯家，血压高")
    assert "还有承诺：送药" in same.text


async def test_words_that_name_another_village_close_nothing_here(lin: Person) -> None:
    await lin.says("今天去康东村马伯家，缺水，我答应周五前送药")
    [nothing] = await lin.says("答应许坑村马伯的药送到了，已告诉他")
    assert "已了结" not in nothing.text
    [told] = await lin.says("答应康东村马伯的药送到了，已告诉他")
    assert told.text.startswith("已了结承诺：马伯家（康东村）：送药")


async def test_of_two_households_of_one_name_the_village_says_whose_promise_was_kept(lin: Person) -> None:
    await lin.says("今天去康东村马伯家，缺水，我答应周五前送药")
    await lin.says("今天去许坑村马伯家，缺米，我答应周五前送药")
    [told] = await lin.says("答应许坑村马伯的药送到了，已告诉他")
    assert told.text.startswith("已了结承诺：马伯家（许坑村）：送药")


async def test_a_promise_whose_village_nobody_said_may_be_to_any(lin: Person) -> None:
    await lin.says("今天走访张大爷家，缺水，答应周五前送药")
    await lin.says("跳过")
    [card] = await lin.says("今天走访许坑村张大爷家，缺米")
    assert "还有承诺：送药" in card.text
