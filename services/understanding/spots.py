"""The place that was visited within a village: 青梅基地, 鱼塘, 文化广场."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from services.understanding.spans import Span
from services.understanding.words import any_of

_LONGEST = 10
_EDGE = re.compile(
    r"[那这旁]边|边上|[^\u4e00-\u9fff]"
    r"|[去到在看嫌致缺搭約约了的家和跟与从对把被是有想投建开办搞个间座条片处口所那这该其他她我们说讲问见访转进来位两几上下里往过将给帮送查及同为也都]"
    r"|走访|参观|考察|调研|了解|检查|慰问|视察|回访|反映|普遍|发现|察看|巡查|实地|附近|今年|今早|昨晚|调查|探望"
)
_END = (
    r"(?!主任|职工|村民|工人反|书记|长(?![期年势满得出虫草])|老板|员|群|机械|房子?|址|镇|街|村|里村|区|规模|交易|价"
    r"|行情|准入|产品|收购|协会|路|卡)"
)


@cache
def _spot() -> re.Pattern[str]:
    office = "(?<!农技)(?<!水利)(?<!林业)(?<!畜牧)(?<!交通)(?<!植保)(?<!经管)(?<!水务)"
    last = any_of("place_ends")
    return re.compile(rf"(?:{any_of('places')}|(?={last})(?<=[\u4e00-\u9fff]){office}{last}){_END}")


def spots(text: str) -> list[Span]:
    """Places of a plain text in order, each with the words that describe it (两家陶瓷厂 → 陶瓷厂)."""
    found = list(_found(text))
    return [spot for spot, after in zip_longest(found, found[1:]) if after is None or not spot.meets(after)]


def _found(text: str) -> Iterator[Span]:
    """A longer place (水库除险工地) may begin where a shorter one (水库) does."""
    for match in _spot().finditer(text):
        start = _start(text, match.start())
        if match.end() - start >= 2 and not _is_no_place(text[start : match.end()]):
            yield Span(start, match.end())


def _start(text: str, at: int) -> int:
    edge = 0
    window = text[max(at - _LONGEST, 0) : at]
    for match in _EDGE.finditer(window):
        edge = match.end()
    return at - len(window) + edge


_NO_PLACES = frozenset(
    [
        "企业",
        "公司",
        "当场",
        "现场",
        "立场",
        "到场",
        "在场",
        "入场",
        "开场",
        "全场",
        "一场",
        "出场",
        "下场",
        "专场",
        "广场舞",
        "社会",
        "森林",
        "高铺",
        "电池",
        "上街",
        "逛街",
    ]
)


def _is_no_place(said: str) -> bool:
    return said in _NO_PLACES or said.endswith(("当场", "现场")) or (said[0] in "不没" and not said.startswith("不锈"))
