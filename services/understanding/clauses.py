"""Cuts a sentence into the pieces that say one thing each, also where dictation left no marks."""

import re

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
)
_INNER = re.compile(rf"(?=[然但后接不可另还同一顺我已当答应])(?<=[^\s,]{{2}})(?={_OPENINGS})")


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
    for cut in _INNER.finditer(text, start, end):
        if cut.start() - start >= 2:
            pieces.append(Span(start, cut.start()))
            start = cut.start()
    return [*pieces, Span(start, end)]
