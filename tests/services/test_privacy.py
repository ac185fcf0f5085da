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
        ("电话0768-2345678", [Kind.MOBILE]),
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
