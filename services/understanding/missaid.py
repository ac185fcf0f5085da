"""Slips of the tongue: what the speaker took back within the sentence is as if it had not been said."""

import re
from collections.abc import Iterator

from services.understanding.spans import Span, masked

_TAKES_BACK = re.compile(
    r"[,。;:!、\s]*(?:哦|噢|啊|呃|唉|哎呀?)?[,\s]*(?:(?<![没都也水点太很些])不对(?![劲外头口称等路])|[说写讲记打搞弄看]错了?|(?<!不)错了|更正(?:一下)?|纠正(?:一下)?)"
    r"[,。;:!\s]*(?:我)?(?:应该?)?(?:是|系)?(?=[^,。;]{0,12})"
)
_SORTS = (
    re.compile(r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:来|多)?(?:户|家|位|名|人|个人?)"),
    re.compile(
        r"(?:(?:今|昨|前|大前)天|昨晚|(?:上上?个?|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{1,2}月)?\d{1,2}[日号])"
    ),
    re.compile(r"(?<=[去到在访看往跑])[^\W\d_去到在了过的和]{2,4}(?:村|社区)|[^\W\d_去到在访了过的和]{2,4}(?:村|社区)"),
    re.compile(r"[^\W\d_去到在访了过的和看望找]{1,2}(?:叔|伯|婶|姨|嫂|哥|姐|奶奶|爷爷|大爷|大妈)家?"),
)
"""A number of households, a day, a village, a person: a slip is put right by another of its sort."""


def without_slips(text: str) -> str:
    """13户没水，不对，是3户 without the 13户 and the words between; blanks keep every character in its place."""
    spoke_of_one = "错" in text or "不对" in text or "更正" in text or "纠正" in text
    return masked(text, _slips(text), " ") if spoke_of_one else text


def _slips(text: str) -> Iterator[Span]:
    for back in _TAKES_BACK.finditer(text):
        for sort in _SORTS:
            before = list(sort.finditer(text, 0, back.start()))
            if before and sort.match(text, back.end()):
                yield Span(before[-1].start(), before[-1].end())
                yield Span(back.start(), back.end())
                break
