"""Slips of the tongue: what the speaker took back within the sentence is as if it had not been said."""

import re
from collections.abc import Iterator

from services.understanding.spans import Span, masked

_MARKS = r"[,。;:!、\s]"
_WRONG = r"不对(?![劲外头口称等路])|[说写讲记打搞弄看]错了?|(?<!不)错了|更正(?:一下)?|纠正(?:一下)?"
_TAKES_BACK = re.compile(
    rf"(?:{_MARKS}+(?:哦|噢|啊|呃|唉|哎呀?)?{_MARKS}*(?:{_WRONG})|(?:哦|噢|啊|呃|唉|哎呀?){_MARKS}*(?:{_WRONG}|不是?(?=[,\s]*是))"
    rf"|(?:不对(?![劲外头口称等路])|[说讲]错了?)(?={_MARKS}*(?:应该?)?[是系])|(?<=[户家位名人村])(?:{_WRONG})|{_MARKS}+不(?={_MARKS}))"
    rf"{_MARKS}*(?:我)?(?:应该?)?(?:是|系)?"
)
_SORTS = (
    re.compile(r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:来|多)?(?:户|家|位|名|人|个人?)"),
    re.compile(
        r"(?:(?:今|昨|前|大前)天|昨晚|(?:上上?个?|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{1,2}月)?\d{1,2}[日号])"
    ),
    re.compile(r"[^\W\d_去到在访看往跑了过的和天日号午晚早]{2,4}(?:村|社区)"),
    re.compile(r"[^\W\d_去到在访看望找了过的和]{2,3}家"),
    re.compile(r"[^\W\d_去到在访看望找了过的和]{1,2}(?:叔|伯|婶|姨|嫂|哥|姐|奶奶|爷爷|大爷|大妈)家?"),
)
"""A number of households, a day, a village, a person: a slip is put right by another of its sort."""


def without_slips(text: str) -> str:
    """13户没水，不对，是3户 without the 13户 and the words between; blanks keep every character in its place."""
    spoke_of_one = "错" in text or "不对" in text or "正" in text or "不是" in text or ",不," in text
    return masked(text, _slips(text), " ") if spoke_of_one else text


def _slips(text: str) -> Iterator[Span]:
    for back in _TAKES_BACK.finditer(text):
        for sort in _SORTS:
            before = list(sort.finditer(text, 0, back.start()))
            if before and sort.match(text, back.end()):
                yield Span(before[-1].start(), before[-1].end())
                yield Span(back.start(), back.end())
                break
