"""The shipped duties are complete and founded, and a bad file is told where it is wrong and how to mend it."""

from datetime import date

import pytest

from knowledge.complaints import KnowledgeError
from knowledge.duties import Duty, DutyRole, Holder, read, rule_of, shipped
from knowledge.entries import shipped as shipped_entries

DUTIES = tuple(shipped())
GOOD = (
    "broom:\n  role: 监督员\n  name: 看一次\n  short: 看一次\n  cadence: FREQ=WEEKLY;BYDAY=FR\n"
    "  window: 4\n  due_rule: 提前\n  holder: 队长\n  done_when: 看过\n"
)


def complaint(text: str) -> str:
    with pytest.raises(KnowledgeError) as refused:
        read({"duties.yaml": text.encode()})
    [found] = refused.value.complaints
    return str(found)


@pytest.mark.parametrize("role", DutyRole)
def test_each_of_the_five_has_at_least_three_duties(role: DutyRole) -> None:
    assert sum(duty.role is role for duty in DUTIES) >= 3


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.id)
def test_a_duty_is_an_example_and_rests_on_a_fact(duty: Duty) -> None:
    assert duty.example
    assert duty.basis
    assert set(duty.basis) <= shipped_entries().facts.keys()
    assert len(duty.short) <= 6


def test_one_town_one_plan_counts_forty_days_in_four_steps_inside_them() -> None:
    plan = shipped().duties["guide-one-town-one-plan"]
    assert plan.after_stationing == 40
    assert [step.name for step in plan.steps] == ["调研", "初稿", "征求意见", "定稿"]
    days = [step.day for step in plan.steps if step.day is not None]
    assert days == sorted(days)
    assert days[-1] == 40


def test_days_by_the_rule_know_leap_days_and_short_months() -> None:
    assert shipped().duties["guide-village-meeting"].nominal_days(date(2028, 2, 1), date(2028, 3, 31)) == [
        date(2028, 2, 29),
        date(2028, 3, 31),
    ]


def test_every_second_week_means_the_same_weeks_wherever_one_starts_looking() -> None:
    [duty] = read({"duties.yaml": GOOD.replace("FREQ=WEEKLY;", "FREQ=WEEKLY;INTERVAL=2;").encode()})
    early = duty.nominal_days(date(2026, 1, 1), date(2026, 12, 31))
    late = duty.nominal_days(date(2026, 6, 5), date(2026, 12, 31))
    assert late == [day for day in early if day >= date(2026, 6, 5)]


def test_a_file_that_is_good_is_read_with_its_defaults() -> None:
    [duty] = read({"duties.yaml": GOOD.encode()})
    assert duty.holder is Holder.CAPTAIN
    assert duty.leads == (7, 3, 1, 0)
    assert duty.at.hour == 18


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("due_rule: 提前", "due_rule: 往后"), "第7行：条目“broom”，“due_rule”写得不对。只能是：顺延、提前、不动"),
        (("  role: 监督员", "  role: 安全员"), "第2行：条目“broom”，“role”写得不对。只能是：联络员、指导员"),
        (("cadence: FREQ=WEEKLY;BYDAY=FR", "cadence: 每周五"), "周期“每周五”不是 RFC 5545 的写法，例如 FREQ=WEEKLY"),
        (("cadence: FREQ=WEEKLY;BYDAY=FR", "cadence: FREQ=DAILY"), "周期“FREQ=DAILY”太密，最密每周一次"),
        (("  window: 4", "  at: 25:00\n  window: 4"), "“at”写得不对。请写成加引号的 \"17:00\""),
        (("  window: 4", "  after_stationing: 3\n  window: 4"), "请写 cadence 或 after_stationing 中的一个"),
        (("  window: 4", "  window: 四天"), "第6行：条目“broom”，“window”应是整数。请写成 3 这样"),
        (("  done_when: 看过\n", ""), "缺少“done_when”"),
        (("  done_when: 看过\n", "  done_when: 看过\n  owner: 我\n"), "不认识“owner”这一项"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_where_and_how_to_mend_it(wrong: tuple[str, str], said: str) -> None:
    assert said in complaint(GOOD.replace(*wrong))


@pytest.mark.parametrize(
    "cadence", ["FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;BYHOUR=9", "DTSTART:20210101\nRRULE:FREQ=WEEKLY"]
)
def test_a_cadence_that_ends_or_names_hours_is_refused(cadence: str) -> None:
    with pytest.raises(ValueError, match="周期"):
        rule_of(cadence)
