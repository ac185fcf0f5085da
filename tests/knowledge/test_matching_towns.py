from datetime import date

import pytest

from knowledge.base import Entry
from knowledge.matching import Matcher

TODAY = date(2026, 11, 22)
SAME = ("帮扶资金每年有多少？", "一年能拿多少帮扶的钱", "帮扶经费标准")
REST = [
    Entry(id="leave", question="请假找谁批？", variants=("驻村干部请假几天要报备",), answer="镇党委。"),
    Entry(id="water", question="饮水安全看哪几项？", variants=("水质水量怎么算安全",), answer="四项。"),
]


def fund(key: str, kinds: tuple[str, ...], **more: object) -> Entry:
    return Entry.model_validate(
        {"id": key, "question": SAME[0], "variants": list(SAME[1:]), "answer": key, "applies_to": list(kinds), **more}
    )


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher([fund("fund-town", ("镇",)), fund("fund-street", ("街道",)), fund("fund-farm", ("林场",)), *REST])


@pytest.mark.parametrize(
    ("town", "expected"), [("新圩镇", "fund-town"), ("凤新街道", "fund-street"), ("万峰林场", "fund-farm")]
)
@pytest.mark.parametrize("question", ["帮扶资金每年有多少", "我们一年能拿到多少帮扶钱呀"])
def test_the_askers_town_decides_between_siblings_and_they_do_not_split_the_lead(
    matcher: Matcher, town: str, expected: str, question: str
) -> None:
    match = matcher.match(question, town=town, today=TODAY)
    assert (match.decision, match.candidates[0].entry.id) == ("answer", expected)


def test_a_town_named_in_the_question_outweighs_the_askers(matcher: Matcher) -> None:
    match = matcher.match("凤新街道的帮扶资金每年有多少", town="新圩镇", today=TODAY)
    assert match.candidates[0].entry.id == "fund-street"


def test_without_a_town_siblings_are_offered_not_guessed(matcher: Matcher) -> None:
    assert matcher.match("帮扶资金每年有多少", today=TODAY).decision == "choose"


def test_a_town_nobody_knows_is_like_no_town(matcher: Matcher) -> None:
    assert matcher.match("帮扶资金每年有多少", town="不存在镇", today=TODAY).decision == "choose"


def test_of_two_entries_with_the_same_words_the_one_still_valid_is_told() -> None:
    old = fund("old", (), valid_from=date(2021, 1, 1), valid_until=date(2025, 12, 31))
    matcher = Matcher([old, fund("new", (), valid_from=date(2026, 1, 1)), *REST])
    match = matcher.match(SAME[0], today=TODAY)
    assert (match.decision, match.candidates[0].entry.id) == ("answer", "new")


def test_an_entry_and_the_one_that_replaced_it_do_not_split_the_lead() -> None:
    old = fund("old", (), replaced_by="new")
    matcher = Matcher([old, fund("new", ()), *REST])
    assert matcher.match("一年能拿多少帮扶的钱呢", today=TODAY).decision == "answer"
