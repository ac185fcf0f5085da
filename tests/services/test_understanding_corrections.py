"""Which words put right what was told last, and what of it."""

from datetime import date

import pytest

from knowledge.places import shipped
from services.understanding import UNDO, Correction, Kind, correction_of, read

TODAY = date(2026, 11, 25)


def _of(said: str) -> Correction | None:
    return correction_of(said, TODAY, "上饶镇", shipped())


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ("刚才说错了，是许坑村", "village", "许坑村"),
        ("剛才說錯了 是許坑村", "village", "許坑村"),
        ("说错了是许坑村不是埔中村", "village", "许坑村"),
        ("刚刚发错了，不是埔中村，是许坑村", "village", "许坑村"),
        ("把刚才那条的村改成许坑", "village", "许坑"),
        ("村名写错了，许坑村", "village", "许坑村"),
        ("不对，是东寮村", "village", "东寮村"),
        ("不对，改成4户", "count", "4户"),
        ("户数改成6", "count", "6"),
        ("刚才那个是5户不是3户", "count", "5户"),
        ("刚才那条埔中村的改成5户", "count", "5户"),
        ("唔系3户系5户", "count", "5户"),
        ("应该是5户", "count", "5户"),
        ("改成昨天", "visited_on", "昨天"),
        ("刚才那条日期不对，应该是前天", "visited_on", "前天"),
        ("更正，走访日期为11月20日", "visited_on", "11月20日"),
        ("刚才记的是李婶家不是李伯家", "household", "李婶家"),
        ("同行改成小李", "companions", "小李"),
        ("诉求改成缺肥料", "needs", "缺肥料"),
    ],
)
def test_the_field_and_its_new_words_are_found_in_a_correction(said: str, field: str, words: str) -> None:
    assert _of(said) == Correction(field, words)


@pytest.mark.parametrize(
    "said", ["发错了", "发错人了", "昨天记错了，删掉", "刚才那条不要了", "弄错了，作废", "刚才的不算"]
)
def test_what_was_sent_by_mistake_is_taken_back(said: str) -> None:
    assert _of(said) == Correction(UNDO, "")


@pytest.mark.parametrize(("said", "field"), [("记错了", None), ("刚才说错了", None), ("刚才那条的户数改一下", "count")])
def test_a_correction_may_leave_open_what_is_right(said: str, field: str | None) -> None:
    assert _of(said) == Correction(field, "")


@pytest.mark.parametrize(
    "said",
    [
        "今天去埔中村，13户反映没水，不对，是3户",
        "改成公厕的老屋漏水，埔中村",
        "把旧小学改成活动室",
        "刚才去了埔中村，3户缺水",
        "不是缺水，是水压低",
        "前面的桥是石桥不是木桥",
        "那条路坏了，改成水泥路",
        "户数怎么改",
        "不对吧？",
        "水不对劲",
        "改到后天上午9点",
        "政策改了没有",
        "撤销",
        "",
    ],
)
def test_what_tells_something_of_its_own_corrects_nothing(said: str) -> None:
    assert _of(said) is None


@pytest.mark.parametrize(
    "said", ["刚才说错了，是许坑村", "发错了", "户数改成6", "刚才那个是5户不是3户", "昨天记错了，删掉"]
)
def test_a_correction_is_a_command_and_no_visit(said: str) -> None:
    assert read(said, TODAY, "上饶镇", shipped()).kind is Kind.COMMAND
