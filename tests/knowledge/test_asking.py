from knowledge.asking import ask_lines
from knowledge.base import Entry
from knowledge.matching import Matcher

MATCHER = Matcher(
    [
        Entry(id="low-income", question="怎么申请低保？", answer="向镇里书面申请。\n", facts=("T3-116",)),
        Entry(id="petition", question="信访多久办结？", answer="60日。"),
        Entry(id="leave", question="请假找谁批？", answer="镇党委。"),
        Entry(id="water", question="饮水安全看哪几项？", answer="四项。"),
    ]
)


def test_an_answer_carries_its_text_and_the_nearest_entries() -> None:
    [asked] = ask_lines(["怎么申请低保"], MATCHER)
    assert asked["decision"] == "answer"
    assert asked["answer"] == "向镇里书面申请。"
    assert asked["candidates"][0] == {"id": "low-income", "score": 1.0, "facts": ["T3-116"]}
    assert len(asked["candidates"]) == 3


def test_each_line_gets_its_object_in_order_a_blank_one_too() -> None:
    asked = list(ask_lines(["", "比特币多少钱", "怎么申请"], MATCHER))
    assert [(one["question"], one["decision"], one["answer"]) for one in asked] == [
        ("", "none", None),
        ("比特币多少钱", "none", None),
        ("怎么申请", "choose", None),
    ]


def test_the_number_of_candidates_and_the_text_told_are_the_callers() -> None:
    [asked] = ask_lines(["信访多久办结"], MATCHER, top=1, told=lambda entry, _town: f"〔{entry.id}〕")
    assert len(asked["candidates"]) == 1
    assert asked["answer"] == "〔petition〕"
