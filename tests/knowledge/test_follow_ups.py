"""Which short words ask on about the last answer, and what an entry says to them."""

import pytest

from knowledge.base import Entry
from knowledge.follow_ups import Part, part_asked, said_of

ENTRY = Entry(
    id="relief",
    question="临时救助怎么申请？",
    answer="向镇政府提出申请，带身份证和户口簿。2021—2025年的口径。镇政府7个工作日内办结。",
    details={"steps": "村提出，镇审核。", "basis": "办法第3条"},
)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("那材料呢", Part.MATERIALS),
        ("要带什么", Part.MATERIALS),
        ("需要准备什么材料？", Part.MATERIALS),
        ("要多久", Part.TERM),
        ("那大概多长时间能批下来呢", Part.TERM),
        ("依据呢", Part.BASIS),
        ("是哪份文件", Part.BASIS),
        ("那流程呢", Part.STEPS),
        ("具体怎么办理", Part.STEPS),
        ("那材料呢？？", Part.MATERIALS),
        ("那資料呢", Part.MATERIALS),
    ],
)
def test_short_words_ask_on(words: str, part: Part) -> None:
    assert part_asked(words) is part


@pytest.mark.parametrize(
    "words", ["低保要什么材料", "危房改造多久验收", "公示要贴多久", "", "？？", "那低保呢", "好的", "材料" * 20]
)
def test_words_with_a_subject_of_their_own_do_not(words: str) -> None:
    assert part_asked(words) is None


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part.MATERIALS, "向镇政府提出申请，带身份证和户口簿。"),
        (Part.STEPS, "村提出，镇审核。"),
        (Part.TERM, "镇政府7个工作日内办结。"),
        (Part.BASIS, "办法第3条"),
    ],
)
def test_an_entry_tells_its_detail_or_the_sentences_about_it(part: Part, said: str) -> None:
    assert said_of(ENTRY, part) == said


def test_what_an_entry_does_not_say_is_not_invented() -> None:
    assert said_of(ENTRY.model_copy(update={"answer": "可以。", "details": {}}), Part.TERM) is None
