import pytest

from knowledge.entries import shipped
from knowledge.matching import Matcher


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(list(shipped().entries.values()))


@pytest.mark.parametrize(
    "question",
    [
        "镇党委书记任期几年",
        "第一书记能不能兼任村主任",
        "学校撤并要什么程序",
        "村庄合并补偿多少",
        "留守儿童补贴",
        "狮头鹅养殖补贴",
        "凤凰单丛多少钱一斤",
        "高标准农田一亩补多少",
        "医疗救助比例",
    ],
)
def test_another_thing_asked_of_a_familiar_name_is_not_told_outright(matcher: Matcher, question: str) -> None:
    assert matcher.match(question).decision != "answer"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第一书记任期几年呀", "first-secretary-term"),
        ("监督员平时干嘛的", "duty-supervisor"),
        ("监测对象都有哪几类", "monitoring-household-types"),
        ("那个两千万还有没有", "fund-after-2025"),
        ("合作社五个人能不能登记", "coop-members"),
    ],
)
def test_what_an_entry_does_tell_is_told(matcher: Matcher, question: str, expected: str) -> None:
    match = matcher.match(question)
    assert (match.decision, match.candidates[0].entry.id) == ("answer", expected)


@pytest.mark.parametrize("said", ["他家还有个小孩在读高中", "这户今年脱贫不稳定户的名单下来了"])
def test_a_statement_about_somebody_is_not_answered_outright(matcher: Matcher, said: str) -> None:
    assert matcher.match(said).decision != "answer"


@pytest.mark.parametrize("said", ["可以吗", "要多久"])
def test_a_question_of_function_words_is_asked_back_though_small_talk_is_like_it(matcher: Matcher, said: str) -> None:
    assert matcher.match(said).decision == "choose"


@pytest.mark.parametrize(
    ("question", "town"),
    [("枫溪镇一年多少钱", "枫溪镇"), ("街道一年多少钱", None), ("我们镇一年多少帮扶资金", "上饶镇")],
)
def test_the_town_an_answer_reads_for_is_the_one_named(matcher: Matcher, question: str, town: str | None) -> None:
    meant = matcher.match(question, town="上饶镇").town
    assert (meant.name if meant else None) == town
