"""What a notice costs those who get it (D13), and what in it may weigh on them more than it need."""

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.notices.drafting import Asks
from services.understanding.dates import Direction, find

# Estimates of our own, said as such: reading 400 characters a minute, a file two minutes, an answer in words five.
_READ_A_MINUTE = 400
_FILE_MINUTES = 2
_ANSWER_MINUTES = 5
_LONG_AGO = 60


class Doubt(StrEnum):
    """What the words may ask too much of."""

    CHECK_IN = "check in"
    RANKING = "ranking"
    SAME_DAY = "same day"
    OFF_HOURS = "off hours"
    TRACES = "traces"


_DOUBTS: dict[Doubt, re.Pattern[str]] = {
    Doubt.CHECK_IN: re.compile(r"打卡|签到|实时定位|位置共享|轨迹|每日报平安"),
    Doubt.RANKING: re.compile(r"排名|排序通报|末位|红黑榜|晒成绩|名次|评比"),
    Doubt.SAME_DAY: re.compile(
        r"(?:今天|今日|当天|当日|今晚)[^。;；,，\n]{0,12}?(?:报|交|填|反馈|提供|汇总)"
        r"|(?:立即|马上|火速|(?:半|一|两|1|2)个?小时内)[^。;；,，\n]{0,10}?(?:报|交|填|反馈|提供|汇总)"
    ),
    Doubt.OFF_HOURS: re.compile(
        r"(?:周末|周六|周日|星期六|星期天|星期日|节假日|晚上|今晚|明晚|夜间|凌晨|休息日|2[0-3][:：点])[^。;；,，\n]{0,14}?"
        r"(?:报|交|填|反馈|加班|开会|参加|召开|值守|上线|前)"
    ),
    Doubt.TRACES: re.compile(r"拍照上传|截图(?:上传|反馈|回复|证明|发)|留痕|合影上传|上传照片"),
}


@dataclass(frozen=True)
class Burden:
    """How many people it costs how many minutes each."""

    people: int
    minutes: int

    @property
    def hours(self) -> float:
        """All of them together, to a tenth."""
        return round(self.people * self.minutes / 60, 1)


@dataclass(frozen=True)
class Found:
    """Words of the notice that may weigh more than they need, and why."""

    doubt: Doubt
    words: str


def burden(text: str, files: int, asks: str, people: int) -> Burden:
    """The estimate for so many people."""
    minutes = math.ceil(len(text) / _READ_A_MINUTE) + files * _FILE_MINUTES
    return Burden(people, max(1, minutes) + (_ANSWER_MINUTES if asks == Asks.REPLY else 0))


def doubts(text: str) -> list[Found]:
    """At most one finding of each kind, in the notice's own words."""
    found = [(doubt, pattern.search(text)) for doubt, pattern in _DOUBTS.items()]
    return [Found(doubt, match.group()) for doubt, match in found if match]


def days_past(text: str, sent_on: date) -> list[str]:
    """Days by date that will be over when the notice is sent: 11月20日, said of this year."""
    past = []
    for mention in find(text, sent_on).mentions:
        last = mention.days(Direction.PAST).last
        if re.search(r"\d\s?[日号]", mention.text) and 0 < (sent_on - last).days <= _LONG_AGO:
            past.append(mention.text)
    return past
