"""Diagnoses told of somebody, found so that the guard at the door can cover them (B11, 个人信息保护法第28条).

The guard reads one message by itself, while people name somebody in one sentence, or in one step of a form, and tell of
the illness in the next. The least harmful rule found: a diagnosis is covered where

1. it stands beside a name: at most ten characters of words between them, whatever numbers and brackets lie there too;
2. its clause says that somebody has it (他有, 老婆得了, 患有) and a name stands in its sentence or the one before;
3. its clause says so without any name, or with signs of a patient (透析, 卧床), and the words tell rather than ask.

So 「高血压能报销吗」, 「尿毒症救助」 and 「几户得了糖尿病」 stay readable: they are questions of policy or of many.
So does a diagnosis that is a whole message, 「尿毒症」: that is how people look a policy up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from knowledge.yaml_reader import read_file

Span: TypeAlias = tuple[int, int]

_WORDS = Path(__file__).parent.parent / "knowledge" / "words" / "health.yaml"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤蓝詹赖许佘翁纪庄柯"
)
_MASK = "*"
_NEAR, _FEW = 10, 6
_WORD = re.compile("[A-Za-z\u4e00-\u9fff]")
_SENTENCE_ENDS = "。！!？?；;\n"
_CLAUSE_ENDS = _SENTENCE_ENDS + "，,：:（）()"
_LIST = re.compile("[、和与及跟并兼有还，,/ ]{1,3}")
_GAP = "[^、]{0,4}?"


@dataclass(frozen=True)
class _Words:
    """The patterns of health.yaml."""

    sick: re.Pattern[str]
    named: re.Pattern[str]
    called: re.Pattern[str]
    he: re.Pattern[str]
    relative: re.Pattern[str]
    has: re.Pattern[str]
    suffers: re.Pattern[str]
    many: re.Pattern[str]
    of_many: re.Pattern[str]
    signs: re.Pattern[str]
    policy: re.Pattern[str]
    asking: re.Pattern[str]
    reported: re.Pattern[str]
    unasked: re.Pattern[str]


@dataclass(frozen=True)
class _Text:
    """What was said, each diagnosis in it blotted out: what is decided is the same once it is covered."""

    plain: str
    words: _Words

    @cached_property
    def names(self) -> list[Span]:
        """Who is named for certain."""
        return [match.span() for match in self.words.named.finditer(self.plain)]

    @cached_property
    def callings(self) -> list[Span]:
        """Where somebody may be named: enough for a clause that tells of a person, too little for what stands near."""
        return [match.span() for match in self.words.called.finditer(self.plain)]


def spans(text: str) -> list[Span]:
    """Where the diagnoses stand that are to be covered; numbers in the text are covered already."""
    words = _read()
    found = [match.span() for match in words.sick.finditer(text)]
    if not found:
        return []
    said = _Text(_blotted(text, found), words)
    covered = [_beside(said, one) or _told(said, one) for one in found]
    return [one for one, is_covered in zip(found, _together(text, found, covered), strict=True) if is_covered]


def _blotted(text: str, found: Sequence[Span]) -> str:
    characters = list(text)
    for start, end in found:
        characters[start:end] = _MASK * (end - start)
    return "".join(characters)


def _together(text: str, found: Sequence[Span], covered: list[bool]) -> list[bool]:
    """Of several in a row (高血压、糖尿病) all are covered or none."""
    joined = [bool(_LIST.fullmatch(text[one[1] : other[0]])) for one, other in pairwise(found)]
    places = [*enumerate(joined), *reversed(list(enumerate(joined)))]
    for place, is_joined in places:
        if is_joined and (covered[place] or covered[place + 1]):
            covered[place] = covered[place + 1] = True
    return covered


def _beside(said: _Text, one: Span) -> bool:
    start, end = one
    return any(
        len(_WORD.findall(said.plain[min(ends, end) : max(begins, start)])) <= _NEAR for begins, ends in said.names
    )


def _told(said: _Text, one: Span) -> bool:
    words, (start, end) = said.words, one
    first, last = _bounds(said.plain, start, end, _CLAUSE_ENDS)
    before, after = said.plain[first:start], said.plain[end:last]
    somebody = bool(words.he.search(before) or words.relative.search(before))
    if (words.many.search(before) or words.of_many.match(after)) and not somebody:
        return False
    listed = not before.strip() and not after.strip()  # 陈志强，男，56岁，…
    if (_is_had(words, before) or listed) and _is_somebody_near(said, one):
        return True
    if _is_had(words, before):
        return not _asks(said, one, before, after)
    patient = words.signs.search(said.plain[first:]) is not None
    return patient and not words.policy.search(said.plain) and not words.asking.search(said.plain)


def _is_had(words: _Words, before: str) -> bool:
    """The clause says before the diagnosis that somebody has it: by a verb, or the person stands right before it."""
    if words.suffers.search(before) or words.has.search(before):
        return True
    somebody = [match.end() for pattern in (words.he, words.relative) for match in pattern.finditer(before)]
    return any(len(before) - end <= _FEW for end in somebody)


def _is_somebody_near(said: _Text, one: Span) -> bool:
    """A name stands in the sentence of the diagnosis, or in the one before."""
    first, last = _bounds(said.plain, *one, _SENTENCE_ENDS)
    earlier, _ = _bounds(said.plain, max(first - 1, 0), max(first - 1, 0), _SENTENCE_ENDS)
    return any(earlier <= start < last for start, _ in (*said.names, *said.callings))


def _asks(said: _Text, one: Span, before: str, after: str) -> bool:
    """The words ask; what somebody else wanted to know is told. 他 without a name was named elsewhere."""
    words = said.words
    known = words.he.search(before) is not None
    first, last = _bounds(said.plain, *one, _SENTENCE_ENDS)
    where = said.plain[first : last + 1] if known else said.plain
    if words.reported.search(where):
        return False
    asking = words.asking.search(words.unasked.sub("", where)) is not None
    return asking or (not known and words.policy.search(before + after) is not None)


def _bounds(text: str, start: int, end: int, ends: str) -> Span:
    first = max((text.rfind(mark, 0, start) + 1 for mark in ends), default=0)
    last = min((place for mark in ends if (place := text.find(mark, end)) >= 0), default=len(text))
    return first, last


@cache
def _read() -> _Words:
    words = read_file(_WORDS).value
    if not isinstance(words, dict):
        raise TypeError("health.yaml is a mapping")

    def either(name: str) -> str:
        return "|".join(sorted(words[name], key=len, reverse=True))

    # 张三患…, 看张三，他有…: a bare name counts where what follows says that the person has something.
    having = "[，,、（( ]?(?:他|她|本人|今年|家里|[0-9]{1,3}岁)?[，,、 ]?(?:患|得了|得的|有|确诊|查出|因|是|（)"
    given = "[\u4e00-\u9fff]"
    return _Words(
        sick=re.compile(f"[{words['organs']}]{{0,3}}(?:{either('diagnoses')})(?:晚期|早期|中期)?"),
        named=re.compile(
            f"[{_SURNAMES}]{given}{{0,2}}?(?:{either('titles')})|[老小阿][{_SURNAMES}]|户编号[0-9]+"
            f"|[{_SURNAMES}]{given}{{1,2}}?(?={having})"
        ),
        called=re.compile(
            f"[{_SURNAMES}]{given}{{1,2}}(?=一?家(?!庭|具|乡|长|电|园|属|访|政|装|畜|族)|的?(?:{either('relatives')}))"
            f"|(?:{either('before_names')})了?[{_SURNAMES}]{given}{{1,2}}"
            f"|(?<![^。；;\n])[{_SURNAMES}]{given}{{1,2}}(?=[，,：:（( ])"
        ),
        he=re.compile("(?<![其吉])(?:他|她|本人)(?![们人])"),
        relative=re.compile(f"(?:{either('relatives')})(?!们)"),
        has=re.compile(
            f"(?:(?:他|她|本人|{either('relatives')}|{either('somebody')})(?!们).*?|^(?:{either('lately')})*)"
            f"(?:{either('has')}){_GAP}$"
        ),
        suffers=re.compile(f"(?:{either('suffers')}){_GAP}$"),
        many=re.compile(either("many")),
        of_many=re.compile(either("of_many")),
        signs=re.compile(either("signs")),
        policy=re.compile(either("policy")),
        asking=re.compile(either("asking")),
        reported=re.compile(either("reported")),
        unasked=re.compile(either("unasked")),
    )
