import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.base import Entry
from knowledge.matching import Matcher

FEW = Matcher(
    [
        Entry(id="low-income", question="怎么申请低保？", variants=("吃低保要什么手续",), answer="向镇里书面申请。"),
        Entry(id="fund", question="每个镇每年有多少帮扶资金？", answer="2000万元。"),
        Entry(id="petition", question="信访多久办结？", answer="60日。"),
    ]
)
CHINESE = st.text(
    st.sampled_from("的一二万两低保帮扶资金镇村申请怎么多少第宝審請１２30,，？ a😀\u202e\u0000"), max_size=80
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), CHINESE))
def test_any_text_gets_a_decision_and_candidates(text: str) -> None:
    match = FEW.match(text)
    assert match.decision in ("answer", "choose", "none")
    assert len(match.candidates) == 3
    assert all(0 <= candidate.score <= 1 for candidate in match.candidates)


@settings(max_examples=100, deadline=None)
@given(st.lists(CHINESE.filter(str.strip), min_size=1, max_size=6, unique=True))
def test_any_base_finds_its_own_wordings(wordings: list[str]) -> None:
    matcher = Matcher([Entry(id=f"e{number}", question=text, answer="答") for number, text in enumerate(wordings)])
    for text in wordings:
        assert matcher.match(text).candidates


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1; DROP TABLE entries; --",
        "<script>alert('低保')</script>",
        "{{7*7}} ${jndi:ldap://x}",
        "\u202e低保怎么申请\u202c",
        "Как подать заявление? كيف أقدم؟ 申請はどうやって",
        "𠮷野家𩸽" * 50,
        "1" * 5000,
        "一" * 5000,
        "壹" * 5000,
        "九十" * 2500,
        "<" * 5000,
        "&" * 5000,
        "低保。" * 1667,
        "的" * 5000,
        "\ufdfa" * 5000,
        "👨‍👩‍👧‍👦" * 700,
        "\n\t\r\v\f\x00\x1b" * 100,
    ],
)
def test_hostile_text_is_read_like_any_other(text: str) -> None:
    assert len(FEW.match(text).candidates) == 3


def test_a_question_at_the_head_of_a_long_document_is_still_found() -> None:
    story = "怎么申请低保？" + "今天走访了三户，路上一直下雨。" * 350
    assert FEW.match(story).candidates[0].entry.id == "low-income"


def test_marks_that_turn_the_writing_around_do_not_hide_a_question() -> None:
    assert FEW.match("\u202e怎么\u200b申请\u2066低保").decision == "answer"
