"""Which words put right what was told last."""

from datetime import date

import pytest

from knowledge.places import shipped
from services.understanding import Kind, read
from services.understanding.corrections import is_correction
from services.understanding.plain import plain

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "said",
    [
        "刚才说错了，是许坑村",
        "剛才說錯了 是許坑村",
        "说错了是许坑村不是埔中村",
        "刚刚发错了，不是埔中村，是许坑村",
        "把刚才那条的村改成许坑",
        "村名写错了，许坑村",
        "不对，是东寮村",
        "不对，改成4户",
        "户数改成6",
        "刚才那个是5户不是3户",
        "刚才那条埔中村的改成5户",
        "唔系3户系5户",
        "应该是5户",
        "改成昨天",
        "刚才那条日期不对，应该是前天",
        "更正，走访日期为11月20日",
        "刚才记的是李婶家不是李伯家",
        "同行改成小李",
        "诉求改成缺肥料",
        "发错了",
        "发错人了",
        "昨天记错了，删掉",
        "刚才那条不要了",
        "弄错了，作废",
        "刚才的不算",
        "记错了",
        "刚才说错了",
        "刚才那条的户数改一下",
    ],
)
def test_words_that_put_right_what_was_told_are_a_command_and_no_visit(said: str) -> None:
    assert read(said, TODAY, "上饶镇", shipped()).kind is Kind.COMMAND


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
    assert not is_correction(plain(said))
