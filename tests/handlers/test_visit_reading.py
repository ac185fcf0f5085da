"""What is kept as a visit and what is not, as people see it in the chat."""

import pytest

from tests.office import Person


@pytest.mark.parametrize("said", ["昨天谁去过埔中村", "小李昨天去了埔中村没有", "今天去县里开会，领导讲了帮扶资金"])
async def test_a_question_about_visits_or_a_meeting_elsewhere_is_not_kept(lin: Person, said: str) -> None:
    await lin.says(said)
    [listing] = await lin.says("/visits")
    assert "V-0001" not in listing.text


async def test_what_villagers_ask_on_a_visit_is_kept_with_it(lin: Person) -> None:
    [card] = await lin.says("今天去埔中村走访，村民陈某反映自来水三天没来了，什么时候能修好？")
    assert card.text.startswith("已保存 走访 V-0001（埔中村")


async def test_a_slip_within_the_sentence_is_put_right_on_the_card(lin: Person) -> None:
    [card] = await lin.says("今天去埔中村，13户反映没水，不对，是3户")
    assert "13户" not in card.text.split("原话")[0]
