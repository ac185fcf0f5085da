"""Days counted from today: 今天, 大前天, 三天前, 两周后, 三天内."""

import re
from datetime import date
from re import Match

from services.understanding.dates.mention import Reading, after, between, on, rule
from services.understanding.dates.months import month_days, months_after
from services.understanding.dates.numerals import SMALL, SMALL_BEGINS, number

_AWAY = {"今": 0, "昨": -1, "寻": -1, "琴": -1, "明": 1, "听": 1, "前": -2, "后": 2, "大前": -3, "大后": 3}

_NAMED = re.compile(
    r"(?=[大前后今昨明寻琴听])(?:大大?(?:前|后)天|(?<![目以之提空年天眼月周期日个])大?前(?:天|日|儿|晚)(?!地|数)"
    r"|(?<![以之然最午往今月周年天])大?后(?:天|日|儿)(?!不|生)|(?:今|昨)(?:天|日|儿个?|早|晨|晚|夜|午"
    r"|上午|下午|中午|傍晚)|(?<!证)明(?:天|日|儿个?|早|晨|晚|上午|下午)|(?:寻|琴|听)日)"
)
_AGO = re.compile(
    rf"{SMALL_BEGINS}(?P<number>\d{{1,3}}|{SMALL})个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<side>(?:之|以)?(?:前"
    rf"|后))(?!台|面|边|续|来|勤|排|院|厨)"
)
_HALF = re.compile(r"半(?:个?月|年)(?:多)?(?:之|以)?(?P<side>前|后)")
_VAGUE = re.compile(
    r"(?=[前这近过不早改最日])(?:(?:前|这|近|过)(?:几|两|二|三)(?:个)?(?:天|日|周|星期|礼拜|月)|前些(?:天|日子?)|前阵子?"
    r"|前一?段时间|(?:这|近)(?:段时间|些天|阵子?)|过(?:些|阵)(?:天|日子|子)|不久前|早几天|改天|近日"
    r"|近期|最近|(?:(?<![\u4e00-\u9fff\d])|(?<=[小老]周)|(?<=我)|(?<=们)|(?<=队))日前)"
)
_WITHIN = re.compile(rf"{SMALL_BEGINS}(?P<number>{SMALL})个?(?P<work>工作)?(?P<unit>天|日|周|星期|礼拜|月)(?:之|以)?内")


def _named(match: Match[str], today: date) -> Reading:
    text = match[0]
    stem = text[: 2 if text.startswith("大") else 1]
    if text.startswith("大大"):
        return on(after(today, -4 if "前" in text else 4))
    return on(after(today, _AWAY[stem]))


def _ago(match: Match[str], today: date) -> Reading | None:
    many, unit, side = number(match["number"]), match["unit"], match["side"]
    if unit == "日" and match["number"].isdigit():
        return None
    if unit == "月" and "个" not in match[0]:
        return None
    ahead = many if side.endswith("后") else -many
    if unit in ("天", "日"):
        return on(after(today, ahead))
    if unit in ("周", "星期", "礼拜"):
        return on(after(today, 7 * ahead))
    return month_days(*months_after(today, ahead * (12 if unit == "年" else 1)))


def _half(match: Match[str], today: date) -> Reading:
    days = 15 if "月" in match[0] else 182
    middle = after(today, days if match["side"] == "后" else -days)
    return between(after(middle, -3), after(middle, 3))


def _vague(match: Match[str], today: date) -> Reading:
    if match[0].startswith(("过", "改")):
        return between(after(today, 1), after(today, 10))
    return between(after(today, -30), today)


def _within(match: Match[str], today: date) -> Reading | None:
    many = number(match["number"])
    if match["work"]:
        return None
    days = {"天": 1, "日": 1, "月": 30}.get(match["unit"], 7)
    return between(today, after(today, many * days))


RULES = (
    rule(_NAMED, _named, "前后今昨明寻琴听", "天日儿早晨晚夜午"),
    rule(_AGO, _ago, "前后", "天日周期拜月年"),
    rule(_HALF, _half, "半", "前后"),
    rule(_VAGUE, _vague, "前这近过早改", "几两二三些阵段久天近日"),
    rule(_WITHIN, _within, "内", "天日周期拜月"),
)
