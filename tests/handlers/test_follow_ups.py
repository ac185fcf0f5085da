"""Short words within ten minutes belong to the answer just given."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.library import library
from tests.office import Office, Person


@pytest.fixture
async def office(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    async with library(database_url, tmp_path, monkeypatch) as office:
        yield office


async def test_the_part_that_is_asked_for_is_told_with_its_entry_and_basis(lin: Person) -> None:
    await lin.says("钱怎么花")
    [materials] = await lin.says("那材料呢")
    assert materials.text.startswith(
        "帮扶资金能用在哪里？·需要材料\n项目申请书、预算表\n依据：《示例办法》（示例〔2021〕1号）"
    )
    [term] = await lin.says("要多久")
    assert "·时限\n镇审核后7个工作日内批复。" in term.text
    [steps] = await lin.says("具体怎么办理")
    assert "先由村提出" in steps.text
    [basis] = await lin.says("依据呢？")
    assert "《示例办法》 示例〔2021〕1号" in basis.text


async def test_what_the_entry_does_not_say_is_offered_to_a_person_under_its_topic(lin: Person, cai: Person) -> None:
    await lin.says("临时救助怎么申请？")
    [honest] = await lin.says("要多久")
    assert "“临时救助怎么申请？”的答案里没有写时限" in honest.text
    await lin.presses(honest, "请人答复")
    [card] = await cai.news()
    assert "“临时救助怎么申请？ 要多久”" in card.text


async def test_after_ten_minutes_short_words_are_asked_back(office: Office, lin: Person) -> None:
    await lin.says("钱怎么花")
    office.clock.step(minutes=11)
    [back] = await lin.says("那材料呢")
    assert "·需要材料" not in back.text


async def test_a_new_topic_takes_the_place_of_the_old(lin: Person) -> None:
    await lin.says("钱怎么花")
    await lin.says("临时救助怎么申请？")
    [materials] = await lin.says("那材料呢")
    assert "临时救助怎么申请？" in materials.text


async def test_what_one_person_was_told_is_no_topic_of_another(lin: Person, zhou: Person) -> None:
    await lin.says("钱怎么花")
    [back] = await zhou.says("那材料呢")
    assert "项目申请书" not in back.text


async def test_a_stranger_is_not_told_what_is_inside_even_when_it_is_what_was_asked(
    lin: Person, stranger: Person
) -> None:
    [inside] = await lin.says("内部结余怎么处理？")
    assert "报指挥部研究" in inside.text
    [outside] = await stranger.says("内部结余怎么处理？")
    assert "报指挥部研究" not in outside.text
    assert "有用" not in outside.buttons
