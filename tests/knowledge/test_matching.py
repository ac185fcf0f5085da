import pytest

from knowledge.base import Entry
from knowledge.matching import Matcher

WORDINGS = {
    "low-income": ("怎么申请低保？", "低保去哪里递材料", "吃低保要什么手续", "家里困难想办最低生活保障"),
    "relief": ("临时救助怎么办？", "家里着火了能先给点救助吗", "突发车祸 救助 申请", "急难救助找谁"),
    "homestead": ("新批宅基地最多多大？", "宅基地面积上限", "建房能批多少平方", "山区宅基地标准"),
    "petition": ("信访事项多久办结？", "群众来信几天答复", "信访 办理 期限", "上访的事最长多少天要有结果"),
    "fund": ("每个镇每年有多少帮扶资金？", "一个镇一年能拿多少钱", "帮扶资金 2000万", "两千万是哪几年的"),
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher([Entry(id=key, question=said[0], variants=said[1:], answer="答") for key, said in WORDINGS.items()])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("请问一下低保怎么申请呀", "low-income"),
        ("申請低保去哪裏遞材料", "low-income"),
        ("第宝怎么审请", "low-income"),
        ("二千万是哪几年", "fund"),
        ("２０００万是哪几年", "fund"),
        ("隔壁阿婆上个月摔了一跤,儿子又没工作,家里实在困难,我们队里商量了几次,想问低保要到哪里递材料?", "low-income"),
        ("宅基地 面积", "homestead"),
    ],
)
def test_other_wordings_find_the_entry(matcher: Matcher, question: str, expected: str) -> None:
    assert matcher.match(question).candidates[0].entry.id == expected


def test_a_wording_as_written_is_answered(matcher: Matcher) -> None:
    match = matcher.match("急难救助,找谁")
    assert (match.decision, match.candidates[0].entry.id) == ("answer", "relief")


@pytest.mark.parametrize(
    "question", ["怎么申请", "多少钱", "要什么材料呢", "現在還有效嗎", "找哪个部门？？", "流程发我一下🙏"]
)
def test_a_question_that_could_be_about_anything_is_asked_back(matcher: Matcher, question: str) -> None:
    assert matcher.match(question).decision == "choose"


@pytest.mark.parametrize("question", ["", "   ", "🙏🙏", "？！……", "\x00\u202e", "<b></b>"])
def test_what_holds_no_words_finds_nothing(matcher: Matcher, question: str) -> None:
    match = matcher.match(question)
    assert match.decision == "none"
    assert len(match.candidates) == 3


def test_as_many_candidates_come_back_as_asked_for(matcher: Matcher) -> None:
    scores = [one.score for one in matcher.match("救助", top=5).candidates]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


def test_an_empty_knowledge_base_answers_nothing() -> None:
    assert Matcher([]).match("低保").candidates == ()


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("第宝去哪里递材料", "低保"),
        ("灵时救助怎么办", "临时"),
        ("低保怎么申请", None),
        ("低保怎麼申請", "低保怎么申请"),
    ],
)
def test_a_question_read_otherwise_than_written_says_so(matcher: Matcher, question: str, read_as: str | None) -> None:
    assert matcher.match(question).read_as == read_as


@pytest.mark.parametrize("question", ["你好", "在吗", "谢谢啦", "辛苦了", "你是谁", "讲个笑话吧", "晚安"])
def test_small_talk_is_no_question(matcher: Matcher, question: str) -> None:
    assert matcher.match(question).decision == "none"


def test_the_wording_shown_is_the_one_nearest_to_the_question(matcher: Matcher) -> None:
    assert matcher.match("山区的宅基地标准是什么").candidates[0].wording == "山区宅基地标准"


@pytest.fixture(scope="module")
def waste() -> Matcher:
    """Knows of waste, of meetings, and of low income."""
    wordings = {
        "waste": ("农村垃圾怎么处理？", "垃圾分类"),
        "meeting": ("村民会议要提前几天通知？", "开会通知"),
        "low-income": WORDINGS["low-income"],
    }
    return Matcher([Entry(id=key, question=said[0], variants=said[1:], answer="答") for key, said in wordings.items()])


@pytest.mark.parametrize("said", ["你这个垃圾", "什么垃圾东西", "滚", "各位领导下午好", "老师您好", "唔该晒"])
def test_insults_and_greetings_are_answered_with_nothing(waste: Matcher, said: str) -> None:
    assert waste.match(said).decision == "none"


def test_waste_itself_may_be_asked_about(waste: Matcher) -> None:
    assert waste.match("垃圾分类").decision == "answer"


def test_what_the_team_is_to_be_told_is_no_question(waste: Matcher) -> None:
    assert waste.match("通知大家明天开会").decision == "none"
    assert waste.match("村民会议要提前几天通知").decision == "answer"


@pytest.mark.parametrize(
    "said",
    ["'; DROP TABLE visits;--", "<b>你好</b><script>alert(1)</script>", "SELECT * FROM users WHERE 1=1", "rm -rf /"],
)
def test_code_finds_nothing_and_is_read_as_nothing(waste: Matcher, said: str) -> None:
    match = waste.match(said)
    assert (match.decision, match.read_as) == ("none", None)


def test_tags_around_a_question_are_not_read(waste: Matcher) -> None:
    match = waste.match("<b>低保</b>去哪裏遞材料<script>alert('垃圾分类')</script>")
    assert (match.candidates[0].entry.id, match.read_as) == ("low-income", "低保 去哪里递材料")


@pytest.mark.parametrize("said", ["低保點樣申請", "申請低保去邊度遞材料", "吃低保要咩手续"])
def test_cantonese_words_are_understood(waste: Matcher, said: str) -> None:
    match = waste.match(said)
    assert (match.decision, match.candidates[0].entry.id) == ("answer", "low-income")


def test_what_is_far_less_likely_is_not_offered(matcher: Matcher) -> None:
    match = matcher.match("宅基地 面积")
    assert len(match.candidates) == 3
    assert [one.entry.id for one in match.offered] == ["homestead"]


def test_the_first_is_offered_however_unlikely(matcher: Matcher) -> None:
    match = matcher.match("今天天气真好")
    assert match.offered == match.candidates[:1]
