"""Working days: 调休 where the official table is known, a visible estimate where it is not."""

from datetime import date, datetime, time

import pytest

from knowledge.duties import DueRule
from services.clock import TEAM_ZONE
from services.hours import Hours, Span
from services.workdays import Calendar

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 9, 20), True),  # a Sunday worked for 国庆
        (date(2026, 10, 10), True),  # a Saturday worked for 国庆
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 11, 28), False),
        (date(2027, 2, 5), False),  # 除夕, statutory
        (date(2027, 2, 6), False),
        (date(2027, 2, 20), False),  # a Saturday; nobody knows yet whether it will be worked
    ],
)
def test_a_day_is_worked_or_not(day: date, working: bool) -> None:
    assert CALENDAR.is_working(day) is working


def test_a_year_without_its_table_is_known_to_be_estimated() -> None:
    assert CALENDAR.is_known(2026)
    assert not CALENDAR.is_known(2027)


def test_an_imported_year_takes_the_place_of_the_estimate() -> None:
    imported = Calendar({2027: {date(2027, 2, 20): True, date(2027, 2, 8): False}})
    assert imported.is_known(2027)
    assert imported.is_working(date(2027, 2, 20))
    assert not imported.is_working(date(2027, 2, 8))


@pytest.mark.parametrize(
    ("rule", "moved"),
    [(DueRule.LATER, date(2026, 10, 8)), (DueRule.EARLIER, date(2026, 9, 30)), (DueRule.FIXED, date(2026, 10, 1))],
)
def test_a_due_day_on_a_holiday_goes_where_its_rule_says(rule: DueRule, moved: date) -> None:
    assert CALENDAR.moved(date(2026, 10, 1), rule) == moved


def test_working_days_left_count_the_due_day_and_skip_the_weekend() -> None:
    assert CALENDAR.left(date(2026, 11, 27), date(2026, 11, 30)) == 1
    assert CALENDAR.left(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert CALENDAR.left(date(2026, 11, 27), date(2026, 11, 20)) == 0


def test_the_third_working_day_after_skips_days_off() -> None:
    assert CALENDAR.after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CALENDAR.after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TEAM_ZONE)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (_at(27, 9), _at(27, 9)),
        (_at(27, 12), _at(27, 14, 30)),
        (_at(27, 14, 29), _at(27, 14, 30)),
        (_at(26, 20), _at(27, 8)),
        (_at(27, 7, 59), _at(27, 8)),
        (_at(27, 20), _at(30, 8)),  # a Friday evening waits for Monday
        (_at(28, 10), _at(30, 8)),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_the_next_open_one(moment: datetime, opens: datetime) -> None:
    assert Hours().next_open(moment, CALENDAR) == opens


def test_a_worked_saturday_is_no_quiet_day() -> None:
    assert not Hours().is_quiet(datetime(2026, 10, 10, 9, tzinfo=TEAM_ZONE), CALENDAR)
    assert Hours().is_quiet(datetime(2026, 10, 1, 9, tzinfo=TEAM_ZONE), CALENDAR)


def test_a_span_over_midnight_covers_both_sides_and_not_its_end() -> None:
    night = Span(time(20), time(8))
    assert night.covers(time(23))
    assert night.covers(time(7, 59))
    assert not night.covers(time(8))
