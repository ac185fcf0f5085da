"""Writes Chinese numbers in digits, so that 二千万, 两千万 and 2000万 are one."""

import re

_PLAIN = "〇零一二两三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_DIGITS = {**dict(zip(_PLAIN, "001223456789", strict=True)), **dict(zip(_FORMAL, "0123456789", strict=True))}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_NUMBER = re.compile(
    rf"(?:[0-9{_PLAIN}]+[十百千]|十)(?:[0-9{_PLAIN}]*[十百千])*[0-9{_PLAIN}]*"
    rf"|[{_PLAIN}]+"
    rf"|(?:[{_FORMAL}]+[拾佰仟万])+[{_FORMAL}]*"
)
_PART = re.compile(r"([^十百千拾佰仟]*)([十百千拾佰仟]?)")


def in_digits(text: str) -> str:
    """Every Chinese number of the text in digits; 万 and 亿 stay as they are. What follows no digit (百千万) stays.

    The formal digits of a bank form count only with their units, for 伍 is also the 伍 of 队伍.
    """
    return _NUMBER.sub(lambda found: _digits(found.group()), text)


def _digits(number: str) -> str:
    whole, ten_thousand, rest = number.partition("万")
    if ten_thousand:
        return _digits(whole) + ten_thousand + (_digits(rest) if rest else "")
    if not any(mark in _UNITS for mark in number):
        return "".join(_DIGITS.get(mark, mark) for mark in number)
    return str(sum(_value(figure, unit) for figure, unit in _PART.findall(number)))


def _value(figure: str, unit: str) -> int:
    digits = "".join(_DIGITS.get(mark, mark) for mark in figure) or ("1" if unit else "0")
    return int(digits) * _UNITS.get(unit, 1)
