"""Writes Chinese numbers in digits, so that 二千万, 两千万 and 2000万 are one."""

import re

_DIGITS = {
    mark: str(value)
    for value, marks in enumerate(("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for mark in marks
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MARKS = "".join(_DIGITS)
_NUMBER = re.compile(
    rf"(?:[0-9{_MARKS}]+[十拾百佰千仟]|[十拾])(?:[0-9{_MARKS}]*[十拾百佰千仟])*[0-9{_MARKS}]*|[{_MARKS}]+"
)
_PART = re.compile(rf"([0-9{_MARKS}]*)([十拾百佰千仟]?)")


def in_digits(text: str) -> str:
    """Every Chinese number of the text in digits; 万 and 亿 stay as they are. What follows no digit (百千万) stays."""
    return _NUMBER.sub(lambda found: _digits(found.group()), text)


def _digits(number: str) -> str:
    if not any(mark in _UNITS for mark in number):
        return "".join(_DIGITS.get(mark, mark) for mark in number)
    total = 0
    for figure, unit in _PART.findall(number):
        value = int("".join(_DIGITS.get(mark, mark) for mark in figure) or (unit and "1") or "0")
        total += value * _UNITS.get(unit, 1)
    return str(total)
