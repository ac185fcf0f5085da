"""The guard at the door: what must not be stored is masked, at equal length, before anything is written (B11).

Sources: ID numbers GB 11643 (check digit ISO 7064 MOD 11-2), bank cards ISO/IEC 7812 (Luhn), sensitive health
information 个人信息保护法第28条.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from services import diagnoses

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_MASK = "*"
_BETWEEN = " -，,、"
# A mobile as voice input writes it, with marks where a breath was taken: 一三九，一二三四，五六七八.
_DICTATED = re.compile(r"(?<![0-9])1[3-9][0-9][ ，,、\-][0-9]{4}[ ，,、\-][0-9]{4}(?![0-9])")
# Ten or more digits with single separators in between, not part of a longer run.
_DIGITS = re.compile(r"(?<![0-9A-Za-z.])[0-9](?:[ \-]?[0-9]){9,19}(?:[ \-]?[Xx])?(?![0-9A-Za-z])")


class Kind(StrEnum):
    """What was found."""

    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    DIAGNOSIS = "diagnosis"


Span: TypeAlias = tuple[int, int, Kind]

# A number that is announced as one is covered whatever its check digit says: people mistype.
_ANNOUNCED = (
    (Kind.ID_NUMBER, re.compile(r"(?:身份证|证件|身分证)(?:号码|号)?[是为:： ]{0,3}([0-9][0-9 \-]{8,20}[0-9Xx])")),
    (
        Kind.BANK_CARD,
        re.compile(r"(?:银行卡|卡号|账号|帐号|账户|存折)(?:号码|号)?[是为:： ]{0,3}([0-9][0-9 \-]{8,24}[0-9])"),
    ),
    (Kind.PHONE, re.compile(r"(?:电话|手机|联系方式)(?:号码|号)?[是为:： ]{0,3}([0-9][0-9 \-]{5,14}[0-9])")),
)


@dataclass(frozen=True)
class Masked:
    """The text as it may be kept (same length), and which kinds were covered, each once, in order."""

    text: str
    found: tuple[Kind, ...]


def mask(text: str) -> Masked:
    """Covers ID numbers, phone numbers, bank cards, and diagnoses told of somebody. Lengths and offsets stay true."""
    narrow = text.translate(_NARROW)
    spans = _numbers(narrow)
    bare = _covered(narrow, spans)
    spans += [(start, end, Kind.DIAGNOSIS) for start, end in diagnoses.spans(bare)]
    if not spans:
        return Masked(text, ())
    return Masked(_covered(text, spans), tuple(dict.fromkeys(kind for _, _, kind in sorted(spans))))


def short_name(name: str) -> str:
    """A villager outside the team's own screen: 陈大文 → 陈某某; what is no name of two characters or more stays."""
    return name[0] + "某某" if len(name) > 1 else name


# Full-width digits and letters as half-width, and digits said in words as digits, character for character.
_NARROW = {0xFF10 + i: 0x30 + i for i in range(10)} | {0xFF38: "X", 0xFF58: "x", 0x3000: " "}
_NUMERALS = "零〇○一幺壹二两貳贰三叁四肆五伍六陆七柒八捌九玖"
_SPOKEN = str.maketrans(_NUMERALS, "000111222233445566778899")
_IN_WORDS = re.compile(
    "[零〇○一幺壹二两貳贰三叁四肆五伍六陆七柒八捌九玖][零〇○一幺壹二两貳贰三叁四肆五伍六陆七柒八捌九玖0-9 ，,、\\-]{6}"
)
# What follows a number dictated in words may begin like one: …五六七八一直打不通.
_NO_DIGIT = re.compile("[一二两三四五六七八九](?=[直下起样般共定旁边家户个次位点些天年月人])")


def _covered(text: str, spans: Sequence[Span]) -> str:
    characters = list(text)
    for start, end, _ in spans:
        characters[start:end] = [c if c in _BETWEEN else _MASK for c in characters[start:end]]
    return "".join(characters)


def _number_spans(text: str) -> list[Span]:
    spans = []
    for match in _DIGITS.finditer(text):
        kind = _kind_of(re.sub(r"[ \-]", "", match.group()).upper())
        if kind:
            spans.append((match.start(), match.end(), kind))
    return spans


def _numbers(narrow: str) -> list[Span]:
    """Numbers in digits, in words, and in words before a word that begins like one."""
    texts = [narrow]
    if _IN_WORDS.search(narrow):
        texts += [narrow.translate(_SPOKEN), _NO_DIGIT.sub("#", narrow).translate(_SPOKEN)]
    certain = [span for text in texts for span in (*_number_spans(text), *_dictated_spans(text))]
    announced = [span for text in texts for span in _announced_spans(text)]
    return list(dict.fromkeys([*certain, *(one for one in announced if not _is_known(one, certain))]))


def _is_known(announced: Span, certain: Sequence[Span]) -> bool:
    """A number after 电话 that is a mobile for certain is no other phone."""
    start, end, kind = announced
    return kind is Kind.PHONE and any(begins <= start and end <= ends for begins, ends, _ in certain)


def _dictated_spans(text: str) -> list[Span]:
    return [(*match.span(), Kind.MOBILE) for match in _DICTATED.finditer(text)]


def _announced_spans(text: str) -> list[Span]:
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
