"""What words said after a visit are taken for, by rules alone."""

from datetime import date

import pytest

from services.understanding import Promise
from services.visits.belonging import Fit, fit_of, left_out
from services.visits.late import dated

TOLD_ON = date(2026, 11, 29)


@pytest.mark.parametrize(
    "words",
    [
        "我想喝水", "今天好累，腰疼", "帮我查下天气", "把上个月的走访发我", "我这边没信号", "网络不好发不出去",
        "午饭没吃", "明天提醒我交材料", "请把这个记录隐藏起来", "我明天要请半天假去看病", "你帮我算一下这个月走了几户",
        "先别提醒", "顺便帮我查一下低保标准", "这个不要公开", "收到", "好的谢谢", "辛苦了",
    ],
)  # fmt: skip
def test_what_is_meant_for_us_or_about_the_speaker_is_no_part_of_a_visit(words: str) -> None:
    assert fit_of(words) is Fit.NOT


@pytest.mark.parametrize(
    "words",
    [
        "3户缺化肥", "还反映自来水浑浊", "答应周五前回复他", "村道也窄，会车难", "他儿子想找工作", "我已经联系供电所了",
        "我们答应帮他申请临时救助", "陈阿姨想要一副老花镜", "群众要求装路灯", "现场联系了镇水利所", "这条路也坏了",
    ],
)  # fmt: skip
def test_what_is_said_of_the_village_and_its_people_is(words: str) -> None:
    assert fit_of(words) is Fit.SURE


@pytest.mark.parametrize("words", ["路灯坏了", "车坏了", "不要搬迁", "没有钱", "水压很低"])
def test_what_may_be_either_is_neither(words: str) -> None:
    assert fit_of(words) is Fit.UNSURE


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("少说了一户，还有张婶家要低保", 1),
        ("漏了两户，都缺水", 2),
        ("还有缺少三户的水表", 0),
        ("有3户漏水", 0),
        ("水管漏了一户", 0),
    ],
)
def test_households_left_out_are_counted_where_the_words_open_with_it(words: str, more: int) -> None:
    assert left_out(words) == more


def test_a_promise_for_a_day_gone_by_has_no_day() -> None:
    said = (Promise("送药", date(2026, 11, 27)), Promise("问补贴", TOLD_ON), Promise("回话", None))
    assert [one.by for one in dated(said, TOLD_ON)] == [None, TOLD_ON, None]
