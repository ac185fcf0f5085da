"""Cuts a sentence into the pieces that say one thing each, also where dictation left no marks."""

import re
from collections.abc import Sequence

from services.understanding.spans import Span

_WORD = r"0-9A-Za-z\u3400-\u9fff■□▣、:/\-%+\"'·《》〔〕\[\]“”‘’&#*〇"
_STOP = re.compile(
    rf"[^{_WORD}](?:(?<=[^,.])[^{_WORD},.]*|(?<=,)(?:(?<!\d,)|(?!\d))|(?<=\.)(?:(?<![0-9A-Za-z]\.)|(?!\d)))"
)
"""Any run of marks, but a comma not within a figure (1,200), and a full stop only where none is (3.5, No.1)."""
_OPENINGS = (
    r"然后|但(?!是)|后来|接着|不过|但是|可是|可惜|另外|还有就是|同去的|一起去的|同行的|一同去的|顺便|顺路|(?:我"
    r"|我们)(?:已经|答应|应承|承诺|保证|让|叫|帮|当场|马上|赶紧|就|先|也|记下|把|联系|通知|打电话|打了"
    r"|提醒)"
    r"|我说(?!的)|我跟|(?<![我们])已经|(?<!我)(?<!我们)当场|(?<!我)(?<!我们)当时答应"
    r"|(?<![我们时也又就都便再算于才强他她板书主司局所没未头长])(?:答应|应承)(?!过?的)"
    r"|(?<![而早自久我们])已(?=联系|报|请|帮|让|叫|通知|安排|转|上报|协调|登记|拍|对接|发|送|反映|约"
    r"|找|向|跟|把|给|催|督促|填|办|代|建议|提醒|记|申请|修|换|协助|组织)"
    r"|(?:最后|完了|末了|之后|跟着|(?<![天日号午早晚年月周末上一二三四五六才刚我们他她家就来])[又再])+"
    r"(?:又|再|还)?(?:去|到|来到|跑到|走到|转到|走访|看望)(?:了|过|(?=[^,。;\s]{1,8}[村家]))"
)
_INNER = re.compile(rf"(?=[然但后接不可另还同一顺我已当答应最完末之跟又再])(?<=[^\s,]{{2}})(?={_OPENINGS})")


def clauses(text: str) -> tuple[Span, ...]:
    """The pieces of a plain text in order, without the marks between them."""
    pieces: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.start() > start:
            pieces += _cut(text, start, stop.start())
        start = stop.end()
    return (*pieces, *_cut(text, start, len(text))) if start < len(text) else tuple(pieces)


def _cut(text: str, start: int, end: int) -> list[Span]:
    """What stands between two marks, cut before the words that open something new."""
    pieces: list[Span] = []
    for cut in _cuts(text, start, end):
        if cut - start >= 2:
            pieces.append(Span(start, cut))
            start = cut
    return [*pieces, Span(start, end)]


def _cuts(text: str, start: int, end: int) -> Sequence[int]:
    cuts = [cut.start() for cut in _INNER.finditer(text, start, end)]
    return sorted({*cuts, *_households(text, start, end)}) if text.count("户", start, end) > 1 else cuts


_SOME_HOUSEHOLDS = re.compile(
    r"(?<![\d一二两三四五六七八九十第每另有共、和及])(?:还有|另有|另外)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})户"
    r"(?=没|缺|断|停|漏|不|反映|想|要|希望|屋|房|路|水|电|厕)"
)


def _households(text: str, start: int, end: int) -> list[int]:
    """三户没水一户没电, said in one breath: from the second on, each number opens what is said of them."""
    return [some.start() for some in _SOME_HOUSEHOLDS.finditer(text, start, end)][1:]
