"""Finds the figures and dates of a Chinese sentence in one spelling: 2000万 = 2000 万 = 两千万 = 20000000."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

import cn2an

_UNITS = "个|天|日|年|人|名|户|倍|次|周|月|类|层|项|条|件|亩|支|级|笔|台|岁|成|镇|街道|所|批|章|届|轮|方面|环节"
_DIGIT = "[一二两三四五六七八九十]"
_CHINESE = "零一二两三四五六七八九十百千万亿"
_PATTERN = re.compile(
    rf"""
    〔(?P<issue_year>\d{{4}})〕(?P<issue>\d+)号
    | 第(?P<articles>\d+(?:[、—]\d+)*)条
    | (?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})(?:日?[—至](?P<day_to>\d{{1,2}}))?日
    | (?P<year2>\d{{4}})年(?P<month2>\d{{1,2}})(?:[—至](?P<month_to>\d{{1,2}}))?月
    | (?P<years>\d{{4}}[—至]\d{{4}})年
    | (?P<year3>(?:19|20)\d{{2}})(?=年)
    | (?P<month4>\d{{1,2}})月(?P<day4>\d{{1,2}})(?:日?[—至](?P<day4_to>\d{{1,2}}))?日
    | (?P<ratio>\d+(?::\d+)+)
    | (?P<percent>\d+(?:\.\d+)?)%
    | (?P<tenths>[{_CHINESE}])成
    | 百分之(?P<hundredths>{_DIGIT}[{_CHINESE}]*)
    | (?P<under>{_DIGIT})分之(?P<over>{_DIGIT})
    | (?P<number>\d+(?:\.\d+)?)(?:多|余)?(?P<power>万|亿)?
    | (?!三支一扶|(?<=第))(?P<chinese>{_DIGIT}[{_CHINESE}]*?)(?={_UNITS})
    | (?P<great>{_DIGIT}[{_CHINESE}]*[千百万亿])
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_POWERS = {"万": 10_000, "亿": 100_000_000, None: 1}


def figures(text: str) -> set[str]:
    """Every figure and date an answer states; a lone 一 is a word, not a figure."""
    return {figure for figure in _found(text) if figure != "一"}


def allowed(text: str) -> set[str]:
    """What may be said after reading this text: its figures, and its dates less exactly."""
    found = {"1" if figure == "一" else figure for figure in _found(text)}
    for figure in [figure for figure in found if _DATE.fullmatch(figure)]:
        year, month, *day = figure.split("-")
        found |= {year, f"{year}-{month}", *(f"--{month}-{each}" for each in day)}
    return found


def _found(text: str) -> Iterator[str]:
    unnumbered = re.sub(r"^\d+\. ", "", unicodedata.normalize("NFKC", text), flags=re.MULTILINE)
    plain = re.sub(r"\s", "", unnumbered)
    for match in _PATTERN.finditer(plain.replace("-", "—")):
        yield from _spelt({key: value for key, value in match.groupdict().items() if value is not None})


def _spelt(said: dict[str, str]) -> Iterator[str]:
    match said:
        case {"issue_year": year, "issue": issue}:
            yield f"〔{year}〕{issue}"
        case {"articles": articles}:
            yield from (f"第{article}条" for article in re.split("[、—]", articles))
        case {"year": year, "month": month, "day": day}:
            yield from (_date(year, month, each) for each in {day, said.get("day_to", day)})
        case {"year2": year, "month2": month}:
            yield from (_date(year, each) for each in {month, said.get("month_to", month)})
        case {"years": years}:
            yield from re.split("[—至]", years)
        case {"year3": year}:
            yield year
        case {"month4": month, "day4": day}:
            yield from (f"--{int(month):02}-{int(each):02}" for each in {day, said.get("day4_to", day)})
        case _:
            yield _number(said)


def _number(said: dict[str, str]) -> str:
    match said:
        case {"ratio": ratio}:
            return ratio
        case {"percent": percent}:
            return f"{Fraction(percent)}%"
        case {"number": number}:
            return str(Fraction(number) * _POWERS[said.get("power")])
        case _:
            return _in_words(said)


def _in_words(said: dict[str, str]) -> str:
    match said:
        case {"tenths": tenths}:
            return f"{_value(tenths) * 10}%"
        case {"hundredths": hundredths}:
            return f"{_value(hundredths)}%"
        case {"under": under, "over": over}:
            return f"{_value(over)}/{_value(under)}"
    word = said.get("chinese") or said["great"]
    return "一" if word == "一" else str(_value(word))


def _value(word: str) -> int:
    return int(cn2an.cn2an(word, "smart"))


def _date(year: str, month: str, day: str | None = None) -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
