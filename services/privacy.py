"""The guard at the door: what must not be stored is masked, at equal length, before anything is written (B11).

Sources: ID numbers GB 11643 (check digit ISO 7064 MOD 11-2), bank cards ISO/IEC 7812 (Luhn), sensitive health
information 个人信息保护法第28条.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from knowledge.yaml_reader import read_file

_WORDS = Path(__file__).parent.parent / "knowledge" / "words" / "health.yaml"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_MASK = "*"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤蓝詹赖许佘翁纪庄柯"
)
# Ten or more digits with single separators in between, not part of a longer run.
_DIGITS = re.compile(r"(?<![0-9A-Za-z.])[0-9](?:[ \-]?[0-9]){9,19}(?:[ \-]?[Xx])?(?![0-9A-Za-z])")
_NEAR = 10


class Kind(StrEnum):
    """What was found."""

    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    BANK_CARD = "bank_card"
    DIAGNOSIS = "diagnosis"


# A number that is announced as one is covered whatever its check digit says: people mistype.
_ANNOUNCED = (
    (Kind.ID_NUMBER, re.compile(r"(?:身份证|证件|身分证)(?:号码|号)?[是为:： ]{0,3}([0-9][0-9 \-]{8,20}[0-9Xx])")),
    (
        Kind.BANK_CARD,
        re.compile(r"(?:银行卡|卡号|账号|帐号|账户|存折)(?:号码|号)?[是为:： ]{0,3}([0-9][0-9 \-]{8,24}[0-9])"),
    ),
    (Kind.MOBILE, re.compile(r"(?:电话|手机|联系方式)(?:号码|号)?[是为:： ]{0,3}([0-9][0-9 \-]{5,14}[0-9])")),
)


@dataclass(frozen=True)
class Masked:
    """The text as it may be kept (same length), and which kinds were covered, each once, in order."""

    text: str
    found: tuple[Kind, ...]


def mask(text: str) -> Masked:
    """Covers ID numbers, mobiles, bank cards, and diagnoses beside a name. Lengths and offsets stay true."""
    narrow = _narrowed(text)
    spans = _number_spans(narrow) + _announced_spans(narrow) + _diagnosis_spans(narrow)
    if not spans:
        return Masked(text, ())
    characters = list(text)
    for start, end, _ in spans:
        characters[start:end] = [_MASK if c not in " -" else c for c in characters[start:end]]
    return Masked("".join(characters), tuple(dict.fromkeys(kind for _, _, kind in sorted(spans))))


def short_name(name: str) -> str:
    """A villager outside the team's own screen: 陈大文 → 陈某某; what is no name of two characters or more stays."""
    return name[0] + "某某" if len(name) > 1 else name


def _narrowed(text: str) -> str:
    """Full-width digits and letters as half-width, character for character."""
    return text.translate({0xFF10 + i: 0x30 + i for i in range(10)} | {0xFF38: "X", 0xFF58: "x", 0x3000: " "})


def _number_spans(text: str) -> list[tuple[int, int, Kind]]:
    spans = []
    for match in _DIGITS.finditer(text):
        kind = _kind_of(re.sub(r"[ \-]", "", match.group()).upper())
        if kind:
            spans.append((match.start(), match.end(), kind))
    return spans


def _announced_spans(text: str) -> list[tuple[int, int, Kind]]:
    return [(*match.span(1), kind) for kind, pattern in _ANNOUNCED for match in pattern.finditer(text)]


def _kind_of(number: str) -> Kind | None:
    if len(number) == 18 and _is_id(number):
        return Kind.ID_NUMBER
    number = number.removesuffix("X")
    if len(number) == 11 and re.fullmatch(r"1[3-9][0-9]{9}", number):
        return Kind.MOBILE
    if len(number) == 13 and number.startswith("86") and re.fullmatch(r"861[3-9][0-9]{9}", number):
        return Kind.MOBILE
    return Kind.BANK_CARD if 16 <= len(number) <= 19 and _is_luhn(number) else None


def _is_id(number: str) -> bool:
    if not number[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == number[17]


def _is_luhn(number: str) -> bool:
    doubled = [int(d) * (2 if index % 2 else 1) for index, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


@cache
def _health() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = read_file(_WORDS).value
    if not isinstance(words, dict):
        raise TypeError("health.yaml is a mapping")
    diagnoses = "|".join(sorted(words["diagnoses"], key=len, reverse=True))
    titles = "|".join(sorted(words["titles"], key=len, reverse=True))
    sick = re.compile(f"[{words['organs']}]{{0,3}}(?:{diagnoses})(?:晚期|早期|中期)?")
    # 张三患…, 看张三，他有…: a bare name counts where what follows says that the person has something.
    having = "[，,、（( ]?(?:他|她|本人|今年|家里|[0-9]{1,3}岁)?[，,、 ]?(?:患|得了|得的|有|确诊|查出|因|是|（)"
    named = re.compile(
        f"[{_SURNAMES}](?:{titles})|[老小阿][{_SURNAMES}]|户编号[0-9]+|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?(?={having})"
    )
    return sick, named


def _diagnosis_spans(text: str) -> list[tuple[int, int, Kind]]:
    sick, named = _health()
    names = [match.span() for match in named.finditer(text)]
    if not names:
        return []
    return [
        (match.start(), match.end(), Kind.DIAGNOSIS)
        for match in sick.finditer(text)
        if any(start - match.end() <= _NEAR and match.start() - end <= _NEAR for start, end in names)
    ]
