"""The guard at the door: what it covers, and what it leaves alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.privacy import Kind, mask

QUESTIONS = Path(__file__).parent.parent.parent / "bench" / "questions"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("身份证11010519491231002X", [Kind.ID_NUMBER]),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", [Kind.ID_NUMBER]),
        ("110105 19491231 002x", [Kind.ID_NUMBER]),
        ("电话13800138000", [Kind.MOBILE]),
        ("打138-0013-8000找他", [Kind.MOBILE]),
        ("+8613800138000", [Kind.MOBILE]),
        ("卡号6222021234567890127", [Kind.BANK_CARD]),
        ("快递6222021234567890127", []),
        ("卡号4111111111111111", [Kind.BANK_CARD]),
        ("卡号4111 1111 1111 1111", [Kind.BANK_CARD]),
        ("陈大爷得了肺癌晚期", [Kind.DIAGNOSIS]),
        ("老李有糖尿病，电话13800138000", [Kind.MOBILE, Kind.DIAGNOSIS]),
        ("高血压病人能报销吗", []),
        ("今天去上善村，张三患尿毒症，想住院", [Kind.DIAGNOSIS]),
        ("看张三，他有糖尿病", [Kind.DIAGNOSIS]),
        ("张三（72岁，患尿毒症）缺人照顾", [Kind.DIAGNOSIS]),
        ("身份证号440524198001010012", [Kind.ID_NUMBER]),
        ("银行卡6222021234567890123", [Kind.BANK_CARD]),
        ("电话0768-2345678", [Kind.PHONE]),
        ("村里有几户得了糖尿病能申请救助吗", []),
        ("走访时登记村民的病情和银行卡", []),
        ("支出125000.00元，2026-11-22 12:30到账", []),
        ("粤委办发电〔2021〕60号", []),
        ("户编号0231缺水", []),
        ("11010519491231002A", []),
        ("户编号0231，支出卡号未提供", []),
    ],
)
def test_what_is_personal_is_found(said: str, found: list[Kind]) -> None:
    masked = mask(said)
    assert sorted(masked.found) == sorted(found)
    assert len(masked.text) == len(said)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("一三九一二三四五六七八", "***********"),
        ("打幺三九一二三四五六七八找他", "打***********找他"),
        ("一三九，一二三四，五六七八", "***，****，****"),
        ("一三九一二三四五六七八一直打不通", "***********一直打不通"),
        ("电话一三九一二三四五六七八家里没人", "电话***********家里没人"),
        ("打13912345678一直不通", "打***********一直不通"),
        ("一一〇一〇五一九四九一二三一〇〇二X", "******************"),
        ("二〇二一年一月，一三五七九，二〇二五年", "二〇二一年一月，一三五七九，二〇二五年"),
        ("共一百三十九户，二三四五月份完成", "共一百三十九户，二三四五月份完成"),
    ],
)
def test_numbers_dictated_in_words_are_covered_too(said: str, kept: str) -> None:
    assert mask(said).text == kept


@pytest.mark.parametrize(
    "said",
    [
        "坑前村陈大哥（13912345678，身份证 440524198001010012）家里断水，他有肝癌",
        "陈大哥家里断水，一直没人来修，他有肝癌，能不能办低保？",
        "陈志强家，他老婆有精神分裂症",
        "走访陈志强户，户主身体不好。老婆有精神分裂症，儿子在外打工",
        "陈阿婆家水管坏了。她有糖尿病，问什么时候能修好",
        "林秀娟，女，45岁，乳腺癌",
        "刘桂香的丈夫有尿毒症，想申请救助，怎么办",
        # Without a name, as in a later step of a form
        "患有艾滋病",
        "他有肝癌，问能不能办低保",
        "有高血压、糖尿病，腿脚不便",
        "老伴去年中风，行动不便",
        "确诊艾滋病两年，没敢告诉家里",
        "父亲因脑梗瘫痪在床",
        "孩子有白血病，在广州住院",
        "尿毒症，每周透析三次",
        "该户因癌症致贫",
        "夫妻俩都有乙肝",
        "患有尿毒症，想申请低保",
    ],
)
def test_an_illness_told_of_somebody_is_covered(said: str) -> None:
    masked = mask(said)
    assert Kind.DIAGNOSIS in masked.found
    assert len(masked.text) == len(said)
    assert mask(masked.text).text == masked.text


@pytest.mark.parametrize(
    "said",
    [
        "高血压能报销吗",
        "尿毒症救助",
        "癌症病人大病保险",
        "得了癌症怎么申请救助",
        "患癌症的贫困户有什么政策",
        "我妈得了糖尿病能报销吗",
        "孩子得了白血病可以申请什么救助？",
        "高血压糖尿病门诊用药报销比例",
        "家里有癌症病人能申请低保吗",
        "请问抑郁症能办残疾证吗？",
        "如果得了癌症，医保报多少",
        "村里有3户患有尿毒症，需要帮扶",
        "今年筛查出高血压32人",
        "开展糖尿病义诊活动，服务80人",
        "肺结核防治宣传",
        "患癌症申请大病救助",
    ],
)
def test_questions_of_policy_and_what_is_said_of_many_stay(said: str) -> None:
    assert mask(said).found == ()


_TOLD = st.lists(
    st.sampled_from(
        [
            "陈大爷",
            "他",
            "老婆",
            "患有",
            "有",
            "肝癌",
            "高血压",
            "糖尿病晚期",
            "、",
            "，",
            "。",
            "吗",
            "救助",
            "几户",
            "13912345678",
            "一三",
            "的",
            "家",
        ]
    ),
    max_size=14,
).map("".join)


@given(_TOLD)
def test_what_is_covered_once_is_covered_for_good(said: str) -> None:
    once = mask(said)
    assert len(once.text) == len(said)
    assert mask(once.text).text == once.text


@given(st.text(max_size=300))
def test_any_text_keeps_its_length_and_masking_twice_changes_nothing(said: str) -> None:
    once = mask(said)
    assert len(once.text) == len(said)
    assert mask(once.text).text == once.text


def test_false_alarms_on_the_development_sentences_stay_below_one_percent() -> None:
    said = [
        json.loads(line).get("text") or json.loads(line)["q"]
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(said) > 400
    alarms = [one for one in said if mask(one).found]
    assert len(alarms) <= len(said) / 100, alarms
