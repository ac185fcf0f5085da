"""Finds every wording for a day in a sentence, each place read once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from services.understanding.dates import feasts, figures, lunar, months, relative, weeks
from services.understanding.dates.mention import Days, Found, Impossible, Mention, Nearest, Reading, Rule
from services.understanding.dates.months import day_of_month
from services.understanding.plain import plain

_RULES = (*figures.RULES, *lunar.RULES, *months.RULES, *weeks.RULES, *feasts.RULES, *relative.RULES)
_SIGNS = frozenset().union(*(rule.signs | rule.further for rule in _RULES))
_MAYBE = re.compile(
    r"[年月日号天周节历晚早午晨儿夜]|星期|礼拜|\d[./ -]\d|初[一二三四五六七八九十]|季度|内|期"
    r"|[元春清端中重国除冬夏立秋七五六八三十双]|阵|近|旬|圣诞|\d{8}|后"
)
_UNTIL = re.compile(
    r"(?:(?:之|以)?(?:前|内(?![\u4e00-\u9fff]{1,2}村))|底前|止)(?!后|天|几|面|来|去|年|一天|往|两|景|途)"
)
_BETWEEN = re.compile(r"[,，(（\s的是]{0,2}")
_RANGE = re.compile(r"\s?[至到—\-~～、和及与,]{1,2}\s?")


_NOTHING = Found((), ())


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    meaning: Reading | Nearest


def find(said: str, today: date) -> Found:
    """All mentions of days in the sentence, in order, without overlaps; positions count in `said`."""
    return find_in_plain(plain(said), said, today)


def find_in_plain(text: str, said: str, today: date) -> Found:
    """The same, for one who has the sentence in its plain form already."""
    rules = _rules_for(text)
    seen = list(_hits(rules, text, today)) if rules and _MAYBE.search(text) else []
    if not seen:
        return _NOTHING
    hits = _joined(_longest(seen), text, today)
    mentions = tuple(_mention(hit, text, said) for hit in hits if isinstance(hit.meaning, Reading))
    wrong = tuple(
        Impossible(said[hit.start : hit.end], hit.start, hit.end, hit.meaning.day)
        for hit in hits
        if isinstance(hit.meaning, Nearest)
    )
    return Found(mentions, wrong)


def _rules_for(text: str) -> list[Rule]:
    """The rules whose wordings the characters of the text allow; most texts hold none, or those of one or two."""
    characters = _SIGNS.intersection(text)
    return [rule for rule in _RULES if not (rule.signs.isdisjoint(characters) or rule.further.isdisjoint(characters))]


def _hits(rules: Iterable[Rule], text: str, today: date) -> Iterator[_Hit]:
    for rule in rules:
        for match in rule.pattern.finditer(text):
            meaning = rule.resolve(match, today)
            if meaning is not None:
                yield _Hit(match.start(), match.end(), meaning)


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Of overlapping hits the longest; of equally long ones the rule that stands first."""
    taken: list[_Hit] = []
    covered: set[int] = set()
    for hit in sorted(hits, key=lambda hit: hit.start - hit.end):
        if covered.isdisjoint(range(hit.start, hit.end)):
            taken.append(hit)
            covered.update(range(hit.start, hit.end))
    return sorted(taken, key=lambda hit: hit.start)


def _joined(hits: list[_Hit], text: str, today: date) -> list[_Hit]:
    """A day said twice over (7月8日（周三）) becomes one hit; the end of a range (3日至5日) takes its start's month."""
    result: list[_Hit] = []
    for hit in hits:
        before = result[-1] if result else None
        twin = before and _same_day(before, hit, text)
        if before and twin:
            result[-1] = twin
        elif before:
            result.append(_end_of_range(before, hit, text, today) or hit)
        else:
            result.append(hit)
    return result


_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]$")


def _same_day(first: _Hit, second: _Hit, text: str) -> _Hit | None:
    """One day by date and by weekday: the reading in which both agree, else the date's."""
    if not _BETWEEN.fullmatch(text[first.end : second.start]):
        return None
    by_week = [bool(_WEEKDAY.search(text[hit.start : hit.end])) for hit in (first, second)]
    if by_week[0] == by_week[1]:
        return None
    dated, week = (second, first) if by_week[0] else (first, second)
    if not isinstance(dated.meaning, Reading) or not isinstance(week.meaning, Reading):
        return None
    return _Hit(first.start, second.end, _agreed(dated.meaning, week.meaning))


def _agreed(dated: Reading, week: Reading) -> Reading:
    weekday = week.past.first.weekday()
    fitting = [days for days in (dated.past, dated.future) if days.first.weekday() == weekday]
    return Reading(fitting[0], fitting[0]) if len(fitting) == 1 else dated


def _end_of_range(first: _Hit, second: _Hit, text: str, today: date) -> _Hit | None:
    said = re.fullmatch(r"(\d{1,2})[日号]", text[second.start : second.end])
    if not said or not isinstance(first.meaning, Reading) or not _RANGE.fullmatch(text[first.end : second.start]):
        return None
    ends = [_in_month_of(days, int(said[1]), today) for days in (first.meaning.past, first.meaning.future)]
    if not ends[0] or not ends[1]:
        return None
    return replace(second, meaning=Reading(ends[0], ends[1]))


def _in_month_of(days: Days, day: int, today: date) -> Days | None:
    found = day_of_month(days.first.year, days.first.month, day, today)
    return found.past if isinstance(found, Reading) else None


def _mention(hit: _Hit, text: str, said: str) -> Mention:
    assert isinstance(hit.meaning, Reading)  # noqa: S101
    until = _UNTIL.match(text, hit.end)
    end = until.end() if until else hit.end
    closes = bool(until) or text[hit.start : hit.end].endswith("内")
    return Mention(said[hit.start : end], hit.start, end, hit.meaning, closes)
