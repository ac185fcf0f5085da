"""How often, as people write it."""

from datetime import date, datetime, time

import pytest

from knowledge.duties import rule_of
from services.duties.cadence_words import read
from services.duties.refusals import CadenceUnread


@pytest.mark.parametrize(
    ("words", "cadence"),
    [
        ("每周五17:00", "FREQ=WEEKLY;BYDAY=FR"),
        ("每星期一前", "FREQ=WEEKLY;BYDAY=MO"),
        ("每两周周三", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("每月25日前", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("每个月5号", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("每月底前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("每月最后一天", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("每季度末月20日", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
        ("每季末", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("每半年", "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("每年11月30日前", "FREQ=MONTHLY;BYMONTH=11;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("每年6月、12月底前", "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ],
)
def test_a_cadence_in_words_becomes_a_rule(words: str, cadence: str) -> None:
    said = read(words)
    assert said.cadence == cadence
    assert rule_of(cadence)


def test_days_after_stationing_are_their_own_window() -> None:
    said = read("进驻后40天")
    assert (said.cadence, said.after_stationing, said.window) == (None, 40, 40)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("每周五17:00", time(17)),
        ("每周五下午5点半", time(17, 30)),
        ("每周五上午9点", time(9)),
        ("每周五", time(18)),
    ],
)
def test_the_time_of_day_is_read_and_else_six_in_the_evening(words: str, at: time) -> None:
    assert read(words).at == at


def test_a_day_that_short_months_lack_means_their_last_one() -> None:
    rule = rule_of(str(read("每月31日").cadence))
    days = rule.between(datetime(2027, 1, 31), datetime(2027, 4, 30), inc=True)  # noqa: DTZ001 plain calendar days
    assert [day.date() for day in days][1:] == [
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]


@pytest.mark.parametrize("words", ["有空就办", "每天", "每月40日", "每年13月1日", "每周五25:00", ""])
def test_what_is_no_cadence_is_refused(words: str) -> None:
    with pytest.raises(CadenceUnread):
        read(words)
