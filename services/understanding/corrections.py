"""Words that put right what was told last: 刚才说错了，是许坑村; 户数改成6; 发错了."""

import re

from services.understanding.spans import Span, trimmed

_LONGEST = 40
"""Characters of a correction; what is longer tells something of its own."""


def is_correction(text: str) -> bool:
    """Whether a plain text puts right what was told before it, by its form alone; what it puts right is read later."""
    if len(text) > _LONGEST or not _SIGN.search(text) or "?" in text or text.rstrip().endswith("吗"):
        return False
    said: dict[str, str] = {}
    at = 0
    while token := _TOKEN.match(text, at):
        said.setdefault(str(token.lastgroup), token[0])
        at = token.end()
    rest = trimmed(text, Span(at, len(text)), " ,。;!")
    if rest.start == rest.end:
        goes = "away" in said and not said.keys().isdisjoint(("which", "wrong"))
        return goes or not said.keys().isdisjoint(("sent", "wrong"))
    pointed = not said.keys().isdisjoint(("which", "wrong", "sent", "label", "take"))
    return _is_put_right(text, said, rest, _new_value(text, rest, pointed=pointed))


_LABELS = [
    "户数",
    "人数",
    "数量",
    "几户",
    "走访日期",
    "走访时间",
    "日期",
    "时间",
    "日子",
    "村名",
    "村庄",
    "村子",
    "村",
    "户主",
    "户名",
    "对象",
    "姓名",
    "名字",
    "人名",
    "地点",
    "诉求",
    "需求",
    "措施",
    "做法",
    "同行人员",
    "同行人",
    "同行",
    "承诺",
]
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
    rf"|(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})"
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
_TAIL = re.compile(r"(?:才对|啦|吧|啊|哦|呢|的)+$")
_SIGN = re.compile(r"[错误改换删撤重]|不[对是系要算用]|唔系|应该|更正|纠正|订正|作废|取消|别记|去掉|抹掉|当我没")
_SHORT = 12


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
