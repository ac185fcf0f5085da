"""Words that put right what was told last: 刚才说错了，是许坑村; 户数改成6; 发错了."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.places import Places
from services.understanding.counts import first_count
from services.understanding.dates import find_in_plain
from services.understanding.people import households
from services.understanding.plain import plain
from services.understanding.spans import Span, trimmed
from services.understanding.villages import find_villages

UNDO = "undo"
"""The field of a correction that takes the whole record back."""
_LONGEST = 40
"""Characters of a correction; what is longer tells something of its own."""


@dataclass(frozen=True)
class Correction:
    """What is put right: a slot of the last visit by its name, UNDO where the record is to go, None where none is said.

    `words` are the new value as said, empty where only the slot, or only that something is wrong, is said.
    """

    field: str | None
    words: str


def is_correction(text: str) -> bool:
    """Whether a plain text puts right what was told before it, by its form alone."""
    return _parsed(text) is not None


def correction_of(said: str, today: date, town: str | None, places: Places) -> Correction | None:
    """Which slot of the last visit these words put right, and with what; None where they do nothing of the kind.

    The slot is the one named (户数改成6), else the one the new words can only mean: a number of households, a village,
    a day, a household.
    """
    text = plain(said)
    form = _parsed(text)
    if form is None:
        return None
    if form.goes_away:
        return Correction(UNDO, "")
    words = form.value.of(text)
    field = form.field or (_field_meant(words, today, town, places) if words else None)
    return Correction(field, form.value.of(said))


def _field_meant(words: str, today: date, town: str | None, places: Places) -> str | None:
    if _NUMBER.fullmatch(words):
        return "count"
    found = find_villages(words, town, places)
    if found.hits or found.unsure or found.unknown:
        return "village"
    if find_in_plain(words, words, today).mentions:
        return "visited_on"
    if first_count(words):
        return "count"
    return "household" if any(households(words)) else None


_FIELDS = {
    "count": "户数 人数 数量 几户",
    "visited_on": "走访日期 走访时间 日期 时间 日子",
    "village": "村名 村庄 村子 村",
    "household": "户主 户名 对象 姓名 名字 人名",
    "place": "地点",
    "needs": "诉求 需求",
    "actions": "措施 做法",
    "companions": "同行人员 同行人 同行",
    "promises": "承诺",
}
_FIELD_OF = {label: field for field, labels in _FIELDS.items() for label in labels.split()}
_DAY = r"(?:[昨今前]天|昨晚|[上下]午|早上)"
_TOKEN = re.compile(
    r"(?P<lead>哎呀?|啊|哦|噢|嗯|抱歉|不好意思|对不起|请|帮我|麻烦|我们?|[,。;:!、\s]+)"
    r"|(?P<take>把|将)"
    rf"|(?P<which>(?:(?:刚才?|上次)[记发说写报]的|{_DAY}?的?(?:刚才|刚刚|方才|头先|上一?[条次个]|前一?[条次]|前面|上面"
    r"|[那这][条个次]))(?:的|[那这]?[条个次]|走访|记录|消息)*"
    rf"|刚(?=[记发说写报])|{_DAY}(?:的|走访|记录|消息)*(?=我?[记发说写讲报]错|错))"
    r"|(?P<away>(?:给我|就|都|先)*(?:删掉|删除|删了|删去|撤销|撤回|撤掉|撤了|作废|取消|不要了|不算数?了?|别记了?"
    r"|不用记了?|不要记了?|去掉|抹掉|当我没[说发])(?:它|吧|了|[那这]条|刚才|的|记录|走访|一下)*)"
    r"|(?P<sent>(?:发错(?:了?人|了?群|了?地方)?|记错了?人|[发记]重复?|误发)的?了?[啦咯嘞]?(?=[,。;!\s]*$))"
    r"|(?P<wrong>(?:[说写记打搞发弄报填讲输数念听看][错反混]了?[啦咯嘞]?|不对(?![劲外头口称等])|错[了啦]|有误"
    r"|有错|更正(?!为)|纠正(?!为)|订正(?!为)|不是这样的?|改一下|改改)(?:一下)?)"
    rf"|(?P<label>{'|'.join(sorted(_FIELD_OF, key=len, reverse=True))})"
    r"(?=[^,。;\d]{0,3}(?:[改换错误反]|更正|不对|应该?[是为]|为|是[^,。]+不是)|[写记说]错)"
    r"|(?P<change>改[成为]|(?<=[期间])改到|换成|更正[为成]|纠正[为成]|订正[为成])"
    r"|(?P<should>应该?[是为]|(?:其实|实际)(?:上)?是)"
)
_IS = re.compile(r"是|系|为(?![了什啥何])")
_CHANGED_INTO = re.compile(r"[^,。;]{1,12}?(?:改[成为到]|换成|更正为)")
_NOT_BUT = re.compile(r"(?:不是|唔系|不系)[^,。;]{1,10}?[,\s]?(?:应该?)?[是系]")
_AND_NOT = re.compile(r"[,。;\s]*(?:不是|唔系|不系|而?非)[^,。;]{1,10}$")
_TYPED = re.compile(
    r"(?:\d|[一二两三四五六七八九十])(?:来|多)?(?:户|家|人|位|个)|村|社区|[昨今前]天|\d[日号]|周[一二三四五六日天]|家$"
)
_NUMBER = re.compile(r"[^,。;]{0,3}?(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:户(?:人家)?|个?人|位|名)?")
_TAIL = re.compile(r"(?:才对|啦|吧|啊|哦|呢|的)+$")
_SIGN = re.compile(r"[错误改换删撤重]|不[对是系要算用]|唔系|应该|更正|纠正|订正|作废|取消|别记|去掉|抹掉|当我没")
_SHORT = 12


@dataclass(frozen=True)
class _Form:
    """A correction taken apart; the value stands in `value`, which may be empty."""

    field: str | None
    value: Span
    goes_away: bool = False


def _parsed(text: str) -> _Form | None:
    """The words of correcting at its beginning, and what is left; None where they make no correction."""
    if len(text) > _LONGEST or not _SIGN.search(text) or "?" in text or text.rstrip().endswith("吗"):
        return None
    said: dict[str, str] = {}
    at = 0
    while token := _TOKEN.match(text, at):
        said.setdefault(str(token.lastgroup), token[0])
        at = token.end()
    return _made_of(text, said, trimmed(text, Span(at, len(text)), " ,。;!"))


def _made_of(text: str, said: dict[str, str], rest: Span) -> _Form | None:
    field = _FIELD_OF.get(said.get("label", ""))
    pointed = not said.keys().isdisjoint(("which", "wrong", "sent", "label"))
    if rest.start == rest.end:
        if "sent" in said or ("away" in said and not said.keys().isdisjoint(("which", "wrong"))):
            return _Form(None, rest, goes_away=True)
        return _Form(field, rest) if "wrong" in said else None
    value = _new_value(text, rest, pointed=pointed or "take" in said)
    return _Form(field, value) if _is_put_right(text, said, rest, value) else None


def _is_put_right(text: str, said: dict[str, str], rest: Span, value: Span) -> bool:
    """Whether what is left is a new value: after 改成, after 不对, or set against the old one (是5户不是3户)."""
    words = rest.of(text)
    contrasted = bool(_NOT_BUT.match(words) or (_IS.match(words) and _AND_NOT.search(words)))
    into = "change" in said or (value.start > rest.start and not _IS.match(words) and not contrasted)
    typed = bool(_TYPED.search(value.of(text)))
    if "wrong" in said or "label" in said:
        joined = text[rest.start - 1] in " ,。;:" or into or "should" in said or bool(_IS.match(words))
        return joined and ("wrong" in said or into or "should" in said or contrasted)
    if "which" in said:
        return into or contrasted or ("should" in said and len(words) <= _SHORT)
    if "change" in said:
        return len(words) <= _SHORT and not re.search(r"[,。;]", words)
    return typed and len(words) <= _SHORT * 2 and (contrasted or "should" in said or ("take" in said and into))


def _new_value(text: str, rest: Span, *, pointed: bool) -> Span:
    """Without the old value beside it, and without the words that lead to the new one."""
    start, end = rest.start, rest.end
    if old := _NOT_BUT.match(text, start, end):
        start = old.end()
    elif before := _CHANGED_INTO.match(text, start, end) if pointed else None:
        start = before.end()
    elif leading := _IS.match(text, start, end):
        start = leading.end()
    if behind := _AND_NOT.search(text, start, end):
        end = behind.start()
    if tail := _TAIL.search(text, start, end):
        end = tail.start()
    return trimmed(text, Span(start, max(end, start)), " ,。;!")
