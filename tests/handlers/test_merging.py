"""Two people record one visit: it is noticed, and one tap makes it one."""

import pytest

from tests.office import Office, Person, Shown
from tests.pictures import picture


async def last(person: Person) -> Shown:
    return (await person.news())[-1]


async def test_the_second_record_of_one_visit_is_noticed_and_merged(office: Office, lin: Person, zhou: Person) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    office.clock.step(minutes=20)
    [card] = await zhou.says("今天走访埔中村张大爷家，缺药，答应明天送药")
    assert "20分钟前小林也记了同村同事项（V-0001），合并？" in card.text
    await zhou.presses(card, "合并")
    merged = await last(zhou)
    assert merged.text.startswith("已合并：V-0002 并入 走访 V-0001（埔中村，11月23日）")
    assert "诉求：屋顶漏雨；缺药" in merged.text
    assert "同行：小周" in merged.text
    assert "承诺：送药（11月24日前）" in merged.text
    assert (await last(lin)).text == "小周把 V-0002 并入了您的 走访 V-0001（埔中村，11月23日）"
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_two_taps_merge_once(lin: Person, zhou: Person) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    [card] = await zhou.says("今天走访埔中村张大爷家，缺药")
    assert (await zhou.taps(card, "合并", 2))[1] == "这条已并入 V-0001"


async def test_two_visits_stay_two_when_the_person_says_so(lin: Person, zhou: Person) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    [card] = await zhou.says("今天走访埔中村张大爷家，缺药")
    await zhou.presses(card, "不是同一次")
    assert "合并" not in (await last(zhou)).buttons
    assert "共2条" in (await lin.says("/visits"))[0].text


@pytest.mark.parametrize(
    "words", ["今天走访埔中村李婶，屋顶漏雨", "昨天走访埔中村张大爷，屋顶漏雨", "今天走访康东村张大爷，屋顶漏雨"]
)
async def test_another_household_day_or_village_is_another_visit(lin: Person, zhou: Person, words: str) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    [card] = await zhou.says(words)
    assert "合并" not in card.text


async def test_photos_move_with_the_merged_record(lin: Person, zhou: Person) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    [card] = await zhou.sends_files(("photo", "a.jpg", picture()), caption="今天走访埔中村张大爷家，缺药")
    await zhou.presses(card, "合并")
    assert "附件：照片1张" in (await last(zhou)).text


async def test_what_a_colleague_recorded_seconds_ago_was_just_now(lin: Person, zhou: Person) -> None:
    await lin.says("今天走访埔中村张大爷，屋顶漏雨")
    [card] = await zhou.says("今天走访埔中村张大爷家，缺药")
    assert "刚才小林也记了同村同事项（V-0001），合并？" in card.text
