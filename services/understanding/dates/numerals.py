"""Whole numbers as dates use them: 18, 十八, 廿三, 二〇二六, 两千零四."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}

CHINESE = "〇○零一二两三四五六七八九十百千廿卅"
SMALL = (
    r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅[一]?"
    r"|[零〇][一二三四五六七八九]|[一二两三四五六七八九])"
)
"""A pattern for 1 to 99."""
SMALL_BEGINS = r"(?=[\d一二两三四五六七八九十廿卅零〇])"
"""Looked at before SMALL is tried."""


def number(text: str) -> int:
    """The value of a number in digits or in characters, digit by digit or with 十百千."""
    if text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(unit in text for unit in _UNITS):
        return int("".join(str(_DIGITS[character]) if character in _DIGITS else character for character in text))
    return _with_units(text)


def _with_units(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS.get(character, 0)
    return total + digit
