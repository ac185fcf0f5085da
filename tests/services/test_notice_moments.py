"""The moments people name for a notice, and what in its words may weigh on people."""

from datetime import date, datetime

import pytest

from services.clock import TEAM_ZONE
from services.notices import burden, moments
from services.notices.burden import Doubt
from services.notices.refusals import MomentPast, MomentUnread

SUNDAY_EVENING = datetime(2026, 11, 22, 21, 0, tzinfo=TEAM_ZONE)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("明早8:30", "11-23 08:30"),
        ("明早", "11-23 08:30"),
        ("11月25日上午9点", "11-25 09:00"),
        ("25号下午2点一刻", "11-25 14:15"),
        ("明天下午三点半", "11-23 15:30"),
        ("周五15:00", "11-27 15:00"),
        ("下周三上午十点", "11-25 10:00"),
        ("后天", "11-24 09:00"),
        ("8点", "11-23 08:00"),
        ("今晚10点", "11-22 22:00"),
        ("２小时后", "11-22 23:00"),
        ("半小时后", "11-22 21:30"),
        ("明天12点", "11-23 12:00"),
        ("十二月一日", "12-01 09:00"),
    ],
)
def test_a_moment_is_read(said: str, meant: str) -> None:
    assert moments.read(said, SUNDAY_EVENING).astimezone(TEAM_ZONE).strftime("%m-%d %H:%M") == meant


@pytest.mark.parametrize("said", ["随便", "早点发", "11月25日或26日", "下周", ""])
def test_what_names_no_single_moment_is_refused(said: str) -> None:
    with pytest.raises(MomentUnread):
        moments.read(said, SUNDAY_EVENING)


@pytest.mark.parametrize("said", ["昨天9点", "今天下午3点", "11月20日上午9点"])
def test_what_is_over_is_refused(said: str) -> None:
    with pytest.raises(MomentPast):
        moments.read(said, SUNDAY_EVENING)


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("请各队每天打卡", {Doubt.CHECK_IN}),
        ("完成情况将通报排名", {Doubt.RANKING}),
        ("今天下班前报送数据", {Doubt.SAME_DAY}),
        ("请马上填报", {Doubt.SAME_DAY}),
        ("周六上午在镇里开会", {Doubt.OFF_HOURS}),
        ("走访须截图上传", {Doubt.TRACES}),
        ("明天上午9点在镇政府开会，请准时参加", set()),
        ("请于12月4日前报送冬种情况，没有的不用报", set()),
    ],
)
def test_what_weighs_too_much_is_found(text: str, doubts: set[Doubt]) -> None:
    assert {one.doubt for one in burden.doubts(text)} == doubts


def test_days_that_are_over_when_it_is_sent() -> None:
    assert burden.days_past("请于11月20日前报送", date(2026, 11, 23)) == ["11月20日前"]
    assert burden.days_past("请于12月4日前报送，上周三已布置", date(2026, 11, 23)) == []


def test_the_burden_counts_reading_files_and_answering() -> None:
    said = burden.burden("字" * 380, 0, "confirm", 45)
    assert (said.minutes, said.hours) == (1, 0.8)
    assert burden.burden("字" * 380, 0, "reply", 45).minutes == 6
    assert burden.burden("字" * 900, 2, "note", 3).minutes == 7
