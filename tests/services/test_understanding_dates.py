"""Days as people name them, read on a fixed day."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from chinese_calendar import get_solar_terms
from hypothesis import given
from hypothesis import strategies as st

from knowledge.yaml_reader import read_file
from services.understanding.dates import Days, Direction, feasts, figures, find, lunar, months, relative, weeks
from services.understanding.dates.terms import TERMS, term_day
from services.understanding.plain import plain

_TABLE = read_file(Path(__file__).parent / "dates.yaml").value
assert isinstance(_TABLE, dict)
TODAY: date = _TABLE["today"]


def _days(said: str, direction: Direction) -> Days:
    [mention] = find(said, TODAY).mentions
    return mention.days(direction)


@pytest.mark.parametrize("row", _TABLE["days"], ids=lambda row: str(row[0]))
def test_a_wording_names_one_day_looking_back_and_one_looking_ahead(row: list[object]) -> None:
    said = str(row[0])
    read = [_days(said, Direction.PAST).single, _days(said, Direction.FUTURE).single]
    assert read == [row[1], row[-1]]


@pytest.mark.parametrize("row", _TABLE["deadlines"], ids=lambda row: str(row[0]))
def test_a_deadline_is_known_as_one_and_includes_its_last_day(row: list[object]) -> None:
    [mention] = find(str(row[0]), TODAY).mentions
    assert (mention.until, mention.days(Direction.FUTURE).last) == (True, row[1])


@pytest.mark.parametrize("row", _TABLE["spans"], ids=lambda row: str(row[0]))
def test_a_week_or_a_month_is_a_span_and_no_day(row: list[object]) -> None:
    days = _days(str(row[0]), Direction.FUTURE)
    assert (days.first, days.last, days.single) == (row[1], row[2], None)


@pytest.mark.parametrize("row", _TABLE["impossible"], ids=lambda row: str(row[0]))
def test_a_day_that_does_not_exist_is_reported_with_the_nearest(row: list[object]) -> None:
    found = find(f"我{row[0]}去的", TODAY)
    assert found.mentions == ()
    assert [(wrong.text, wrong.nearest) for wrong in found.impossible] == [(row[0], row[1])]


@pytest.mark.parametrize("said", _TABLE["never"])
def test_numbers_and_names_that_only_look_like_days_name_none(said: str) -> None:
    assert [m.text for m in find(said, TODAY).mentions if m.days(Direction.PAST).single] == []


def test_the_end_of_a_range_takes_the_month_of_its_start() -> None:
    first, last = find("6月3日至5日", TODAY).mentions
    assert (first.days(Direction.PAST).single, last.days(Direction.PAST).single) == (date(2026, 6, 3), date(2026, 6, 5))


def test_positions_count_in_the_words_as_said() -> None:
    said = "我答應下週三前給他答覆"
    [mention] = find(said, TODAY).mentions
    assert said[mention.start : mention.end] == mention.text == "下週三前"


def test_the_sun_agrees_with_the_published_calendar() -> None:
    published = [day for day, _ in get_solar_terms(date(2010, 1, 1), date(2026, 12, 31))]
    computed = sorted(term_day(name, year) for year in range(2010, 2027) for name in TERMS)
    assert computed == published


def test_terms_follow_each_other_by_half_a_month() -> None:
    days = sorted(term_day(name, year) for year in range(2027, 2060) for name in TERMS)
    assert {(after - before).days for before, after in pairwise(days)} <= {14, 15, 16}


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["18号", "周三", "11月18日", "正月初十", "清明", "除夕"]),
)
def test_looking_back_never_leads_ahead_nor_the_other_way(today: date, said: str) -> None:
    [mention] = find(said, today).mentions
    assert mention.days(Direction.PAST).first <= today <= mention.days(Direction.FUTURE).last


@given(
    st.text(alphabet="今昨前明后天周月日号年上下一二三十0123456789./-初正廿国庆节底个的第末", max_size=40), st.dates()
)
def test_any_mixture_of_the_words_of_time_is_read_without_an_error(said: str, today: date) -> None:
    found = find(said, today)
    ends = [0, *(end for m in found.mentions for end in (m.start, m.end))]
    assert ends == sorted(ends)


_RULES = (*figures.RULES, *lunar.RULES, *months.RULES, *weeks.RULES, *feasts.RULES, *relative.RULES)
_OF_DATES = (
    "一二三五十初廿元正腊年月日号周星期礼拜天上中下大前后这内今昨明去近改个末底头旬季度半节清春冬夕阳.-/ 0123456789"
)


@given(st.text(_OF_DATES, max_size=12))
def test_no_wording_lacks_the_signs_by_which_its_rule_is_chosen(said: str) -> None:
    fitting = [rule for rule in _RULES if rule.pattern.search(plain(said))]
    assert not [rule for rule in fitting if rule.signs.isdisjoint(said) or rule.further.isdisjoint(said)]


@pytest.mark.parametrize("name", sorted(feasts.IN_YEAR))
def test_a_feast_is_found_by_its_name_whichever_it_is(name: str) -> None:
    [rule] = feasts.RULES
    assert not rule.signs.isdisjoint(name)
    assert rule.pattern.search(name)
